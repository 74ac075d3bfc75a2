// What patrols brings to the phone.

import { lazy } from 'react'
import type { FieldPage } from '#web/field/router.tsx'
import { RoundPage } from './RoundPage.tsx'

export { RoundsToday } from './RoundsToday.tsx'

// The scanner comes in a piece of its own; the service worker keeps it on the phone with the rest.
const ScanPage = lazy(() => import('./ScanPage.tsx'))

export const pages: readonly FieldPage[] = [
  { path: '/rounds/:roundId', Page: RoundPage, tab: 'today' },
  { path: '/rounds/:roundId/scan', Page: ScanPage, tab: 'today', full: true },
]
