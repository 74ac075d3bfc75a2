// 隐患列表: fifty rows in the order of what is due or what was found, for anybody from a compound to the city.
//
// Two ways, by how many compounds the viewer's scope holds. A small scope asks each of its compounds for
// its first rows and merges them. A large one walks an index over the whole city in the order of the page
// and passes over what is not its own: soon fifty are found, because a large scope owns much of what it meets.
// `offset 0` keeps the planner from turning either into a join over everything.

import type postgres from 'postgres'
import { z } from 'zod'
import { problem } from '#base/problem.ts'
import { text } from '#base/text.ts'
import { type Day, dayOf } from '#base/time.ts'
import type { Grade } from '#law/cn/hazard-types.ts'
import { type Query, query, type Sql } from '#server/query.ts'
import { sources } from '../law.ts'
import { numberIn, pairs } from '../search.ts'
import { type State, states } from '../words.ts'

const pageSize = 50
/** Up to so many compounds are asked one by one. */
const smallScope = 250

export const badCursor = problem(
  'hazard.bad-cursor',
  400,
  '翻页位置无效，请从第一页重新查看',
  'This page position is not valid; start again from the first page',
)

export const groups = ['open', 'overdue', 'closed', 'all'] as const
export type Group = (typeof groups)[number]

export const filters = {
  /** open: not over · overdue: past its deadline and not rectified · closed: over, however it ended */
  group: z.enum(groups).default('open'),
  states: z.array(z.enum(states)).max(states.length).optional(),
  grades: z.array(z.int().min(1).max(4)).max(4).optional(),
  typeCode: z.string().max(20).optional(),
  category: z.string().max(10).optional(),
  /** any place, or a company: hazards of the compounds within it */
  placeId: z.uuid().optional(),
  /** assigned to me or reported by me */
  mine: z.boolean().optional(),
  /** due on or before */
  dueBy: z.iso.date().optional(),
  reportedFrom: z.iso.date().optional(),
  reportedTo: z.iso.date().optional(),
  text: z.string().trim().max(100).optional(),
}

const input = z.object({
  ...filters,
  sort: z.enum(['due', 'reported']).optional(),
  after: z.string().max(100).optional(),
})
export type ListInput = z.output<typeof input>

export type HazardRow = {
  id: string
  compoundId: string
  compound: string
  number: string
  typeCode: string
  grade: Grade
  state: State
  location: string
  note: string
  cover: string | null
  reportedAt: Date
  dueOn: Day | null
  overdue: boolean
  daysLate: number | null
  reporters: number
  reopened: boolean
  assignee: string | null
}

export type HazardPage = { rows: HazardRow[]; next: string | null }

export const hazardList = query({
  name: 'hazard.list',
  title: text('隐患列表', 'Hazards'),
  source: sources.record,
  may: 'hazard.view',
  input,
  example: { group: 'open', grades: [1, 2] },
  run: ({ sql, actor, now }, asked) => pageOf(sql, actor, asked, dayOf(now), pageSize),
}) satisfies Query

type Viewer = { id: string; holds: Readonly<Record<string, readonly string[]>> }

/** One page. @throws hazard.bad-cursor */
export async function pageOf(
  sql: Sql,
  viewer: Viewer,
  asked: ListInput,
  today: Day,
  size: number,
): Promise<HazardPage> {
  const scope = await scopeOf(sql, viewer.holds['hazard.view'] ?? [], asked.placeId)
  if (scope.compounds?.length === 0) return { rows: [], next: null }
  const sort =
    asked.sort ?? (asked.group === 'closed' || asked.group === 'all' ? 'reported' : 'due')
  const order = sort === 'due' ? sql`h.due_key, h.id` : sql`h.reported_at desc, h.id desc`
  const where = sql`${conditions(sql, viewer, asked, today)} ${beyond(sql, sort, asked.after)}`
  const page = firstOf(sql, scope, { where, order, most: size + 1, placeId: asked.placeId })
  const rows = await sql<(HazardRow & { dueKey: Day })[]>`
    with page as materialized (${page})
    select h.id, h.compound_id, p.name as compound, h.number, h.type_code, h.grade, h.state, h.location,
           left(h.note, 200) as note, h.cover, h.reported_at, h.due_on, h.days_late, h.reporters,
           h.reopened_of is not null as reopened, person.name as assignee, h.due_key,
           coalesce(h.due_on < ${today} and h.state in ('registered', 'assigned'), false) as overdue
      from page h
      join places.place p on p.id = h.compound_id
      left join identity.person on person.id = h.assignee_id
     order by ${order}`
  const last = rows[size - 1]
  const next = rows.length > size && last ? cursorOf(sort, last) : null
  return { rows: rows.slice(0, size).map(({ dueKey: _, ...row }) => row), next }
}

