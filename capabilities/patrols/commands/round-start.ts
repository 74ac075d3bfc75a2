// Starts a round: whoever starts first walks it.

import { z } from 'zod'
import { mustBeAllowed } from '#base/permission.ts'
import { text } from '#base/text.ts'
import { command } from '#server/command.ts'
import { dailyFirePatrol } from '../law.ts'
import { start } from '../patrol.ts'
import { lockRound, ofRound } from './round.ts'

/** 开始巡查. Records `patrol.round-started` the first time. */
export const startRound = command({
  name: 'round.start',
  title: text('开始巡查', 'Start a round'),
  source: dailyFirePatrol,
  may: 'patrol.walk',
  offline: true,
  input: z.object({ compoundId: z.uuid(), roundId: z.uuid() }),
  example: {
    compoundId: '01890a5d-ac96-774b-bcce-b302099a8057',
    roundId: '8c5f2a4e-1b7d-8e3a-9c6f-0d1e2f3a4b5c',
  },

  async run({ sql, actor, at, record }, { compoundId, roundId }) {
    const round = await lockRound(sql, actor, compoundId, roundId)
    mustBeAllowed(actor, 'patrol.walk', round.within)
    const { walkerId, startedAt } = start(round, actor.id, at)

    if (round.startedAt === null) {
      await sql`
        update patrols.round
           set walker_id = ${walkerId}, first_walker_id = ${walkerId}, started_at = ${startedAt}
         where compound_id = ${compoundId} and id = ${roundId}`
      record(
        'patrol.round-started',
        { placeId: compoundId, within: round.within, people: [walkerId] },
        { ...ofRound(round), at: startedAt.toISOString() },
      )
    }
    return { walkerId, startedAt }
  },
})
