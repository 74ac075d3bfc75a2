// All queries of places.

import { listCompounds, responsible, viewCompound } from './compounds.ts'
import { listAssets, listCheckpoints } from './equipment.ts'
import { placeTree, searchPlaces, viewPlace } from './tree.ts'

export const queries = [
  placeTree,
  searchPlaces,
  viewPlace,
  listCompounds,
  viewCompound,
  responsible,
  listAssets,
  listCheckpoints,
]