export type Scope = { compounds?: string[]; anchors: readonly string[] }

/** The compounds of a small scope, or the anchors of a large one. */
export async function scopeOf(
  sql: Sql,
  anchors: readonly string[],
  placeId?: string | undefined,
): Promise<Scope> {
  if (anchors.length === 0) return { anchors, compounds: [] }
  const found = await sql<{ id: string }[]>`
    select id from places.place
     where within && ${anchors as string[]}::uuid[] and kind = 'compound'
           ${placeId ? sql`and within @> array[${placeId}]::uuid[]` : sql``}
     limit ${smallScope + 1}`
  return found.length > smallScope ? { anchors } : { anchors, compounds: found.map(({ id }) => id) }
}

export type Fragment = postgres.PendingQuery<postgres.Row[]>

/** The first hazards of a scope in an order, as a statement to select from. */
export const firstOf = (
  sql: Sql,
  { compounds, anchors }: Scope,
  {
    where,
    order,
    most,
    placeId,
  }: { where: Fragment; order: Fragment; most: number; placeId?: string | undefined },
): Fragment =>
  compounds
    ? sql`
        select h.* from unnest(${compounds}::uuid[]) c
         cross join lateral (
           select * from hazards.hazard h
            where h.compound_id = c ${where}
            order by ${order} limit ${most} offset 0) h
         order by ${order} limit ${most}`
    : sql`
        select h.* from hazards.hazard h
         cross join lateral (
           select from places.place p
            where p.id = h.compound_id and p.within && ${anchors as string[]}::uuid[]
                  ${placeId ? sql`and p.within @> array[${placeId}]::uuid[]` : sql``}
           offset 0) mine
         where true ${where}
         order by ${order} limit ${most}`

/** The conditions of a page, beginning with `and`. */
export function conditions(sql: Sql, viewer: Viewer, asked: ListInput, today: Day) {
  const overdue = sql`and h.due_key < ${today} and h.state in ('registered', 'assigned')`
  const group = {
    open: sql`and h.is_open`,
    overdue: sql`and h.is_open ${overdue}`,
    closed: sql`and not h.is_open`,
    all: sql``,
  }[asked.group]
  const number = asked.text ? numberIn(asked.text, Number(today.slice(0, 4))) : null
  const words = asked.text && !number ? pairs(asked.text) : []
  return sql`
    ${group}
    ${asked.states?.length ? sql`and h.state = any(${asked.states})` : sql``}
    ${asked.grades?.length ? sql`and h.grade = any(${asked.grades}::smallint[])` : sql``}
    ${asked.typeCode ? sql`and h.type_code = ${asked.typeCode}` : sql``}
    ${asked.category ? sql`and starts_with(h.type_code, ${`${asked.category}-`})` : sql``}
    ${asked.dueBy ? sql`and h.due_on <= ${asked.dueBy}` : sql``}
    ${asked.reportedFrom ? sql`and h.reported_at >= ${dayStart(asked.reportedFrom)}` : sql``}
    ${asked.reportedTo ? sql`and h.reported_at < ${dayStart(asked.reportedTo)}::timestamptz + interval '1 day'` : sql``}
    ${number ? sql`and h.number = ${number}` : sql``}
    ${words.length > 0 ? sql`and h.search @> ${words}` : sql``}
    ${
      asked.mine
        ? sql`and (h.assignee_id = ${viewer.id} or exists (
                select from hazards.reporter r
                 where r.compound_id = h.compound_id and r.hazard_id = h.id and r.person_id = ${viewer.id}))`
        : sql``
    }`
}

const dayStart = (day: Day): string => `${day}T00:00:00+08:00`

type Sort = 'due' | 'reported'

const cursorOf = (sort: Sort, row: HazardRow & { dueKey: Day }): string =>
  `${sort === 'due' ? row.dueKey : row.reportedAt.toISOString()}~${row.id}`

/** Continues after a row of the same order. @throws hazard.bad-cursor */
function beyond(sql: Sql, sort: Sort, after: string | undefined) {
  if (after === undefined) return sql``
  const [key = '', id = ''] = after.split('~')
  const readable = sort === 'due' ? z.iso.date() : z.iso.datetime()
  if (!readable.safeParse(key).success || !z.uuid().safeParse(id).success) throw badCursor({})
  return sort === 'due'
    ? sql`and (h.due_key, h.id) > (${key}::date, ${id}::uuid)`
    : sql`and (h.reported_at, h.id) < (${key}::timestamptz, ${id}::uuid)`
}
