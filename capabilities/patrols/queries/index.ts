// What people see of patrols.

import type { AnyQuery } from '#server/query.ts'
import { counts } from './counts.ts'
import { myRounds } from './my-rounds.ts'
import { replica } from './replica.ts'
import { roundList } from './round-list.ts'
import { roundView } from './round-view.ts'
import { routeList, routeProposal, routeView } from './routes.ts'

export const queries: AnyQuery[] = [
  myRounds,
  replica,
  roundList,
  roundView,
  routeList,
  routeView,
  routeProposal,
  counts,
]
