// What a guard walks today: the rounds of his compounds with every point and how it stands.

import { z } from 'zod'
import { text } from '#base/text.ts'
import { addDays, dayOf } from '#base/time.ts'
import { query } from '#server/query.ts'
import { heldRound, type PlanRow, standingOf } from '../commands/round.ts'
import { dailyFirePatrol } from '../law.ts'
import { judgeRound } from '../round.ts'
import { codeHash } from '../scan.ts'
import { near } from './replica.ts'
import { walked } from './round-view.ts'

/** 我的班次: today's, last night's while they run, and those that open before tomorrow noon. */
export const myRounds = query({
  name: 'patrol.my-rounds',
  title: text('我的巡查班次', 'My rounds'),
  source: dailyFirePatrol,
  may: 'patrol.view-own',
  input: z.object({}),
  example: {},

  async run({ sql, actor, now }) {
    const compoundIds = actor.holds['patrol.view-own'] ?? []
    const today = dayOf(now)
    const rows = await sql<(PlanRow & { purpose: string; walker: string | null })[]>`
      select plan.*, person.name as walker
        from patrols.round
        join patrols.round_plan plan on plan.compound_id = round.compound_id and plan.id = round.id
        left join identity.person on person.id = plan.walker_id
       where ${near(sql, compoundIds, now)}
         and round.opens_at < (${addDays(today, 1)}::date + time '12:00') at time zone 'Asia/Shanghai'
       order by plan.opens_at, plan.id`
    const rounds = await Promise.all(
      rows.map(async (row) => {
        const round = heldRound(row)
        const judged = judgeRound(round.plan, round.known, now)
        const codes = new Map(round.points.map(({ checkpointId, code }) => [checkpointId, code]))
        const points = walked(round, judged).points.map(async (point) => ({
          ...point,
          codeHash: await codeHash(point.checkpointId, codes.get(point.checkpointId)!),
        }))
        return {
          id: row.id,
          compoundId: row.compoundId,
          compoundName: row.compoundName,
          routeId: row.routeId,
          name: row.name,
          purpose: row.purpose,
          ordered: row.ordered,
          day: row.day,
          opensAt: row.opensAt,
          dueAt: row.dueAt,
          lateAt: row.lateAt,
          closesAt: row.closesAt,
          startedAt: row.startedAt,
          walkerId: row.walkerId,
          walker: row.walker,
          isMine: row.walkerId === actor.id,
          ...standingOf(judged),
          points: await Promise.all(points),
        }
      }),
    )
    return { asOf: now, today, rounds }
  },
})
