// Ends a round before its last point, with a reason. What was walked stands; the rest is missed until excused.

import { z } from 'zod'
import { may } from '#base/permission.ts'
import { text } from '#base/text.ts'
import { command } from '#server/command.ts'
import { patrolRecord } from '../law.ts'
import { endEarly, endReasonNames } from '../patrol.ts'
import { judgeHeld, lockRound, ofRound, standingOf } from './round.ts'
import { notYours } from './round-hand-over.ts'
import { closeRounds, stand } from './standing.ts'

/** 提前结束. Records `patrol.round-ended-early`, and `patrol.round-missed` for what was left. */
export const endRoundEarly = command({
  name: 'round.end-early',
  title: text('提前结束巡查', 'End a round early'),
  source: patrolRecord,
  may: 'patrol.walk',
  offline: true,
  input: z.object({
    compoundId: z.uuid(),
    roundId: z.uuid(),
    reason: z.enum(endReasonNames),
    note: z.string().trim().max(200).default(''),
  }),
  example: {
    compoundId: '01890a5d-ac96-774b-bcce-b302099a8057',
    roundId: '8c5f2a4e-1b7d-8e3a-9c6f-0d1e2f3a4b5c',
    reason: 'incident',
    note: '7 栋电梯困人，前往处置',
  },

  async run(context, { compoundId, roundId, reason, note }) {
    const { sql, actor, now, at, record } = context
    const round = await lockRound(sql, actor, compoundId, roundId)
    endEarly(round)
    if (round.walkerId !== actor.id && !may(actor, 'patrol.plan', round.within)) throw notYours({})

    const judged = judgeHeld(round, { endedAt: at }, now)
    record(
      'patrol.round-ended-early',
      { placeId: compoundId, within: round.within, people: [round.walkerId!] },
      { ...ofRound(round), ...standingOf(judged), reason, at: at.toISOString() },
    )
    await stand(sql, context, round, judged, { endedAt: at, endCode: reason, endNote: note })
    await closeRounds(context, sql`compound_id = ${compoundId} and id = ${roundId}`, 1)
    return standingOf(judged)
  },
})
