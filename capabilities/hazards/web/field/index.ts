// What hazards brings to the phone.

import { lazy } from 'react'
import type { FieldPage } from '#web/field/router.tsx'

export { MyReports } from './MyReports.tsx'
export { TasksToday } from './TasksToday.tsx'

const ReportPage = lazy(() => import('./ReportPage.tsx'))
const HazardPage = lazy(() => import('./HazardPage.tsx'))

export const pages: readonly FieldPage[] = [
  { path: '/report', Page: ReportPage, tab: 'report' },
  { path: '/hazards/:hazardId', Page: HazardPage, tab: 'today' },
]
