// The routes of a compound, and one route with all its versions.

import { z } from 'zod'
import { type Actor, may } from '#base/permission.ts'
import { text } from '#base/text.ts'
import { addDays, type Day, dayOf } from '#base/time.ts'
import { query, type Sql } from '#server/query.ts'
import { compoundNotFound, routeNotFound } from '../commands/plan.ts'
import { defaultPatrol, patrolRecord } from '../law.ts'
import type { Purpose } from '../patrol.ts'
import type { RoutePoint, Slot } from '../route.ts'
import { defaultRoutes } from '../templates.ts'

export type RouteRow = {
  id: string
  name: string
  purpose: Purpose
  ordered: boolean
  weekdays: number[]
  slots: Slot[]
  points: number
  fromOn: Day
  toOn: Day | null
  retiredOn: Day | null
  usualSeconds: number | null
  /** first day of a version that comes into force later */
  changesOn: Day | null
}

export type RouteVersion = {
  version: number
  name: string
  purpose: Purpose
  ordered: boolean
  graceMinutes: number
  weekdays: number[]
  fromOn: Day
  toOn: Day | null
  supersededAt: Date | null
  plannedAt: Date
  plannedBy: string | null
  slots: Slot[]
  points: (RoutePoint & { number: number; name: string; kind: string; toOn: Day | null })[]
}

/** 路线列表: of one compound, each by the version in force. */
export const routeList = query({
  name: 'route.list',
  title: text('巡查路线', 'Routes of a compound'),
  source: patrolRecord,
  may: 'patrol.view',
  input: z.object({ compoundId: z.uuid() }),
  example: { compoundId: '01890a5d-ac96-774b-bcce-b302099a8057' },

  async run({ sql, actor, now }, { compoundId }) {
    const compound = await visibleCompound(sql, actor, compoundId)
    const today = dayOf(now)
    // In force today; else the next to come; else the last that was.
    const routes = await sql<RouteRow[]>`
      select distinct on (route.id) route.id, v.name, v.purpose, v.ordered,
             v.weekdays, v.from_on, v.to_on, route.retired_on, route.usual_seconds,
             v.points,
             patrols.slots_of(v) as slots,
             (select min(later.from_on) from patrols.route_version later
               where later.compound_id = route.compound_id and later.route_id = route.id
                 and later.superseded_at is null and later.from_on > ${today}
                 and later.from_on > v.from_on) as changes_on
        from patrols.route
        join patrols.route_version v
          on v.compound_id = route.compound_id and v.route_id = route.id
         and v.superseded_at is null
       where route.compound_id = ${compoundId}
       order by route.id, (v.from_on > ${today}), abs(v.from_on - ${today})`
    return {
      compoundId,
      compoundName: compound.name,
      routes: routes.sort((a, b) => (a.name < b.name ? -1 : 1)),
      youMayPlan: may(actor, 'patrol.plan', compound.within),
    }
  },
})

/** 路线详情: every version, the newest first. */
export const routeView = query({
  name: 'route.view',
  title: text('路线详情', 'A route'),
  source: patrolRecord,
  may: 'patrol.view',
  input: z.object({ compoundId: z.uuid(), routeId: z.uuid() }),
  example: {
    compoundId: '01890a5d-ac96-774b-bcce-b302099a8057',
    routeId: '01890a5d-ac96-774b-bcce-b302099a8061',
  },

  async run({ sql, actor, now }, { compoundId, routeId }) {
    const compound = await visibleCompound(sql, actor, compoundId)
    const versions = await sql<(RouteVersion & { retiredOn: Day | null })[]>`
      select v.version, v.name, purpose, ordered, grace_minutes, weekdays, from_on, to_on,
             superseded_at, planned_at, person.name as planned_by, route.retired_on,
             patrols.slots_of(v) as slots, patrols.points_of(v) as points
        from patrols.route
        join patrols.route_version v
          on v.compound_id = route.compound_id and v.route_id = route.id
        left join identity.person on person.id = v.planned_by
       where route.compound_id = ${compoundId} and route.id = ${routeId}
       order by v.version desc`
    if (versions.length === 0) throw routeNotFound({ routeId })
    return {
      compoundId,
      compoundName: compound.name,
      routeId,
      retiredOn: versions[0]!.retiredOn,
      today: dayOf(now),
      versions: versions.map(({ retiredOn: _, ...version }): RouteVersion => version),
      youMayPlan: may(actor, 'patrol.plan', compound.within),
    }
  },
})

/** 路线起步方案: what a compound of this size should walk, from its checkpoints. A proposal to edit. */
export const routeProposal = query({
  name: 'route.proposal',
  title: text('默认巡查路线', 'Routes to begin with'),
  source: defaultPatrol.versions[0]!.source,
  may: 'patrol.plan',
  input: z.object({ compoundId: z.uuid() }),
  example: { compoundId: '01890a5d-ac96-774b-bcce-b302099a8057' },

  async run({ sql, actor, now }, { compoundId }) {
    const compound = await visibleCompound(sql, actor, compoundId)
    const tomorrow = addDays(dayOf(now), 1)
    const rows = await sql<{ id: string; number: number; name: string; kind: string }[]>`
      select id, number, name, kind from places.checkpoint
       where compound_id = ${compoundId} and (to_on is null or to_on >= ${tomorrow})
       order by number`
    const ids = rows.map(({ id }) => id)
    return {
      compoundId,
      compoundName: compound.name,
      households: compound.households,
      checkpoints: rows,
      routes: defaultRoutes(compound.households, ids, tomorrow),
    }
  },
})

async function visibleCompound(sql: Sql, actor: Actor, compoundId: string) {
  const [compound] = await sql<{ name: string; within: string[]; households: number }[]>`
    select place.name, place.within, compound.households
      from places.compound join places.place on place.id = compound.compound_id
     where compound.compound_id = ${compoundId}`
  if (!compound || !may(actor, 'patrol.view', compound.within))
    throw compoundNotFound({ compoundId })
  return compound
}
