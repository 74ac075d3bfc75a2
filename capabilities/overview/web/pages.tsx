// The pages of overview: a board for each level of the tree, on the desk and on a wall.

import { text } from '#base/text.ts'
import type { DeskRoute } from '#web/router.tsx'

const board = () => import('./BoardPage.tsx')
const wall = () => import('./WallPage.tsx')

export const routes: DeskRoute[] = [
  {
    path: '/board',
    title: text('总览', 'Board'),
    icon: 'board',
    nav: { section: 'city', order: 10 },
    may: 'overview.view',
    lazy: board,
  },
  { path: '/board/:placeId', title: text('总览', 'Board'), may: 'overview.view', lazy: board },
  {
    path: '/wall',
    title: text('大屏', 'Wall board'),
    may: 'overview.view',
    bare: true,
    lazy: wall,
  },
  {
    path: '/wall/:placeId',
    title: text('大屏', 'Wall board'),
    may: 'overview.view',
    bare: true,
    lazy: wall,
  },
]
