// Keeps a manager's word on points of a round, records it, and lets the round stand by it.

import { newId } from '#base/id.ts'
import type { CommandContext } from '#server/command.ts'
import type { Decision } from '../patrol.ts'
import { type HeldRound, judgeHeld, ofRound, type Standing, standingOf } from './round.ts'
import { stand } from './standing.ts'

/** @param fact its name, and what it says beside how the round now stands */
export async function decide(
  context: CommandContext,
  round: HeldRound,
  words: readonly Decision[],
  reason: string,
  fact: { name: string; body: Record<string, unknown>; people?: readonly string[] },
): Promise<Standing> {
  const { sql, actor, now, record } = context
  const judged = judgeHeld(round, { decisions: [...round.plan.decisions, ...words] }, now)
  const standing = standingOf(judged)
  record(
    fact.name,
    { placeId: round.compoundId, within: round.within, people: fact.people ?? [] },
    { ...ofRound(round), ...standing, ...fact.body },
  )
  await sql`
    insert into patrols.decision (compound_id, round_id, id, checkpoint_id, kind, reason, by, at)
    select ${round.compoundId}, ${round.id}, id, checkpoint_id, kind, ${reason}, ${actor.id}, ${now}
      from unnest(${words.map(() => newId(now.getTime()))}::uuid[],
                  ${words.map(({ checkpointId }) => checkpointId) as string[]}::uuid[],
                  ${words.map(({ kind }) => kind)}::text[]) as word(id, checkpoint_id, kind)`
  await stand(sql, context, round, judged)
  return standing
}
