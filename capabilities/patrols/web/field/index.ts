// What patrols brings to the phone.

import type { FieldPage } from '#web/field/router.tsx'
import { RoundPage } from './RoundPage.tsx'
import { ScanPage } from './ScanPage.tsx'

export { RoundsToday } from './RoundsToday.tsx'

export const pages: readonly FieldPage[] = [
  { path: '/rounds/:roundId', Page: RoundPage, tab: 'today' },
  { path: '/rounds/:roundId/scan', Page: ScanPage, tab: 'today', full: true },
]
