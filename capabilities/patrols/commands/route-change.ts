// Changes a route from a coming day on. What was walked is judged by the route of its day, for ever.

import { z } from 'zod'
import { text } from '#base/text.ts'
import { addDays, dayOf } from '#base/time.ts'
import { command } from '#server/command.ts'
import { dailyFirePatrol } from '../law.ts'
import { checkPlan } from '../route.ts'
import {
  lockRoute,
  planCompound,
  planExample,
  planInput,
  replan,
  sizeOf,
  writeVersion,
} from './plan.ts'

/** 调整路线: a new version, from tomorrow at the earliest. Records `patrol.route-changed`. */
export const changeRoute = command({
  name: 'route.change',
  title: text('调整巡查路线', 'Change a route'),
  source: dailyFirePatrol,
  may: 'patrol.plan',
  offline: false,
  input: z.object({ compoundId: z.uuid(), routeId: z.uuid(), ...planInput }),
  example: {
    compoundId: '01890a5d-ac96-774b-bcce-b302099a8057',
    routeId: '01890a5d-ac96-774b-bcce-b302099a8061',
    ...planExample,
  },

  async run({ sql, actor, now, record }, { compoundId, routeId, ...plan }) {
    const { within } = await planCompound(sql, actor, compoundId)
    const version = (await lockRoute(sql, compoundId, routeId)).version + 1
    checkPlan(plan, addDays(dayOf(now), 1))

    await sql`
      update patrols.route_version
         set to_on = case when from_on < ${plan.fromOn} then ${addDays(plan.fromOn, -1)}::date else to_on end,
             superseded_at = case when from_on >= ${plan.fromOn} then ${now} end
       where compound_id = ${compoundId} and route_id = ${routeId} and superseded_at is null
         and (to_on is null or to_on >= ${plan.fromOn})`
    await writeVersion(sql, { compoundId, routeId, version }, plan, { id: actor.id, now })
    await replan(sql, dayOf(now), now, { compoundId, routeId })
    record(
      'patrol.route-changed',
      { placeId: compoundId, within },
      { compoundId, routeId, version, fromOn: plan.fromOn, ...sizeOf(plan) },
    )
    return { routeId, version }
  },
})
