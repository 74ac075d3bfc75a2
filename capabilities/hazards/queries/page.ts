// How a page of hazards is found among a million: which rows to look at, and in which order, without ever
// looking at all of them.
//
// Three ways, by what is asked. One's own hazards begin at the person. A small scope asks each of its
// compounds for its first rows and merges them. A large scope walks an index over the whole city in the order
// of the page and passes over what is not its own: fifty are soon found, because a large scope owns much of
// what it meets. A walk is split into arms, one per grade, state or kind that is asked for, so that each arm
// follows an index of its own; constants are written out, or the planner could not see which index fits.

import type postgres from 'postgres'
import type { Day } from '#base/time.ts'
import { grades, hazardTypes } from '#law/cn/hazard-types.ts'
import type { Sql } from '#server/query.ts'
import { numberIn, pairs } from '../search.ts'
import { openStates, overStates, runningStates, type State, states } from '../words.ts'
import type { ListInput } from './list.ts'

export type Fragment = postgres.PendingQuery<postgres.Row[]>
export type Sort = 'due' | 'reported'
/** The compounds of a small scope, or the anchors of a large one. */
export type Scope = { compounds?: string[]; anchors: readonly string[] }

/** Up to so many compounds are asked one by one. */
const smallScope = 250

export async function scopeOf(
  sql: Sql,
  anchors: readonly string[],
  placeId?: string | undefined,
): Promise<Scope> {
  if (anchors.length === 0) return { anchors, compounds: [] }
  const found = await sql<{ id: string }[]>`
    select id from places.place
     where within && ${anchors as string[]}::uuid[] and kind = 'compound' ${lies(sql, placeId)}
     limit ${smallScope + 1}`
  return found.length > smallScope ? { anchors } : { anchors, compounds: found.map(({ id }) => id) }
}

/** Where a list begins to be sorted: what is open by what is due, what is over by when it was found. */
export const sortOf = ({ group, sort }: Pick<ListInput, 'group' | 'sort'>): Sort =>
  group === 'open' || group === 'overdue' ? (sort ?? 'due') : 'reported'

export const orderOf = (sql: Sql, sort: Sort): Fragment =>
  sort === 'due' ? sql`h.due_key, h.id` : sql`h.reported_at desc, h.id desc`

type Wanted = {
  sort: Sort
  most: number
  placeId?: string | undefined
  /** conditions that no index serves, beginning with `and` */
  where: Fragment
  /** one condition per arm, each on `h`; together they are everything that is asked for */
  arms: Fragment[]
  /** a number narrows better than any order */
  number?: string | null
}

/** Keys of the first hazards of a scope, as a statement to select from: compound_id, id, due_key, reported_at. */
export function firstOf(sql: Sql, { compounds, anchors }: Scope, wanted: Wanted): Fragment {
  const { sort, most, placeId, where, arms, number } = wanted
  const order = orderOf(sql, sort)
  const key = sql`h.compound_id, h.id, h.due_key, h.reported_at`
  if (compounds)
    return sql`
      select ${key} from unnest(${compounds}::uuid[]) c
       cross join lateral (
         select ${key} from hazards.hazard h
          where h.compound_id = c and (${any(sql, arms)}) ${where}
          order by ${order} limit ${most} offset 0) h
       order by ${order} limit ${most}`
  // `offset 0` keeps the planner from turning the look at the place into a join over all places.
  const mine = sql`
    cross join lateral (
      select from places.place p
       where p.id = h.compound_id and p.within && ${anchors as string[]}::uuid[] ${lies(sql, placeId)}
      offset 0) mine`
  if (number)
    return sql`
      select ${key}
        from (select * from hazards.hazard where number = ${number} offset 0) h ${mine}
       where (${any(sql, arms)}) ${where}
       order by ${order} limit ${most}`
  const walks = arms.map(
    (arm) => sql`(
      select ${key} from hazards.hazard h ${mine}
       where ${arm} ${where}
       order by ${order} limit ${most})`,
  )
  return sql`select ${key} from (${joined(sql, walks, sql`union all`)}) h order by ${order} limit ${most}`
}

/** The hazards that a person reported or has to fix. */
export const ownOf = (
  sql: Sql,
  personId: string,
  { sort, most, placeId, where, arms }: Wanted,
): Fragment => sql`
  select h.compound_id, h.id, h.due_key, h.reported_at
    from (select compound_id, hazard_id as id from hazards.reporter where person_id = ${personId}
           union
          select compound_id, id from hazards.hazard where assignee_id = ${personId}) own
    join hazards.hazard h using (compound_id, id)
    join places.place p on p.id = h.compound_id ${lies(sql, placeId)}
   where (${any(sql, arms)}) ${where}
   order by ${orderOf(sql, sort)} limit ${most}`

