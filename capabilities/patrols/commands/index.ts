// What people do about patrols. One file each, named as the command.

import type { AnyCommand } from '#server/command.ts'
import { reportFinding } from './patrol-report-finding.ts'
import { scanBatch } from './patrol-scan-batch.ts'
import { endRoundEarly } from './round-end-early.ts'
import { excuseRound } from './round-excuse.ts'
import { handOverRound } from './round-hand-over.ts'
import { reviewRound } from './round-review.ts'
import { startRound } from './round-start.ts'
import { changeRoute } from './route-change.ts'
import { planRoute } from './route-plan.ts'
import { retireRoute } from './route-retire.ts'

export const commands: AnyCommand[] = [
  planRoute,
  changeRoute,
  retireRoute,
  startRound,
  scanBatch,
  reportFinding,
  handOverRound,
  endRoundEarly,
  excuseRound,
  reviewRound,
]
