// 数一数: how many hazards are open in a place, by grade, state and delay; what the chips over a list show.

import { z } from 'zod'
import { text } from '#base/text.ts'
import { dayOf } from '#base/time.ts'
import type { Grade } from '#law/cn/hazard-types.ts'
import { query } from '#server/query.ts'
import { sources } from '../law.ts'
import type { State } from '../words.ts'
import { scopeOf } from './page.ts'

export type Counts = {
  open: number
  overdue: number
  byGrade: Record<Grade, number>
  byState: Partial<Record<State, number>>
}

export const hazardCounts = query({
  name: 'hazard.counts',
  title: text('隐患数量', 'How many hazards'),
  source: sources.record,
  may: 'hazard.view',
  input: z.object({ placeId: z.uuid().optional() }),
  example: {},

  async run({ sql, actor, now }, { placeId }): Promise<Counts> {
    const { compounds, anchors } = await scopeOf(sql, actor.holds['hazard.view'] ?? [], placeId)
    const mine = compounds
      ? sql`h.compound_id = any(${compounds}::uuid[])`
      : sql`h.compound_id in (
              select id from places.place
               where kind = 'compound' and within && ${anchors as string[]}::uuid[]
                     ${placeId ? sql`and within @> array[${placeId}]::uuid[]` : sql``})`
    const rows = await sql<{ grade: Grade; state: State; count: number; overdue: number }[]>`
      select h.grade, h.state, count(*) as count,
             count(*) filter (where h.due_key < ${dayOf(now)}
                                and h.state in ('registered', 'assigned')) as overdue
        from hazards.hazard h
       where h.is_open and ${mine}
       group by h.grade, h.state`
    const counts: Counts = { open: 0, overdue: 0, byGrade: { 1: 0, 2: 0, 3: 0, 4: 0 }, byState: {} }
    for (const { grade, state, count, overdue } of rows) {
      counts.open += count
      counts.overdue += overdue
      counts.byGrade[grade] += count
      counts.byState[state] = (counts.byState[state] ?? 0) + count
    }
    return counts
  },
})
