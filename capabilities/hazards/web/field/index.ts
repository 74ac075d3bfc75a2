// What hazards brings to the phone.

import { lazy } from 'react'
import type { FieldPage } from '#web/field/router.tsx'

const ReportPage = lazy(() => import('./ReportPage.tsx'))

export const pages: readonly FieldPage[] = [{ path: '/report', Page: ReportPage, tab: 'report' }]
