// The desk's door: the frame, and the pages that the capabilities bring to it.

import { createRoot } from 'react-dom/client'
import { Desk } from '#web/shell/Desk.tsx'
import * as hazards from '../capabilities/hazards/web/pages.tsx'
import * as identity from '../capabilities/identity/web/pages.tsx'
import * as imports from '../capabilities/imports/web/pages.tsx'
import * as overview from '../capabilities/overview/web/pages.tsx'
import * as patrols from '../capabilities/patrols/web/pages.tsx'
import * as places from '../capabilities/places/web/pages.tsx'

createRoot(document.getElementById('desk')!).render(
  <Desk
    routes={[identity, places, imports, patrols, hazards, overview].flatMap(({ routes }) => routes)}
    today={[...hazards.today, ...patrols.today]}
  />,
)
