// How many rounds of a place stand how, by day. Counted from rounds, never from scans.

import { z } from 'zod'
import { problem } from '#base/problem.ts'
import { text } from '#base/text.ts'
import { dayOf, daysBetween, isDay } from '#base/time.ts'
import { query } from '#server/query.ts'
import { patrolRecord } from '../law.ts'
import type { State } from '../patrol.ts'
import { inScope, scopeOf } from './scope.ts'

const day = z.string().refine(isDay, { error: 'YYYY-MM-DD' })
const tooManyDays = problem<{ most: number }>(
  'patrol.too-many-days',
  400,
  (d) => `一次最多查询 ${d.most} 天`,
  (d) => `At most ${d.most} days at a time`,
)

export type DayCount = { day: string; rounds: number } & Record<State, number>

/** 巡查计数. History over many compounds is kept by overview; this counts afresh. */
export const counts = query({
  name: 'patrol.counts',
  title: text('巡查计数', 'Patrol counts'),
  source: patrolRecord,
  may: 'patrol.view',
  input: z.object({ placeId: z.uuid().optional(), from: day.optional(), to: day.optional() }),
  example: { from: '2026-11-23', to: '2026-11-23' },

  async run({ sql, actor, now }, { placeId, to = dayOf(now), from = to }) {
    const scope = await scopeOf(sql, actor, placeId ?? null)
    const most = scope.kind === 'few' ? 31 : 1
    const days = daysBetween(from, to) + 1
    if (days < 1 || days > most) throw tooManyDays({ most })
    const rows = await sql<{ day: string; state: State; rounds: number }[]>`
      select round.day, round.state, count(*)::int as rounds
        from patrols.round
        ${scope.kind === 'few' ? sql`` : sql`join places.place on place.id = round.compound_id`}
       where round.day between ${from} and ${to} and ${inScope(sql, scope)}
       group by round.day, round.state
       order by round.day`
    return { days: byDay(rows) }
  },
})

function byDay(rows: readonly { day: string; state: State; rounds: number }[]): DayCount[] {
  const days = new Map<string, DayCount>()
  const none = { due: 0, done: 0, late: 0, missed: 0, excused: 0, suspect: 0 }
  for (const { day, state, rounds } of rows) {
    const count = days.get(day) ?? { day, rounds: 0, ...none }
    days.set(day, { ...count, [state]: rounds, rounds: count.rounds + rounds })
  }
  return [...days.values()]
}
