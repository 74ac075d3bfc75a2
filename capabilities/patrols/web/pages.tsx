// The pages of patrols: rounds of a day, one round, routes, one route.

import { text } from '#base/text.ts'
import type { DeskRoute, TodayCard } from '#web/router.tsx'
import { RoundsCard } from './RoundsCard.tsx'

export const routes: DeskRoute[] = [
  {
    path: '/patrols',
    title: text('巡查', 'Patrols'),
    icon: 'patrol',
    nav: { section: 'work', order: 30 },
    may: 'patrol.view',
    lazy: () => import('./RoundsPage.tsx'),
  },
  {
    path: '/patrols/rounds/:compoundId/:roundId',
    title: text('巡查班次', 'A round'),
    may: 'patrol.view',
    lazy: () => import('./RoundPage.tsx'),
  },
  {
    path: '/patrols/routes',
    title: text('巡查路线', 'Routes'),
    may: 'patrol.view',
    lazy: () => import('./RoutesPage.tsx'),
  },
  {
    path: '/patrols/routes/:compoundId',
    title: text('巡查路线', 'Routes'),
    may: 'patrol.view',
    lazy: () => import('./RoutesPage.tsx'),
  },
  {
    path: '/patrols/routes/:compoundId/new',
    title: text('制定路线', 'Plan a route'),
    may: 'patrol.plan',
    lazy: () => import('./NewRoutePage.tsx'),
  },
  {
    path: '/patrols/routes/:compoundId/:routeId',
    title: text('巡查路线', 'A route'),
    may: 'patrol.view',
    lazy: () => import('./RoutePage.tsx'),
  },
]

export const today: TodayCard[] = [{ order: 30, may: 'patrol.review', Component: RoundsCard }]
