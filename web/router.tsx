// The pages of the desk, collected from the capabilities, each loaded when it is first opened.

import type { ComponentType } from 'react'
import { createBrowserRouter, type RouteObject } from 'react-router'
import type { Text } from '#base/text.ts'
import { useLang } from './i18n.ts'
import { useMay } from './session.tsx'
import { Frame } from './shell/Frame.tsx'
import {
  BareSkeleton,
  NotAllowedPage,
  NotFoundPage,
  PageFailed,
  PageSkeleton,
} from './shell/states.tsx'
import { TodayPage } from './shell/TodayPage.tsx'
import type { IconName } from './ui/icons.tsx'

/** The groups of the left rail: daily work, the city and its places, and running the system. */
export type NavSection = 'work' | 'city' | 'admin'

export type DeskRoute = {
  /** absolute: `/hazards/:hazardId` */
  path: string
  title: Text
  icon?: IconName
  /** stands in the left rail; `order` within its section */
  nav?: { section: NavSection; order: number }
  /** the permission without which the page is neither offered nor shown */
  may?: string
  /** without rail and head: boards on a wall */
  bare?: boolean
  /** the page */
  lazy: () => Promise<{ default: ComponentType }>
}

/** A part of the page 今日: what of this capability asks for action today. Shows nothing when nothing does. */
export type TodayCard = {
  order: number
  may?: string
  Component: ComponentType
}

export function deskRouter(routes: readonly DeskRoute[], today: readonly TodayCard[]) {
  const framed = routes.filter((route) => !route.bare)
  return createBrowserRouter([
    {
      errorElement: (
        <main>
          <PageFailed />
        </main>
      ),
      HydrateFallback: BareSkeleton,
      children: [
        {
          element: <Frame routes={routes} />,
          children: [
            {
              errorElement: <PageFailed />,
              HydrateFallback: PageSkeleton,
              children: [
                { index: true, element: <TodayPage cards={today} /> },
                ...framed.map(routeObject),
                { path: '*', element: <NotFoundPage /> },
              ],
            },
          ],
        },
        ...routes.filter((route) => route.bare).map(routeObject),
      ],
    },
  ])
}

function routeObject({ path, may, lazy }: DeskRoute): RouteObject {
  return {
    path,
    lazy: async () => {
      const { default: Page } = await lazy()
      const element = may === undefined ? <Shown Page={Page} /> : <Guarded Page={Page} may={may} />
      return { element }
    },
  }
}

/** A page renders again when the language changes. */
function Shown({ Page }: { Page: ComponentType }) {
  useLang()
  return <Page />
}

function Guarded({ Page, may }: { Page: ComponentType; may: string }) {
  return useMay(may) ? <Shown Page={Page} /> : <NotAllowedPage />
}
