// 我的隐患: what waits for this person, the most pressing first. The rules decide whose turn it is and what
// may be done; SQL only finds candidates.

import { z } from 'zod'
import { text } from '#base/text.ts'
import { type Day, dayOf } from '#base/time.ts'
import { type Grade, grades } from '#law/cn/hazard-types.ts'
import { query, type Sql } from '#server/query.ts'
import { type Act, ruleOf } from '../acts.ts'
import { closerOf, type Hazard, type Viewer, verifierOf, whyNot } from '../hazard.ts'
import { listingLevel, onSpotVerifierLevel, sources, verifierLevel } from '../law.ts'
import { type Level, levelAbove, levelOf, levelPermission, levels } from '../levels.ts'
import type { State } from '../words.ts'
import type { HazardRow } from './list.ts'
import { type Fragment, firstOf, scopeOf, stateArm } from './page.ts'

export type Task = HazardRow & { rejected: boolean; extensionAskedDays: number | null }

/** What a person has to do, by act, and what he reported himself. */
export type Mine = Record<
  'rectify' | 'register' | 'assign' | 'accept' | 'close' | 'decide' | 'reported',
  Task[]
>

const most = 50

export const myHazards = query({
  name: 'hazard.mine',
  title: text('我的隐患', 'My hazards'),
  source: sources.loop,
  may: 'signed-in',
  input: z.object({}),
  example: {},

  async run({ sql, actor, now }): Promise<Mine> {
    const today = dayOf(now)
    const level = topLevel(actor)
    const turn = (act: Act, arms: Fragment[], where = sql``) =>
      arms.length === 0 ? [] : turnsOf(sql, actor, act, arms, where, now)
    const at = (state: State, of: readonly Grade[] = grades, where = sql``) =>
      of.map((grade) => sql`${stateArm(sql, state, grade)} ${where}`)
    const by = (levelFor: (grade: Grade) => Level) => grades.filter((g) => levelFor(g) === level)
    const atProject = level === 'project' ? grades : []
    const listed = by((grade) => listingLevel.on(today)[grade])

    const [rectify, reported, register, assign, accept, close, decide] = await Promise.all([
      assignedTo(sql, actor, today),
      reportedBy(sql, actor, today),
      turn('register', at('reported', atProject)),
      turn('assign', at('registered', atProject)),
      turn('accept', [
        ...at(
          'rectified',
          by((grade) => verifierLevel.on(today)[grade]),
          sql`and not h.rectified_on_spot`,
        ),
        ...at(
          'rectified',
          by((grade) => onSpotVerifierLevel.on(today)[grade]),
          sql`and h.rectified_on_spot`,
        ),
      ]),
      turn(
        'close',
        level === null ? [] : at('accepted'),
        sql`and (h.listed_level = ${level} or (h.listed_level is null and h.grade = any(${listed}::smallint[])))`,
      ),
      turn(
        'decide-extension',
        by((grade) => levelAbove(verifierLevel.on(today)[grade])).map(
          (grade) => sql`h.extension_asked_by is not null and h.grade = ${grade}`,
        ),
      ),
    ])
    return { rectify, reported, register, assign, accept, close, decide }
  },
})

type Candidate = Task & Hazard

/** The level at which a person works; one who holds several sees the tasks of the highest. */
const topLevel = ({ holds }: Viewer): Level | null =>
  levels.findLast((level) => (holds[levelPermission(level)] ?? []).length > 0) ?? null

/** Whether it is this level's turn: a city officer may accept everything and has to accept little. */
const isTurnOf = (level: Level | null, act: Act, h: Hazard, today: Day): boolean =>
  act === 'accept'
    ? level === verifierOf(h, today)
    : act !== 'close' || level === closerOf(h, today)

async function turnsOf(
  sql: Sql,
  viewer: Viewer,
  act: Act,
  arms: Fragment[],
  where: Fragment,
  now: Date,
): Promise<Task[]> {
  const today = dayOf(now)
  const scope = await scopeOf(sql, viewer.holds[ruleOf(act).may] ?? [])
  if (scope.compounds?.length === 0) return []
  const keys = firstOf(sql, scope, { sort: 'due', most: 2 * most, where, arms })
  const found = await select(sql, keys, sql`h.due_key, h.id`, today)
  return found
    .filter((h) => isTurnOf(levelOf(viewer, h.within), act, h, today))
    .filter((h) => whyNot(act, h, viewer, now) === undefined)
    .slice(0, most)
    .map(toTask)
}

async function assignedTo(sql: Sql, { id }: Viewer, today: Day): Promise<Task[]> {
  const found = await select(
    sql,
    sql`select h.compound_id, h.id from hazards.hazard h
         where h.assignee_id = ${id} and h.is_open and h.state = 'assigned'
         order by h.due_key limit ${most}`,
    sql`h.due_key, h.id`,
    today,
  )
  return found.map(toTask)
}

async function reportedBy(sql: Sql, { id }: Viewer, today: Day): Promise<Task[]> {
  const found = await select(
    sql,
    sql`select r.compound_id, r.hazard_id as id from hazards.reporter r
         where r.person_id = ${id}
         order by r.at desc limit ${most}`,
    sql`h.reported_at desc, h.id`,
    today,
  )
  return found.map(toTask)
}

const select = (sql: Sql, page: Fragment, order: Fragment, today: Day) => sql<Candidate[]>`
  with page as materialized (${page})
  select h.id, h.compound_id, p.name as compound, p.within, h.number, h.type_code, h.grade, h.state,
         h.version, h.location, left(h.note, 200) as note, h.cover, h.reported_at, h.act_by, h.due_on, h.days_late,
         h.reporters, h.reopened_of is not null as reopened, person.name as assignee, h.assignee_id,
         h.rectified_by, h.rectified_on_spot, h.listed_level, h.extensions, h.extension_asked_by,
         h.extension_asked_days, h.rejections > 0 and h.state = 'assigned' as rejected,
         coalesce(h.due_on < ${today} and h.state in ('registered', 'assigned'), false) as overdue,
         array(select person_id from hazards.reporter r
                where r.compound_id = h.compound_id and r.hazard_id = h.id) as finders
    from page
    join hazards.hazard h using (compound_id, id)
    join places.place p on p.id = h.compound_id
    left join identity.person on person.id = h.assignee_id
   order by ${order}`

const toTask = (h: Candidate): Task => ({
  id: h.id,
  compoundId: h.compoundId,
  compound: h.compound,
  number: h.number,
  typeCode: h.typeCode,
  grade: h.grade,
  state: h.state,
  location: h.location,
  note: h.note,
  cover: h.cover,
  reportedAt: h.reportedAt,
  actBy: h.actBy,
  dueOn: h.dueOn,
  overdue: h.overdue,
  daysLate: h.daysLate,
  reporters: h.reporters,
  reopened: h.reopened,
  assignee: h.assignee,
  rejected: h.rejected,
  extensionAskedDays: h.extensionAskedDays,
})
