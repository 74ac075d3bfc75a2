// Settles a doubt: somebody who did not walk the round looks at it and says whether it counts.

import { z } from 'zod'
import { mustBeAllowed } from '#base/permission.ts'
import { problem } from '#base/problem.ts'
import { text } from '#base/text.ts'
import { command } from '#server/command.ts'
import { suspicion } from '../law.ts'
import { mustBeAble, ownReview } from '../patrol.ts'
import { decide } from './decision.ts'
import { judgeHeld, lockRound } from './round.ts'

const nothingToReview = problem<{ checkpointId: string }>(
  'round.nothing-to-review',
  409,
  '这个点位没有待复核的疑点',
  'There is no doubt about this point to review',
)

/** 复核存疑打点. Records `patrol.round-reviewed`. */
export const reviewRound = command({
  name: 'round.review',
  title: text('复核存疑打点', 'Review a doubt'),
  source: suspicion.versions[0]!.source,
  may: 'patrol.review',
  offline: false, // a doubt is settled on the latest state
  input: z.object({
    compoundId: z.uuid(),
    roundId: z.uuid(),
    /** null: every doubt about the round */
    checkpointId: z.uuid().nullable(),
    verdict: z.enum(['accepted', 'rejected']),
    reason: z.string().trim().min(2).max(200),
  }),
  example: {
    compoundId: '01890a5d-ac96-774b-bcce-b302099a8057',
    roundId: '8c5f2a4e-1b7d-8e3a-9c6f-0d1e2f3a4b5c',
    checkpointId: null,
    verdict: 'accepted',
    reason: '调阅监控，确已到场',
  },

  async run(context, { compoundId, roundId, checkpointId, verdict, reason }) {
    const { sql, actor, now } = context
    const round = await lockRound(sql, actor, compoundId, roundId)
    mustBeAllowed(actor, 'patrol.review', round.within)

    const { points, leads } = judgeHeld(round, {}, now)
    const doubtful = points.filter(
      (point) =>
        (checkpointId === null || point.checkpointId === checkpointId) &&
        (point.state === 'suspect' || (checkpointId === null && leads.length > 0)),
    )
    if (checkpointId === null) mustBeAble('review', round)
    else if (doubtful.length === 0) throw nothingToReview({ checkpointId })
    if (doubtful.some((point) => point.by === actor.id)) throw ownReview({})

    // A word on the whole round speaks for every point of it; only a doubt about the whole asks for that.
    const isWhole = checkpointId === null && leads.length > 0
    const ids = isWhole ? [null] : doubtful.map((point) => point.checkpointId)
    const words = ids.map((id) => ({ checkpointId: id, kind: verdict }))
    return decide(context, round, words, reason, {
      name: 'patrol.round-reviewed',
      body: { checkpointId, verdict },
      people: [...new Set(doubtful.flatMap((point) => point.by ?? []))],
    })
  },
})
