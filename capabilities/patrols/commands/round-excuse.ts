// Excuses points of a round, or all that is left of it, with a reason.

import { z } from 'zod'
import { mustBeAllowed } from '#base/permission.ts'
import { problem } from '#base/problem.ts'
import { text } from '#base/text.ts'
import { assumed } from '#law/cite.ts'
import { command } from '#server/command.ts'
import { mustBeAble } from '../patrol.ts'
import { decide } from './decision.ts'
import { lockRound } from './round.ts'

export const pointNotOnRoute = problem<{ checkpointId: string }>(
  'round.point-not-on-route',
  409,
  '这个点位不在本班路线上',
  'This checkpoint is not on the route of this round',
)

/** 准予免巡: what was walked stays walked. Records `patrol.round-excused`. */
export const excuseRound = command({
  name: 'round.excuse',
  title: text('准予免巡', 'Excuse a round'),
  source: assumed('项目经理说明理由后可准予免巡'),
  may: 'patrol.excuse',
  offline: false, // excusing needs the latest state
  input: z.object({
    compoundId: z.uuid(),
    roundId: z.uuid(),
    /** null: all that is left of the round */
    checkpointIds: z.array(z.uuid()).min(1).max(200).nullable(),
    reason: z.string().trim().min(2).max(200),
  }),
  example: {
    compoundId: '01890a5d-ac96-774b-bcce-b302099a8057',
    roundId: '8c5f2a4e-1b7d-8e3a-9c6f-0d1e2f3a4b5c',
    checkpointIds: null,
    reason: '暴雨红色预警，全员防汛',
  },

  async run(context, { compoundId, roundId, checkpointIds, reason }) {
    const { sql, actor } = context
    const round = await lockRound(sql, actor, compoundId, roundId)
    mustBeAllowed(actor, 'patrol.excuse', round.within)
    mustBeAble('excuse', round)
    const known = new Set(round.points.map((point) => point.checkpointId))
    const foreign = checkpointIds?.find((id) => !known.has(id))
    if (foreign) throw pointNotOnRoute({ checkpointId: foreign })

    const words = (checkpointIds ?? [null]).map((checkpointId) => {
      return { checkpointId, kind: 'excused' as const }
    })
    return decide(context, round, words, reason, {
      name: 'patrol.round-excused',
      body: { checkpointIds },
    })
  },
})
