// The desk: every capability's pages, in the frame of the shell.

import { createRoot } from 'react-dom/client'
import type { DeskRoute, TodayCard } from '#web/router.tsx'
import { Desk } from '#web/shell/Desk.tsx'

type Pages = { routes?: readonly DeskRoute[]; today?: readonly TodayCard[] }
const pages = Object.values(
  import.meta.glob<Pages>('../capabilities/*/web/pages.tsx', { eager: true }),
)

createRoot(document.getElementById('desk')!).render(
  <Desk
    routes={pages.flatMap(({ routes = [] }) => routes)}
    today={pages.flatMap(({ today = [] }) => today)}
  />,
)
