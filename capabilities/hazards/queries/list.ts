// 隐患列表: fifty rows in the order of what is due or what was found, for anybody from a compound to the city.

import { z } from 'zod'
import { problem } from '#base/problem.ts'
import { text } from '#base/text.ts'
import { type Day, dayOf } from '#base/time.ts'
import type { Grade } from '#law/cn/hazard-types.ts'
import { type Query, query, type Sql } from '#server/query.ts'
import type { Viewer } from '../hazard.ts'
import { sources } from '../law.ts'
import { type State, states } from '../words.ts'
import {
  armsOf,
  conditionsOf,
  type Fragment,
  firstOf,
  numberOf,
  orderOf,
  ownOf,
  type Scope,
  type Sort,
  scopeOf,
  sortOf,
} from './page.ts'

const pageSize = 50

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
  /** whose next step, registration or rectification, is due on or before */
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
  /** by when the next hand must move: registration of what is reported, else rectification */
  actBy: Day | null
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

/** One page. @throws hazard.bad-cursor */
export async function pageOf(
  sql: Sql,
  viewer: Viewer,
  asked: ListInput,
  today: Day,
  size: number,
): Promise<HazardPage> {
  const scope = await scopeOf(sql, viewer.holds['hazard.view'] ?? [], asked.placeId)
  const arms = armsOf(sql, asked)
  if (scope.compounds?.length === 0 || arms.length === 0) return { rows: [], next: null }
  const sort = sortOf(asked)
  const page = keysOf(sql, viewer, asked, today, { scope, arms, sort, most: size + 1 })
  const rows = await sql<(HazardRow & { dueKey: Day })[]>`
    with page as materialized (${page})
    select h.id, h.compound_id, p.name as compound, h.number, h.type_code, h.grade, h.state, h.location,
           left(h.note, 200) as note, h.cover, h.reported_at, h.act_by, h.due_on, h.days_late, h.reporters,
           h.reopened_of is not null as reopened, person.name as assignee, h.due_key,
           coalesce(h.due_on < ${today} and h.state in ('registered', 'assigned'), false) as overdue
      from page
      join hazards.hazard h using (compound_id, id)
      join places.place p on p.id = h.compound_id
      left join identity.person on person.id = h.assignee_id
     order by ${orderOf(sql, sort)}`
  const last = rows[size - 1]
  const next = rows.length > size && last ? cursorOf(sort, last) : null
  return { rows: rows.slice(0, size).map(({ dueKey: _, ...row }) => row), next }
}

function keysOf(
  sql: Sql,
  viewer: Viewer,
  asked: ListInput,
  today: Day,
  { scope, arms, sort, most }: { scope: Scope; arms: Fragment[]; sort: Sort; most: number },
): Fragment {
  const { placeId } = asked
  const beyond = afterRow(sql, sort, asked.after)
  if (!asked.mine) {
    const where = sql`${conditionsOf(sql, asked, today, scope)} ${beyond}`
    const number = numberOf(asked, today)
    return firstOf(sql, scope, { sort, most, placeId, where, arms, number })
  }
  // One's own are few, wherever they lie; what the post no longer reaches is left out.
  const reached = sql`and p.within && ${scope.anchors as string[]}::uuid[]`
  const where = sql`${conditionsOf(sql, asked, today, null)} ${reached} ${beyond}`
  return ownOf(sql, viewer.id, { sort, most, placeId, where, arms })
}

const cursorOf = (sort: Sort, row: HazardRow & { dueKey: Day }): string =>
  `${sort === 'due' ? row.dueKey : row.reportedAt.toISOString()}~${row.id}`

/** Continues after a row of the same order. @throws hazard.bad-cursor */
function afterRow(sql: Sql, sort: Sort, after: string | undefined): Fragment {
  if (after === undefined) return sql``
  const [key = '', id = ''] = after.split('~')
  const readable = sort === 'due' ? z.iso.date() : z.iso.datetime()
  if (!readable.safeParse(key).success || !z.uuid().safeParse(id).success) throw badCursor({})
  return sort === 'due'
    ? sql`and (h.due_key, h.id) > (${key}::date, ${id}::uuid)`
    : sql`and (h.reported_at, h.id) < (${key}::timestamptz, ${id}::uuid)`
}