const lies = (sql: Sql, placeId: string | undefined): Fragment =>
  placeId ? sql`and within @> array[${placeId}]::uuid[]` : sql``

const any = (sql: Sql, arms: Fragment[]): Fragment =>
  joined(
    sql,
    arms.map((arm) => sql`(${arm})`),
    sql`or`,
  )

const joined = (sql: Sql, parts: Fragment[], by: Fragment): Fragment =>
  parts.reduce((all, part) => sql`${all} ${by} ${part}`)

/** A constant written into the statement; only for words of our own, never for what somebody typed. */
const constant = (sql: Sql, value: string | number): Fragment => {
  if (!/^[\w-]+$/.test(String(value))) throw new Error(`not a constant: ${value}`)
  return sql.unsafe(typeof value === 'number' ? String(value) : `'${value}'`) as unknown as Fragment
}

/** The arms of what is asked: by kind if kinds are asked for, else by state and grade, else by grade. */
export function armsOf(sql: Sql, asked: ListInput): Fragment[] {
  const side = {
    open: sql`h.is_open`,
    overdue: sql`h.is_open`,
    closed: sql`not h.is_open`,
    all: sql`true`,
  }[asked.group]
  const types = typesOf(asked)
  if (types) return types.map((code) => sql`${side} and h.type_code = ${constant(sql, code)}`)

  const wanted = statesOf(asked)
  const isWholeGroup = asked.states === undefined && asked.group !== 'overdue'
  // Closed is what nearly all are: an arm of its own would be as long as the whole.
  if (!isWholeGroup && !wanted.includes('closed'))
    return wanted.flatMap((state) =>
      overStates.includes(state)
        ? [sql`h.state = ${constant(sql, state)}`]
        : (asked.grades ?? grades).map((grade) => stateArm(sql, state, grade)),
    )
  if (asked.grades?.length)
    return asked.grades.map((grade) => sql`${side} and h.grade = ${constant(sql, grade)}`)
  return asked.group === 'all' ? [sql`h.is_open`, sql`not h.is_open`] : [side]
}

/** Hazards of one state and grade. */
export const stateArm = (sql: Sql, state: State, grade: number): Fragment =>
  sql`h.is_open and h.state = ${constant(sql, state)} and h.grade = ${constant(sql, grade)}`

/** States of the group, as far as they are asked for. */
function statesOf({ group, states: asked }: ListInput): readonly State[] {
  const known = { open: openStates, overdue: runningStates, closed: overStates, all: states }[group]
  return known.filter((state) => !asked?.length || asked.includes(state))
}

/** Codes of the kinds asked for; null when all are. */
function typesOf({ typeCode, category }: ListInput): string[] | null {
  if (typeCode === undefined && category === undefined) return null
  const codes = hazardTypes.versions.flatMap(({ value }) => value)
  return [...new Set(codes.map(({ code }) => code))].filter(
    (code) =>
      (typeCode ?? code) === code && (category === undefined || code.startsWith(`${category}-`)),
  )
}

/** The number somebody typed; null when it is words. */
export const numberOf = ({ text }: Pick<ListInput, 'text'>, today: Day): string | null =>
  text ? numberIn(text, Number(today.slice(0, 4))) : null

/** The conditions besides those of the arms, beginning with `and`. */
export function conditionsOf(
  sql: Sql,
  asked: ListInput,
  today: Day,
  scope: Scope | null,
): Fragment {
  const number = numberOf(asked, today)
  const words = asked.text && !number ? pairs(asked.text) : []
  // A compound's own rows are few: there an index over the words of the whole city would only mislead.
  const search = scope?.compounds ? sql`(h.search || '{}'::text[])` : sql`h.search`
  const dayAfter = (day: Day) => sql`${`${day}T00:00:00+08:00`}::timestamptz + interval '1 day'`
  return sql`
    ${asked.group === 'overdue' ? sql`and h.due_key < ${today}` : sql``}
    ${asked.states?.length ? sql`and h.state = any(${asked.states})` : sql``}
    ${asked.grades?.length ? sql`and h.grade = any(${asked.grades}::smallint[])` : sql``}
    ${asked.dueBy ? sql`and h.due_key <= ${asked.dueBy}` : sql``}
    ${asked.reportedFrom ? sql`and h.reported_at >= ${`${asked.reportedFrom}T00:00:00+08:00`}` : sql``}
    ${asked.reportedTo ? sql`and h.reported_at < ${dayAfter(asked.reportedTo)}` : sql``}
    ${number ? sql`and h.number = ${number}` : sql``}
    ${words.length > 0 ? sql`and ${search} @> ${words}` : sql``}`
}
