// A route's plan as it comes in, and as it is kept: one version, its windows and its points.

import { z } from 'zod'
import { type Actor, may, mustBeAllowed } from '#base/permission.ts'
import { problem } from '#base/problem.ts'
import { addDays, type Day, dayOf, isDay } from '#base/time.ts'
import type { Tx } from '#server/command.ts'
import { closesAfterMinutes } from '../law.ts'
import { purposeNames } from '../patrol.ts'
import { inOrder, type Plan } from '../route.ts'

export const routeNotFound = problem<{ routeId: string }>(
  'route.not-found',
  404,
  '没有这条巡查路线',
  'There is no such route',
)
export const compoundNotFound = problem<{ compoundId: string }>(
  'route.compound-not-found',
  404,
  '没有这个小区，或您无权查看',
  'There is no such compound, or you may not see it',
)
export const retired = problem<{ on: Day }>(
  'route.retired',
  409,
  (d) => `该路线已于 ${d.on} 停用`,
  (d) => `This route was retired on ${d.on}`,
)
const unknownCheckpoint = problem<{ checkpointIds: string[] }>(
  'route.unknown-checkpoint',
  409,
  '路线中有本小区没有或已停用的点位',
  'The route has checkpoints that this compound does not have, or has no more',
)

export const day = z.string().refine(isDay, { error: 'YYYY-MM-DD' })
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'HH:MM' })

/** What a manager fills in; the same for a new route and for a change. */
export const planInput = {
  name: z.string().trim().min(1).max(40),
  purpose: z.enum(purposeNames),
  ordered: z.boolean(),
  graceMinutes: z.int().min(0).max(30),
  weekdays: z.array(z.int().min(1).max(7)).min(1).max(7),
  fromOn: day,
  toOn: day.nullable().default(null),
  slots: z
    .array(z.object({ opens: clock, minutes: z.int().min(10).max(720) }))
    .min(1)
    .max(24),
  points: z
    .array(
      z.object({
        checkpointId: z.uuid(),
        notBeforeMinutes: z.int().min(0).max(720).nullable().default(null),
        minSeconds: z.int().min(0).max(7200).default(0),
        question: z.string().trim().min(1).max(100).nullable().default(null),
      }),
    )
    .min(1)
    .max(200),
}

export const planExample = {
  name: '夜间防火巡查',
  purpose: 'fire' as const,
  ordered: true,
  graceMinutes: 10,
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  fromOn: '2026-11-24',
  slots: [{ opens: '23:15', minutes: 75 }],
  points: [{ checkpointId: '01890a5d-ac96-774b-bcce-b302099a8060' }],
}

/** The compound a plan is for. @throws route.compound-not-found, identity.forbidden */
export async function planCompound(
  sql: Tx,
  actor: Actor,
  compoundId: string,
): Promise<{ within: string[] }> {
  const [compound] = await sql<{ within: string[] }[]>`
    select within from places.place where id = ${compoundId} and kind = 'compound'`
  const seen = ['patrol.view', 'patrol.plan', 'patrol.walk']
  if (!compound || !seen.some((permission) => may(actor, permission, compound.within)))
    throw compoundNotFound({ compoundId })
  mustBeAllowed(actor, 'patrol.plan', compound.within)
  return compound
}

/** Reads a route and holds it, so that two changes do not make the same version. */
export async function lockRoute(
  sql: Tx,
  compoundId: string,
  routeId: string,
): Promise<{ version: number }> {
  const [route] = await sql<{ retiredOn: Day | null; version: number }[]>`
    select retired_on,
           (select max(version) from patrols.route_version v
             where v.compound_id = route.compound_id and v.route_id = route.id) as version
      from patrols.route
     where compound_id = ${compoundId} and id = ${routeId}
       for update`
  if (!route) throw routeNotFound({ routeId })
  if (route.retiredOn) throw retired({ on: route.retiredOn })
  return route
}

