// The pages of hazards on the desk, and what of them asks for action today.

import { text } from '#base/text.ts'
import type { DeskRoute, TodayCard } from '#web/router.tsx'
import { HazardsToday } from './HazardsToday.tsx'
import { hazardsPath, reportPath } from './paths.ts'

export const routes: DeskRoute[] = [
  {
    path: hazardsPath,
    title: text('隐患', 'Hazards'),
    icon: 'hazard',
    nav: { section: 'work', order: 10 },
    may: 'hazard.view',
    lazy: () => import('./HazardListPage.tsx'),
  },
  {
    path: reportPath,
    title: text('上报隐患', 'Report a hazard'),
    may: 'hazard.report',
    lazy: () => import('./ReportHazardPage.tsx'),
  },
  {
    path: `${hazardsPath}/:hazardId`,
    title: text('隐患', 'Hazard'),
    lazy: () => import('./HazardPage.tsx'),
  },
]

export const today: TodayCard[] = [{ order: 10, Component: HazardsToday }]
