// The pages of places: which compounds there are, and what one of them is.

import { text } from '#base/text.ts'
import type { DeskRoute } from '#web/router.tsx'
import { placesPath } from './paths.ts'

const page = () => import('./PlacePage.tsx')

export const routes: DeskRoute[] = [
  {
    path: placesPath,
    title: text('小区', 'Compounds'),
    icon: 'compound',
    nav: { section: 'city', order: 20 },
    may: 'place.view',
    lazy: page,
  },
  {
    path: `${placesPath}/:placeId`,
    title: text('小区', 'Compound'),
    may: 'place.view',
    lazy: page,
  },
]
