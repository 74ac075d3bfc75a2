// The rounds of a day beneath a place, for managers and officials: a page at a time, as the day runs.

import { z } from 'zod'
import { text } from '#base/text.ts'
import { type Day, dayOf, isDay } from '#base/time.ts'
import { query, type Sql } from '#server/query.ts'
import { patrolRecord } from '../law.ts'
import { type Purpose, purposeNames, type State, stateNames } from '../patrol.ts'
import type { Verdict } from '../reasons.ts'
import { inScope, type Scope, scopeOf } from './scope.ts'

export type RoundRow = {
  id: string
  compoundId: string
  compoundName: string
  routeId: string
  name: string
  purpose: string
  day: string
  opensAt: Date
  dueAt: Date
  lateAt: Date
  closesAt: Date
  state: State
  points: number
  done: number
  late: number
  suspect: number
  excused: number
  missed: number
  walker: string | null
  startedAt: Date | null
  firstAt: Date | null
  lastAt: Date | null
  endedAt: Date | null
  /** the strip: minutes since the window opened, and what each scan counts for */
  ticks: [number, Verdict][]
}

/** Where a page ended: the round's opening and id, and its compound in the order of the list. */
const cursor = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)_([0-9a-f-]{36})_([0-9a-f-]{36})_(.{0,200})$/

/** 班次列表. Of a few compounds one after the other by name; of many, all as the day runs. */
export const roundList = query({
  name: 'round.list',
  title: text('巡查班次', 'Rounds of a day'),
  source: patrolRecord,
  may: 'patrol.view',
  input: z.object({
    placeId: z.uuid().optional(),
    day: z.string().refine(isDay, { error: 'YYYY-MM-DD' }).optional(),
    state: z.array(z.enum(stateNames)).max(6).optional(),
    purpose: z.enum(purposeNames).optional(),
    after: z.string().regex(cursor).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  example: { day: '2026-11-23', state: ['missed'] },

  async run({ sql, actor, now }, { placeId, day = dayOf(now), state, purpose, after, limit }) {
    const scope = await scopeOf(sql, actor, placeId ?? null)
    const byCompound = scope.kind === 'few'
    const wish = {
      day,
      states: state ?? stateNames,
      purposes: purpose ? [purpose] : purposeNames,
      after: after ? cursorFrom(after) : null,
      limit: limit + 1,
    }
    const rounds = await sql<(RoundRow & { pinyin: string })[]>`
      with page as (${byCompound ? oneByOne(sql, scope, wish) : asTheDayRuns(sql, scope, wish)})
      select page.id, page.compound_id, compound_name, page.pinyin, page.route_id, version.name,
             page.purpose, page.day, page.opens_at, page.due_at, page.late_at, page.closes_at,
             page.state, page.points, page.done, page.late, page.suspect, page.excused, page.missed,
             person.name as walker, page.started_at, page.first_at, page.last_at, page.ended_at,
             patrols.ticks_of(page.compound_id, page.day, page.id, page.opens_at, page.scans) as ticks
        from page
        join patrols.route_version version
          on version.compound_id = page.compound_id and version.route_id = page.route_id
         and version.version = page.version
        left join identity.person on person.id = page.walker_id
       order by ${byCompound ? sql`page.pinyin, page.compound_id, page.opens_at, page.id` : sql`page.opens_at, page.id`}`
    const page = rounds.slice(0, limit)
    return {
      day,
      byCompound,
      rounds: page.map(({ pinyin: _, ...round }): RoundRow => round),
      next: rounds.length > limit ? cursorOf(page.at(-1)!) : null,
    }
  },
})

type Cursor = { opensAt: string; id: string; compoundId: string; pinyin: string }
type Wish = {
  day: Day
  states: readonly State[]
  purposes: readonly Purpose[]
  after: Cursor | null
  limit: number
}

const cursorOf = ({ opensAt, id, compoundId, pinyin }: RoundRow & { pinyin: string }): string =>
  `${opensAt.toISOString()}_${id}_${compoundId}_${pinyin.slice(0, 200)}`

function cursorFrom(after: string): Cursor {
  const [, opensAt, id, compoundId, pinyin] = cursor.exec(after) as unknown as string[]
  return { opensAt: opensAt!, id: id!, compoundId: compoundId!, pinyin: pinyin! }
}

const oneByOne = (sql: Sql, scope: Scope, { day, states, purposes, after, limit }: Wish) => sql`
  select round.*, place.name as compound_name, place.pinyin
    from patrols.round
    join places.place on place.id = round.compound_id
   where round.day = ${day} and ${inScope(sql, scope)}
     and round.state = any(${states as State[]}) and round.purpose = any(${purposes as Purpose[]})
     and ${
       after
         ? sql`(place.pinyin, place.id, round.opens_at, round.id) > (${after.pinyin},
              ${after.compoundId}::uuid, ${after.opensAt}::timestamptz, ${after.id}::uuid)`
         : sql`true`
     }
   order by place.pinyin, place.id, round.opens_at, round.id
   limit ${limit}`

/** Each state and purpose runs through the day in an index of its own; a page takes the first of them all. */
const asTheDayRuns = (sql: Sql, scope: Scope, { day, states, purposes, after, limit }: Wish) => sql`
  select run.*
    from unnest(${states as State[]}::text[]) as of_state(state)
   cross join unnest(${purposes as Purpose[]}::text[]) as of_purpose(purpose)
   cross join lateral (
     select round.*, place.name as compound_name, place.pinyin
       from patrols.round
       join places.place on place.id = round.compound_id
      where round.day = ${day} and round.state = of_state.state and round.purpose = of_purpose.purpose
        and ${inScope(sql, scope)}
        and ${after ? sql`(round.opens_at, round.id) > (${after.opensAt}::timestamptz, ${after.id}::uuid)` : sql`true`}
      order by round.opens_at, round.id
      limit ${limit}) run
   order by run.opens_at, run.id
   limit ${limit}`
