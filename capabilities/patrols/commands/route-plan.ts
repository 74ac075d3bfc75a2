// Plans a new route.

import { z } from 'zod'
import { newId } from '#base/id.ts'
import { text } from '#base/text.ts'
import { addDays, dayOf } from '#base/time.ts'
import { command } from '#server/command.ts'
import { dailyFirePatrol } from '../law.ts'
import { checkPlan } from '../route.ts'
import { openRounds, planCompound, planExample, planInput, sizeOf, writeVersion } from './plan.ts'

/** 制定路线. A window that opened before this act is nobody's duty. Records `patrol.route-planned`. */
export const planRoute = command({
  name: 'route.plan',
  title: text('制定巡查路线', 'Plan a route'),
  source: dailyFirePatrol,
  may: 'patrol.plan',
  offline: false,
  input: z.object({ compoundId: z.uuid(), routeId: z.uuid().optional(), ...planInput }),
  example: { compoundId: '01890a5d-ac96-774b-bcce-b302099a8057', ...planExample },

  async run({ sql, actor, now, record }, { compoundId, routeId = newId(now.getTime()), ...plan }) {
    const { within } = await planCompound(sql, actor, compoundId)
    const today = dayOf(now)
    checkPlan(plan, today)

    await sql`insert into patrols.route (compound_id, id) values (${compoundId}, ${routeId})`
    await writeVersion(sql, { compoundId, routeId, version: 1 }, plan, { id: actor.id, now })
    await openRounds(sql, today, { compoundId, routeId })
    await openRounds(sql, addDays(today, 1), { compoundId, routeId })
    record(
      'patrol.route-planned',
      { placeId: compoundId, within },
      { compoundId, routeId, version: 1, fromOn: plan.fromOn, ...sizeOf(plan) },
    )
    return { routeId, version: 1 }
  },
})
