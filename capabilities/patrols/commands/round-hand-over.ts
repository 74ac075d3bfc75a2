// Hands a round to another guard. Who had it before stays on file.

import { z } from 'zod'
import { may } from '#base/permission.ts'
import { problem } from '#base/problem.ts'
import { text } from '#base/text.ts'
import { command, type Tx } from '#server/command.ts'
import { patrolRecord } from '../law.ts'
import { handOver } from '../patrol.ts'
import { permissions } from '../permissions.ts'
import { lockRound, ofRound } from './round.ts'

export const notYours = problem(
  'round.not-yours',
  403,
  '这一班不在您手上，请由巡查人本人或队长办理',
  'You do not walk this round; whoever does, or the captain, can do this',
)
const cannotWalk = problem<{ toId: string }>(
  'round.cannot-walk',
  409,
  '此人在本小区没有巡查岗位，不能接手',
  'This person has no post here that walks rounds',
)

/** 移交班次. Records `patrol.round-handed-over`. */
export const handOverRound = command({
  name: 'round.hand-over',
  title: text('移交班次', 'Hand over a round'),
  source: patrolRecord,
  may: 'patrol.hand-over',
  offline: true,
  input: z.object({
    compoundId: z.uuid(),
    roundId: z.uuid(),
    toId: z.uuid(),
    reason: z.string().trim().min(1).max(200),
  }),
  example: {
    compoundId: '01890a5d-ac96-774b-bcce-b302099a8057',
    roundId: '8c5f2a4e-1b7d-8e3a-9c6f-0d1e2f3a4b5c',
    toId: '01890a5d-ac96-774b-bcce-b302099a8058',
    reason: '交接班',
  },

  async run({ sql, actor, at, commandId, record }, { compoundId, roundId, toId, reason }) {
    const round = await lockRound(sql, actor, compoundId, roundId)
    const { fromId } = handOver(round, toId)
    if (fromId !== actor.id && !may(actor, 'patrol.plan', round.within)) throw notYours({})
    if (!(await canWalk(sql, toId, compoundId, at))) throw cannotWalk({ toId })

    await sql`
      with kept as (
        insert into patrols.hand_over (compound_id, round_id, id, from_id, to_id, by, at, reason)
        values (${compoundId}, ${roundId}, ${commandId}, ${fromId}, ${toId}, ${actor.id}, ${at}, ${reason}))
      update patrols.round set walker_id = ${toId}
       where compound_id = ${compoundId} and id = ${roundId}`
    record(
      'patrol.round-handed-over',
      { placeId: compoundId, within: round.within, people: [fromId, toId] },
      { ...ofRound(round), fromId, toId, at: at.toISOString() },
    )
    return { walkerId: toId }
  },
})

async function canWalk(sql: Tx, personId: string, compoundId: string, at: Date): Promise<boolean> {
  const kinds = permissions['patrol.walk'].posts
  const [post] = await sql`
    select 1 from identity.held(${personId}, ${at})
     where at_id = ${compoundId} and kind = any(${kinds}) limit 1`
  return post !== undefined
}
