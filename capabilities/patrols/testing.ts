// Given-helpers of patrols: checkpoints with a route through them, the rounds of a day, and scans of a round.

import { newId } from '#base/id.ts'
import { holdings, systemActor } from '#base/permission.ts'
import { addMinutes, type Day } from '#base/time.ts'
import type { PostKind } from '#identity'
import { newCode } from '#places'
import type { Tx } from '#server/command.ts'
import { givenCheckpoint } from '../places/testing.ts'
import { openRounds, writeVersion } from './commands/plan.ts'
import { permissions } from './permissions.ts'
import type { Plan, RoutePoint } from './route.ts'

/** What somebody may do in patrols who holds a post at a place or company. */
export const holding = (kind: PostKind, at: string): Record<string, string[]> =>
  holdings(permissions, [{ kind, at }])

export type GivenPoint = { id: string; code: string }

/** Checkpoints numbered on from those there are, each with its typed code. */
export async function givenPoints(
  sql: Tx,
  compoundId: string,
  count: number,
): Promise<GivenPoint[]> {
  const there = await sql<{ code: string }[]>`
    select code from places.checkpoint where compound_id = ${compoundId}`
  const taken = new Set(there.map(({ code }) => code))
  const points: GivenPoint[] = []
  while (points.length < count) {
    const number = taken.size + 1
    const code = newCode(taken)
    taken.add(code)
    const name = `${number} 号点`
    const id = await givenCheckpoint(sql, compoundId, { number, name, kind: 'stair', code })
    points.push({ id, code })
  }
  return points
}

export const routePoint = (checkpointId: string): RoutePoint => ({
  checkpointId,
  notBeforeMinutes: null,
  minSeconds: 0,
  question: null,
})

/** Every day from 23 November 2026, 23:15 for seventy-five minutes, and 08:00 for an hour. */
export const givenPlan = (checkpointIds: readonly string[], more: Partial<Plan> = {}): Plan => ({
  name: '全区巡查',
  purpose: 'fire',
  ordered: false,
  graceMinutes: 10,
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  fromOn: '2026-11-23',
  toOn: null,
  slots: [
    { opens: '08:00', minutes: 60 },
    { opens: '23:15', minutes: 75 },
  ],
  points: checkpointIds.map(routePoint),
  ...more,
})

export type GivenRound = {
  compoundId: string
  routeId: string
  roundId: string
  opensAt: Date
  points: GivenPoint[]
}

/** A route through new checkpoints, and its last round of a day: by default the one over midnight. */
export async function givenRound(
  sql: Tx,
  compoundId: string,
  more: { points?: number; plan?: Partial<Plan>; day?: Day } = {},
): Promise<GivenRound> {
  const routeId = newId()
  const day = more.day ?? '2026-11-23'
  const points = await givenPoints(sql, compoundId, more.points ?? 3)
  const plan = givenPlan(
    points.map(({ id }) => id),
    more.plan,
  )
  await sql`insert into patrols.route (compound_id, id) values (${compoundId}, ${routeId})`
  const by = { id: systemActor.id, now: new Date(`${day}T00:00:00+08:00`) }
  await writeVersion(sql, { compoundId, routeId, version: 1 }, plan, by)
  await openRounds(sql, day, { compoundId, routeId })
  const [round] = await sql<{ id: string; opensAt: Date }[]>`
    select id, opens_at from patrols.round
     where compound_id = ${compoundId} and route_id = ${routeId} and day = ${day}
     order by opens_at desc limit 1`
  return { compoundId, routeId, roundId: round!.id, opensAt: round!.opensAt, points }
}

/** A scan as the phone sends it, by typed code, so many minutes after the window opened. */
export const givenScan = (round: GivenRound, point: number, minute: number) => ({
  id: newId(),
  checkpointId: round.points[point]!.id,
  at: addMinutes(round.opensAt, minute).toISOString(),
  code: round.points[point]!.code,
})

/** A batch of scans of one round: which point, at which minute. */
export const givenBatch = (round: GivenRound, ...scans: [point: number, minute: number][]) => ({
  compoundId: round.compoundId,
  roundId: round.roundId,
  scans: scans.map(([point, minute]) => givenScan(round, point, minute)),
})