/** @throws route.unknown-checkpoint */
export async function writeVersion(
  sql: Tx,
  of: { compoundId: string; routeId: string; version: number },
  plan: Plan,
  by: { id: string; now: Date },
): Promise<void> {
  const { compoundId, routeId, version } = of
  const ids = plan.points.map((point) => point.checkpointId)
  const known = await sql<{ id: string }[]>`
    select id from places.checkpoint
     where compound_id = ${compoundId} and id = any(${ids}::uuid[])
       and from_on <= ${plan.fromOn} and (to_on is null or to_on >= ${plan.fromOn})`
  const there = new Set(known.map(({ id }) => id))
  const missing = ids.filter((id) => !there.has(id))
  if (missing.length > 0) throw unknownCheckpoint({ checkpointIds: missing })

  const slots = inOrder(plan.slots)
  await sql`
    with version as (
      insert into patrols.route_version
             (compound_id, route_id, version, name, purpose, ordered, grace_minutes, weekdays,
              from_on, to_on, planned_at, planned_by, points)
      values (${compoundId}, ${routeId}, ${version}, ${plan.name}, ${plan.purpose}, ${plan.ordered},
              ${plan.graceMinutes}, ${[...new Set(plan.weekdays)].sort()}, ${plan.fromOn}, ${plan.toOn},
              ${by.now}, ${by.id}, ${ids.length})),
    slot as (
      insert into patrols.slot (compound_id, route_id, version, slot, opens, minutes)
      select ${compoundId}, ${routeId}, ${version}, n - 1, opens, minutes
        from unnest(${slots.map((slot) => slot.opens)}::time[],
                    ${slots.map((slot) => slot.minutes)}::int[]) with ordinality as s(opens, minutes, n))
    insert into patrols.route_point
           (compound_id, route_id, version, seq, checkpoint_id, not_before_minutes, min_seconds, question)
    select ${compoundId}, ${routeId}, ${version}, n - 1,
           checkpoint_id, not_before_minutes, min_seconds, question
      from unnest(${ids}::uuid[], ${plan.points.map((p) => p.notBeforeMinutes)}::int[],
                  ${plan.points.map((p) => p.minSeconds)}::int[],
                  ${plan.points.map((p) => p.question)}::text[])
           with ordinality as p(checkpoint_id, not_before_minutes, min_seconds, question, n)`
}

/** The figures that facts about a route give. */
export const sizeOf = (plan: Pick<Plan, 'slots' | 'points'>) => ({
  rounds: plan.slots.length,
  points: plan.points.length,
})

/** Whose rounds are opened: everybody's, one compound's or one route's. */
export type Whose = { compoundId?: string; routeId?: string }

/**
 * 排班: opens the rounds of a day, for every compound at once. Opening a day twice opens it once.
 *
 * A round that has not been begun takes over what has since changed about its points.
 */
export const openRounds = (sql: Tx, on: Day, { compoundId, routeId }: Whose = {}) => sql`
  insert into patrols.round
         (compound_id, id, route_id, version, slot, purpose, day, opens_at, due_at, late_at, closes_at,
          usual_seconds, points)
  select compound_id, id, route_id, version, slot, purpose, day, opens_at, due_at,
         due_at + make_interval(mins => grace_minutes),
         due_at + make_interval(mins => greatest(grace_minutes, ${closesAfterMinutes.on(on)})),
         usual_seconds, points
    from patrols.planned_round(${on})
   where ${compoundId ? sql`compound_id = ${compoundId}` : sql`true`}
     and ${routeId ? sql`route_id = ${routeId}` : sql`true`}
      on conflict (compound_id, id) do update set points = excluded.points
   where round.points <> excluded.points and round.scans = 0 and round.settled_at is null`

/** Makes the rounds that are open beyond a day follow today's plans; those already begun stay as they are. */
export async function replan(sql: Tx, after: Day, now: Date, whose: Whose): Promise<void> {
  const { compoundId, routeId } = whose
  await sql`
    delete from patrols.round
     where compound_id = ${compoundId!} and day > ${after}
       and ${routeId ? sql`route_id = ${routeId}` : sql`true`}
       and started_at is null and scans = 0 and settled_at is null
       and not exists (select from patrols.decision
                        where decision.compound_id = round.compound_id and decision.round_id = round.id)
       and not exists (select from patrols.planned_round(round.day) as planned
                        where planned.compound_id = round.compound_id and planned.id = round.id
                          and planned.version = round.version)`
  const tomorrow = addDays(dayOf(now), 1)
  if (after < tomorrow) await openRounds(sql, tomorrow, whose)
}
