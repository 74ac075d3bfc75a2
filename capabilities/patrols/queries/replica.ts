// What the phone of a guard needs: the rounds of last night, today and tomorrow, and what proves a point.

import { z } from 'zod'
import { text } from '#base/text.ts'
import { addDays, type Day, dayOf } from '#base/time.ts'
import { labelKeyFor, labelPrint, tokenFor } from '#places'
import { query, type Sql } from '#server/query.ts'
import { dailyFirePatrol } from '../law.ts'
import type { Replica, ReplicaPoint, ReplicaRound, ReplicaRoute } from '../replica.ts'

/** 离线数据. Rounds are judged on the phone, together with what it has not sent yet. */
export const replica = query({
  name: 'patrol.replica',
  title: text('离线巡查数据', 'Patrols for work without signal'),
  source: dailyFirePatrol,
  may: 'patrol.view-own',
  input: z.object({}),
  example: {},

  async run({ sql, actor, now }): Promise<Replica> {
    const compoundIds = actor.holds['patrol.view-own'] ?? []
    const today = dayOf(now)
    const [rounds, routes, compounds] = await Promise.all([
      roundsNear(sql, compoundIds, now),
      routesNear(sql, compoundIds, now),
      compoundsOf(sql, compoundIds, today),
    ])
    return { asOf: now.toISOString(), today, compounds, routes, rounds }
  },
})

/** Rounds of today and tomorrow, and those of yesterday that still run. */
export const near = (sql: Sql, compoundIds: readonly string[], now: Date) => sql`
  round.compound_id = any(${compoundIds as string[]}::uuid[])
  and round.day between ${addDays(dayOf(now), -1)} and ${addDays(dayOf(now), 1)}
  and (round.day >= ${dayOf(now)} or round.closes_at > ${now})`

// Instants are dates here and strings once they have crossed the network, as the type says.
const roundsNear = (sql: Sql, compoundIds: readonly string[], now: Date) => sql<ReplicaRound[]>`
  select plan.id, plan.compound_id, plan.route_id, plan.version, plan.day, plan.opens_at, plan.due_at,
         plan.late_at, plan.closes_at, plan.usual_seconds, plan.ended_at, plan.state,
         plan.settled_at is not null as settled, plan.started_at, plan.walker_id, person.name as walker,
         coalesce(plan.decisions, '[]') as decisions, coalesce(plan.hand_overs, '[]') as hand_overs,
         coalesce(plan.known_scans, '[]') as scans
    from patrols.round
    join patrols.round_plan plan on plan.compound_id = round.compound_id and plan.id = round.id
    left join identity.person on person.id = plan.walker_id
   where ${near(sql, compoundIds, now)}
   order by plan.opens_at, plan.id`

const routesNear = (sql: Sql, compoundIds: readonly string[], now: Date) => sql<ReplicaRoute[]>`
  select v.route_id, v.version, v.name, v.purpose, v.ordered, patrols.points_of(v) as points
    from patrols.route_version v
   where v.compound_id = any(${compoundIds as string[]}::uuid[])
     and exists (select from patrols.round
                  where round.compound_id = v.compound_id and round.route_id = v.route_id
                    and round.version = v.version and ${near(sql, compoundIds, now)})
   order by v.name, v.route_id, v.version`

type PointRow = Omit<ReplicaPoint, 'labelPrint'> & { keyVersion: number }
type CompoundRow = { id: string; name: string; within: string[]; points: PointRow[] }

async function compoundsOf(
  sql: Sql,
  compoundIds: readonly string[],
  today: Day,
): Promise<Replica['compounds']> {
  const rows = await sql<CompoundRow[]>`
    select place.id, place.name, place.within, patrols.checkpoints_of(place.id, ${today}) as points
      from places.place
     where place.id = any(${compoundIds as string[]}::uuid[]) and place.kind = 'compound'
     order by place.name`
  return Promise.all(
    rows.map(async ({ id, name, within, points }) => {
      const key = await labelKeyFor(sql, within)
      const printed = (point: PointRow) =>
        key ? labelPrint(tokenFor(key, point.id, point.keyVersion)) : null
      const known = points.map(({ keyVersion, ...point }) => ({
        ...point,
        labelPrint: printed({ keyVersion, ...point }),
      }))
      return { id, name, points: known }
    }),
  )
}
