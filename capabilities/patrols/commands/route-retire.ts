// Takes a route out of use after a day.

import { z } from 'zod'
import { text } from '#base/text.ts'
import { dayOf } from '#base/time.ts'
import { command } from '#server/command.ts'
import { beginsInThePast } from '../route.ts'
import { day, lockRoute, planCompound, replan } from './plan.ts'

/** 停用路线: `lastOn` is its last day, today at the earliest. Records `patrol.route-retired`. */
export const retireRoute = command({
  name: 'route.retire',
  title: text('停用巡查路线', 'Retire a route'),
  source: null,
  may: 'patrol.plan',
  offline: false,
  input: z.object({ compoundId: z.uuid(), routeId: z.uuid(), lastOn: day }),
  example: {
    compoundId: '01890a5d-ac96-774b-bcce-b302099a8057',
    routeId: '01890a5d-ac96-774b-bcce-b302099a8061',
    lastOn: '2026-11-30',
  },

  async run({ sql, actor, now, record }, { compoundId, routeId, lastOn }) {
    const { within } = await planCompound(sql, actor, compoundId)
    await lockRoute(sql, compoundId, routeId)
    if (lastOn < dayOf(now)) throw beginsInThePast({ earliest: dayOf(now) })

    await sql`
      update patrols.route set retired_on = ${lastOn}
       where compound_id = ${compoundId} and id = ${routeId}`
    await replan(sql, lastOn, now, { compoundId, routeId })
    record('patrol.route-retired', { placeId: compoundId, within }, { compoundId, routeId, lastOn })
    return { routeId, lastOn }
  },
})
