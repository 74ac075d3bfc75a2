// What people see of hazards.

import type { AnyQuery } from '#server/query.ts'
import { hazardCounts } from './counts.ts'
import { hazardList } from './list.ts'
import { myHazards } from './mine.ts'
import { noticeProof } from './notice.ts'
import { hazardTypesQuery } from './types.ts'
import { hazardView } from './view.ts'

export { hazardCounts, hazardList, hazardTypesQuery, hazardView, myHazards, noticeProof }

export const queries: AnyQuery[] = [
  hazardView,
  hazardList,
  hazardCounts,
  myHazards,
  hazardTypesQuery,
  noticeProof,
]
