// The past behind the counters: months of rounds and scans, a year of hazards, all inserted in sets.
//
// Proportions follow the reference compound of the design: most rounds in time, a few late or missed, about one
// hazard in twelve still open, most of them young.

import { addDays, type Day } from '#base/time.ts'
import { hazardTypes } from '#law/cn/hazard-types.ts'
import type { Pool } from '#server/db.ts'
import { pointsPerRoute, type Sizes } from './city.ts'

const roundsADay = 2

/** How many days of two rounds a day hold so many scans. */
export const daysOfScans = ({ compounds, scans }: Sizes): number =>
  Math.ceil(scans / (compounds * roundsADay * pointsPerRoute))

export async function makeScans(
  pool: Pool,
  sizes: Sizes,
  today: Day,
  say: (done: number) => void,
): Promise<number> {
  const days = daysOfScans(sizes)
  for (const month of new Set(
    Array.from({ length: days + 1 }, (_, n) => addDays(today, -n).slice(0, 7)),
  ))
    await pool`select patrols.make_scan_month(${`${month}-01`})`
  let total = 0
  for (let n = days; n >= 1; n--) {
    total += await makeDay(pool, sizes, addDays(today, -n))
    say(total)
  }
  return total
}

/** One day of every compound: its rounds, and the scans of those that were walked. */
async function makeDay(pool: Pool, { compounds }: Sizes, day: Day): Promise<number> {
  await pool`
    with planned as (
      select bench.id('compound', c) as compound_id, bench.id('route-' || c, 0) as route_id, s as slot,
             (c * 31 + s * 17 + (${day}::date - '2026-01-01'::date) * 7) % 100 as luck,
             (${day}::date + '08:00'::time + s * interval '12 hours') at time zone 'Asia/Shanghai' as opens_at
        from generate_series(0, ${compounds - 1}::int) as c
       cross join generate_series(0, ${roundsADay - 1}::int) as s)
    insert into patrols.round
           (compound_id, id, route_id, version, slot, day, opens_at, due_at, late_at, closes_at, points,
            done, late, missed, scans, state, walker_id, first_walker_id, started_at, first_at, last_at,
            settled_at, told_at)
    select compound_id, patrols.round_id(route_id, ${day}, slot), route_id, 1, slot, ${day}, opens_at,
           opens_at + interval '2 hours', opens_at + interval '130 minutes', opens_at + interval '150 minutes',
           ${pointsPerRoute}::int,
           case when luck >= 8 then ${pointsPerRoute}::int else 0 end,
           case when luck between 4 and 7 then ${pointsPerRoute}::int else 0 end,
           case when luck < 4 then ${pointsPerRoute}::int else 0 end,
           case when luck >= 4 then ${pointsPerRoute}::int else 0 end,
           case when luck >= 8 then 'done' when luck >= 4 then 'late' else 'missed' end,
           walker.id, walker.id, walker.at, walker.at, walker.at,
           opens_at + interval '150 minutes', opens_at + interval '151 minutes'
      from planned
      left join lateral (
           select bench.id('walker', slot) as id, opens_at + interval '5 minutes' as at
            where luck >= 4) walker on true`
  const { count } = await pool`
    insert into patrols.scan
           (compound_id, day, round_id, id, checkpoint_id, by, at, received_at, method, verdict, reasons)
    select round.compound_id, ${day}, round.id, gen_random_uuid(), point.checkpoint_id, round.walker_id,
           round.opens_at + point.seq * interval '90 seconds', round.opens_at + interval '30 minutes', 'token',
           case round.state when 'late' then 'late' else 'counted' end, '{}'
      from patrols.round
      join patrols.route_point point using (compound_id, route_id, version)
     where round.day = ${day} and round.scans > 0`
  return count
}

