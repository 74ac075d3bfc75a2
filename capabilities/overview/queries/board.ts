// The board: as many rows as it shows, read from counters, whatever the size of the city.

import { z } from 'zod'
import { text } from '#base/text.ts'
import { addDays, type Day, dayOf } from '#base/time.ts'
import type { Sql } from '#server/db.ts'
import { query } from '#server/query.ts'
import {
  agesOf,
  type BacklogRow,
  type Board,
  byPressure,
  type Child,
  childrenShown,
  type DayFlows,
  flowsOf,
  type GaugeRow,
  type Spot,
  standingOf,
  trendDays,
  trendOf,
} from '../board.ts'
import { flowColumns, gaugeColumns, listed, openColumns } from '../columns.ts'
import type { Flows } from '../measures.ts'
import { bare, pathTo, spotFor } from './spot.ts'

/** 总览 */
export const board = query({
  name: 'overview.board',
  title: text('总览：哪里拖着，谁该动', 'The board: what is late, and who must act'),
  source: null,
  may: 'overview.view',
  input: z.object({
    placeId: z
      .uuid()
      .optional()
      .describe('a place or an organisation; absent: where the viewer holds a post'),
    day: z.iso
      .date()
      .optional()
      .describe('the day of rounds and the last of the trend; absent: today'),
  }),
  example: {},

  async run({ sql, actor, now }, { placeId, day = dayOf(now) }): Promise<Board> {
    const spot = await spotFor(sql, actor, placeId)
    const [path, gauge, backlog, days, children] = await Promise.all([
      pathTo(sql, actor, spot),
      gaugeOf(sql, spot.id),
      backlogOf(sql, spot.id),
      daysOf(sql, spot.id, day),
      childrenOf(sql, spot, day),
    ])
    const { standing, trend, ...rest } = {
      standing: standingOf({ ...gauge, oldestOn: backlog[0]?.openedOn ?? null }),
      trend: trendOf(days, day),
      place: bare(spot),
      path,
      day,
      at: now.toISOString(),
      ages: agesOf(backlog, dayOf(now)),
    }
    return {
      ...rest,
      standing,
      today: flowsOf(trend.days.at(-1)),
      trend,
      children: children.sort(byPressure).slice(0, childrenShown),
      childrenInAll: children.length,
    }
  },
})

const gaugeOf = async (sql: Sql, placeId: string): Promise<GaugeRow | undefined> => {
  const [row] = await sql<GaugeRow[]>`
    select ${sql.unsafe(listed(gaugeColumns))} from overview.gauge where place_id = ${placeId}`
  return row
}

const backlogOf = (sql: Sql, placeId: string): Promise<BacklogRow[]> => sql<BacklogRow[]>`
  select opened_on, ${sql.unsafe(listed(openColumns))}
    from overview.backlog
   where place_id = ${placeId} and ${sql.unsafe(openColumns.join(' + '))} > 0
   order by opened_on`

const daysOf = (sql: Sql, placeId: string, day: Day): Promise<DayFlows[]> => sql<DayFlows[]>`
  select day, ${sql.unsafe(listed(flowColumns))}
    from overview.figure
   where place_id = ${placeId} and day between ${addDays(day, 1 - 2 * trendDays)} and ${day}`

/** What stands below: the next level of the tree, and compounds below communities and companies. */
async function childrenOf(sql: Sql, spot: Spot, day: Day): Promise<Child[]> {
  if (spot.kind === 'compound') return []
  const below = { city: 'district', district: 'street', street: 'community' }[spot.kind as string]
  const which = below
    ? sql`parent_id = ${spot.id} and kind = ${below}`
    : sql`within && array[${spot.id}]::uuid[] and kind = 'compound'`
  const rows = await sql<(Spot & GaugeRow & Partial<Flows>)[]>`
    select id, kind, short_name as name, code, oldest.opened_on as oldest_on,
           ${sql.unsafe(listed([...gaugeColumns, ...flowColumns]))}
      from places.place
      left join overview.gauge on gauge.place_id = place.id
      left join overview.figure on figure.place_id = place.id and figure.day = ${day}
      left join lateral (
           select opened_on from overview.backlog
            where backlog.place_id = place.id and ${sql.unsafe(openColumns.join(' + '))} > 0
            order by opened_on limit 1) oldest on true
     where ${which} and to_on is null`
  return rows.map((row) => ({ ...bare(row), standing: standingOf(row), today: flowsOf(row) }))
}
