// A round held for an act: locked, with all that round.ts judges it by.

import { type Actor, may } from '#base/permission.ts'
import { problem } from '#base/problem.ts'
import type { Day } from '#base/time.ts'
import type { Tx } from '#server/command.ts'
import type { Round, State } from '../patrol.ts'
import type { Position } from '../position.ts'
import { judgeRound, type PointPlan, type RoundPlan, type RoundState } from '../round.ts'
import type { Scan } from '../scan.ts'
import { type ScanJson, scanOf } from '../wire.ts'

export const roundNotFound = problem<{ roundId: string }>(
  'round.not-found',
  404,
  '没有这一班巡查',
  'There is no such round',
)

/** A point with what proves that one stood there. The secrets of it leave the server in no answer. */
export type HeldPoint = PointPlan & {
  number: number
  name: string
  kind: string
  location: string
  floor: number | null
  nfc: string | null
  code: string
  keyVersion: number
}

export type HeldRound = Round & {
  compoundId: string
  id: string
  routeId: string
  version: number
  name: string
  compoundName: string
  day: Day
  within: string[]
  scans: number
  startedAt: Date | null
  firstWalkerId: string | null
  settledAt: Date | null
  rejudgedAt: Date | null
  toldAt: Date | null
  points: HeldPoint[]
  plan: RoundPlan
  known: Scan[]
}

/** A point as patrols.round_plan gives it: bare values, because it is read with every batch of scans. */
type PointRow = [
  checkpointId: string,
  seq: number,
  proof: HeldPoint['proof'],
  notBeforeMinutes: number | null,
  minSeconds: number,
  question: string | null,
  lng: number | null,
  lat: number | null,
  datum: Position['datum'] | null,
  number: number,
  name: string,
  kind: string,
  location: string,
  floor: number | null,
  nfc: string | null,
  code: string,
  keyVersion: number,
]

/** As patrols.round_plan gives it: instants of the row are dates, those inside JSON are strings. */
export type PlanRow = Omit<HeldRound, 'points' | 'plan' | 'known'> &
  Pick<RoundPlan, 'dueAt' | 'lateAt' | 'ordered' | 'usualSeconds'> & {
    planPoints: PointRow[] | null
    decisions: RoundPlan['decisions'] | null
    handOvers: { toId: string; at: string }[] | null
    knownScans: ScanJson[] | null
  }

/**
 * Reads one round and holds it until the transaction ends, so two devices cannot move it at once.
 *
 * @throws round.not-found for one the actor may neither walk nor see
 */
export async function lockRound(
  sql: Tx,
  actor: Actor,
  compoundId: string,
  roundId: string,
): Promise<HeldRound> {
  // Two statements in one round trip: the second one's snapshot is taken once the row is held, so it
  // sees the scans of whoever held it before.
  const [, [row]] = await Promise.all([
    sql`select 1 from patrols.round where compound_id = ${compoundId} and id = ${roundId} for update`,
    sql<PlanRow[]>`
      select * from patrols.round_plan where compound_id = ${compoundId} and id = ${roundId}`,
  ])
  if (!row || !isVisible(actor, row.within)) throw roundNotFound({ roundId })
  return heldRound(row)
}

export const isVisible = (actor: Actor, within: readonly string[]): boolean =>
  may(actor, 'patrol.walk', within) || may(actor, 'patrol.view', within)

export function heldRound(row: PlanRow): HeldRound {
  const points = (row.planPoints ?? []).map(heldPoint)
  return {
    ...row,
    points,
    known: (row.knownScans ?? []).map(scanOf),
    plan: {
      id: row.id,
      day: row.day,
      opensAt: row.opensAt,
      dueAt: row.dueAt,
      lateAt: row.lateAt,
      closesAt: row.closesAt,
      ordered: row.ordered,
      usualSeconds: row.usualSeconds,
      points,
      endedAt: row.endedAt,
      settled: row.settledAt !== null,
      decisions: row.decisions ?? [],
      handOvers: (row.handOvers ?? []).map(({ toId, at }) => ({ toId, at: new Date(at) })),
    },
  }
}

function heldPoint(row: PointRow): HeldPoint {
  const [checkpointId, seq, proof, notBeforeMinutes, minSeconds, question, ...rest] = row
  const [lng, lat, datum, number, name, kind, location, floor, nfc, code, keyVersion] = rest
  const position = lng === null ? null : { lng, lat: lat!, datum: datum! }
  const asked = { checkpointId, seq, proof, notBeforeMinutes, minSeconds, question, position }
  return { ...asked, number, name, kind, location, floor, nfc, code, keyVersion }
}

/** How a held round stands after a change to its plan, such as a decision or an early end. */
export const judgeHeld = (round: HeldRound, change: Partial<RoundPlan>, now: Date): RoundState =>
  judgeRound({ ...round.plan, ...change }, round.known, now)

/** What every fact about a round says of it. */
export const ofRound = ({ compoundId, id, routeId, day }: HeldRound) => ({
  compoundId,
  roundId: id,
  routeId,
  day,
})

export type Standing = Record<'points' | Exclude<State, 'due'>, number> & { state: State }

export const standingOf = ({ state, points, counts }: RoundState): Standing => ({
  state,
  points: points.length,
  done: counts.done,
  late: counts.late,
  suspect: counts.suspect,
  excused: counts.excused,
  missed: state === 'due' ? 0 : counts.missed,
})
