// Writes how a round stands after an act, and records what that means: finished, late, judged anew, missed.

import type { ReactionContext } from '#server/capability.ts'
import type { CommandContext, Tx } from '#server/command.ts'
import type { Counts, RoundState } from '../round.ts'
import { type HeldRound, ofRound, type Standing, standingOf } from './round.ts'

type Context = Pick<CommandContext, 'now' | 'record'>

/** What else an act changes in the row of the round. */
export type Change = {
  scans?: number
  walkerId?: string | null
  firstWalkerId?: string | null
  startedAt?: Date | null
  endedAt?: Date | null
  endCode?: string | null
  endNote?: string | null
}

/**
 * Records the outcome of a round the moment it is known, once; and every change of it since.
 *
 * A round with missed points is settled by `closeRounds` alone, so that it is told once and in one way.
 * @param told whether a changed outcome is news to the manager (an upload is, his own word is not)
 * @returns the statement that writes it, to be run alone or after a `with`
 */
export function stand(
  sql: Tx,
  { now, record }: Context,
  round: HeldRound,
  judged: RoundState,
  change: Change = {},
  isNews = false,
) {
  const isOpen = round.settledAt === null && (judged.state === 'due' || judged.state === 'missed')
  const standing: Standing = isOpen
    ? { ...standingOf(judged), state: 'due', missed: 0 }
    : standingOf(judged)
  const settles = round.settledAt === null && !isOpen
  const changes = round.settledAt !== null && round.state !== standing.state
  const about = { placeId: round.compoundId, within: round.within }
  const body = { ...ofRound(round), ...standing }
  const { firstAt, lastAt } = judged
  if (settles) record('patrol.round-finished', about, { ...body, ...isoSpan(judged) })
  if (settles && standing.state === 'late') record('patrol.round-late', about, body)
  if (changes)
    record('patrol.round-rejudged', about, {
      ...body,
      from: round.state,
      claimedAt: lastAt?.toISOString() ?? null,
      receivedAt: now.toISOString(),
    })

  return sql`
    update patrols.round
       set state = ${standing.state}, points = ${standing.points}, done = ${standing.done},
           late = ${standing.late}, suspect = ${standing.suspect}, excused = ${standing.excused},
           missed = ${standing.missed}, leads = ${judged.leads}, first_at = ${firstAt}, last_at = ${lastAt},
           scans = ${change.scans ?? round.scans},
           walker_id = ${change.walkerId ?? round.walkerId},
           first_walker_id = ${change.firstWalkerId ?? round.firstWalkerId},
           started_at = ${change.startedAt ?? round.startedAt},
           ended_at = ${change.endedAt ?? round.endedAt},
           end_code = coalesce(${change.endCode ?? null}, end_code),
           end_note = coalesce(${change.endNote ?? null}, end_note),
           settled_at = ${settles ? now : round.settledAt},
           rejudged_at = ${changes ? now : round.rejudgedAt},
           told_at = ${changes && isNews ? null : round.toldAt}
     where compound_id = ${round.compoundId} and id = ${round.id}`
}

export const isoSpan = ({ firstAt, lastAt }: Pick<RoundState, 'firstAt' | 'lastAt'>) => ({
  firstAt: firstAt?.toISOString() ?? null,
  lastAt: lastAt?.toISOString() ?? null,
})

type Closed = Omit<Counts, 'due'> & {
  compoundId: string
  id: string
  routeId: string
  day: string
  points: number
  within: string[]
  inARow: number
}

/**
 * 漏巡: settles the rounds that ended with points nobody scanned. Records `patrol.round-missed`, once each.
 *
 * In SQL alone: whatever was scanned is counted in the row already, and what is left is missed.
 * @param which a condition on the rounds that ended; at most so many at once, the next sweep takes the rest
 */
export async function closeRounds(
  { sql, now, record }: Pick<ReactionContext, 'sql' | 'now' | 'record'>,
  which: ReturnType<Tx>,
  most = 5000,
): Promise<number> {
  const closed = await sql<{ compoundId: string; id: string }[]>`
    with ended as (
      select compound_id, id from patrols.round
       where settled_at is null and ${which}
       order by closes_at limit ${most}
         for update skip locked)
    update patrols.round
       set state = 'missed', settled_at = ${now},
           missed = points - done - late - suspect - excused
      from ended
     where round.compound_id = ended.compound_id and round.id = ended.id
    returning round.compound_id, round.id`
  if (closed.length === 0) return 0
  // Counted in a second statement: of two rounds closed together, each must see the other as missed.
  const rounds = await sql<Closed[]>`
    select round.compound_id, round.id, round.route_id, round.day, round.points, round.done, round.late,
           round.suspect, round.excused, round.missed, place.within, patrols.missed_in_a_row(round) as in_a_row
      from unnest(${closed.map((r) => r.compoundId)}::uuid[], ${closed.map((r) => r.id)}::uuid[])
           as closed(compound_id, id)
      join patrols.round on round.compound_id = closed.compound_id and round.id = closed.id
      join places.place on place.id = round.compound_id
     order by round.closes_at, round.id`
  for (const { within, id, compoundId, ...round } of rounds)
    record(
      'patrol.round-missed',
      { placeId: compoundId, within },
      { compoundId, roundId: id, state: 'missed', ...round },
    )
  return rounds.length
}