/** A year of hazards: one in twelve open, the rest closed after some days; each with the acts that led there. */
export async function makeHazards(
  pool: Pool,
  { compounds, hazards }: Sizes,
  today: Day,
  say: (done: number) => void,
): Promise<void> {
  const codes = hazardTypes.on(today).map(({ code }) => code)
  const step = 50_000
  for (let from = 0; from < hazards; from += step) {
    const to = Math.min(from + step, hazards) - 1
    await pool.begin(async (tx) => {
      await tx`
        create temporary table made on commit drop as
        select i, bench.id('compound', i % ${compounds}::int) as compound_id, bench.id('hazard', i) as id,
               (${codes}::text[])[1 + i % ${codes.length}::int] as type_code,
               (array[3, 3, 4, 2, 3, 4, 3, 2, 4, 3, 3, 4, 1])[1 + (i / 7) % 13] as grade,
               open.state as open_state, case when open.state is null then age else age % 40 end as age
          from generate_series(${from}::int, ${to}::int) as i
         cross join lateral (select 2 + (i::bigint * 2654435761 % 398)::int as age) age
         cross join lateral (
               select case i % 60 when 0 then 'reported' when 1 then 'registered' when 2 then 'assigned'
                                  when 3 then 'assigned' when 4 then 'rectified' end as state) open`
      await tx`
        insert into hazards.hazard
               (compound_id, id, number, version, finding, type_code, grade, state, note, location, reported_by,
                reported_at, received_at, registered_by, registered_on, listed_level, assignee_id, measure,
                money_yuan, money_source, interim, due_on, rectified_by, rectified_on, accepted_by, closed_by,
                closed_on, days_late, act_by, overdue_at)
        select compound_id, id, 'YH-2026-' || lpad((i / ${compounds}::int + 1)::text, 6, '0'), 4, 'patrol', type_code,
               grade, coalesce(open_state, 'closed'), '楼道堆放杂物，影响疏散', '3 栋 2 单元 ' || (i % 30) || ' 层',
               bench.id('finder', 1), t.reported_at, t.reported_at,
               case when known then bench.id('manager', 1) end, case when known then t.on_day end,
               case when known then 'project' end, bench.id('engineer', 1), '清理', 0, '物业费', '设警戒',
               case when known then t.on_day + 7 end,
               case when fixed then bench.id('engineer', 1) end, case when fixed then t.on_day + 1 end,
               case when open_state is null then bench.id('officer', 1) end,
               case when open_state is null then bench.id('officer', 2) end,
               case when open_state is null then t.on_day + 2 end,
               case when open_state is null then 0 end,
               case when known and not fixed then t.on_day + 7 end,
               case when known and not fixed and t.on_day + 7 < ${today}::date
                    then (t.on_day + 8)::timestamp at time zone 'Asia/Shanghai' end
          from made
         cross join lateral (
               select ${today}::date - age as on_day,
                      (${today}::date - age + time '09:30') at time zone 'Asia/Shanghai' as reported_at,
                      open_state is distinct from 'reported' as known,
                      open_state is null or open_state = 'rectified' as fixed) t`
      await tx`
        insert into hazards.act (compound_id, hazard_id, version, act, by, at, recorded_at, from_state, to_state, grade)
        select compound_id, id, a.version, a.act, bench.id('manager', 1), a.at, a.at, a.from_state, a.to_state, grade
          from made
         cross join lateral (select (${today}::date - age + time '09:30') at time zone 'Asia/Shanghai' as at) t
         cross join lateral (values
               (1, 'report', null, 'reported', t.at),
               (2, 'register', 'reported', 'registered', t.at + interval '2 hours'),
               (3, 'rectify', 'assigned', 'rectified', t.at + interval '1 day'),
               (4, 'close', 'accepted', 'closed', t.at + interval '2 days')) as a(version, act, from_state, to_state, at)
         where a.version <= case coalesce(open_state, 'closed')
                 when 'reported' then 1 when 'registered' then 2 when 'assigned' then 2
                 when 'rectified' then 3 else 4 end`
    })
    say(to + 1)
  }
  await pool`
    insert into hazards.counter (compound_id, kind, year, last)
    select compound_id, 'YH', 2026, count(*) from hazards.hazard group by 1`
}
