// Hazards: the day of a fact is counted again, and how the hazard stands is compared with how it was counted.

import { dayOf } from '#base/time.ts'
import type { Fact, Reactions } from '#server/capability.ts'
import type { Tx } from '#server/db.ts'
import { type Open, openChanges } from '../moves.ts'
import { recountDays } from './days.ts'
import { addOpen, hold } from './spread.ts'

/** Facts that are figures of their day. */
const counted = [
  'hazard.reported',
  'hazard.registered',
  'hazard.rectified',
  'hazard.rejected',
  'hazard.closed',
  'hazard.went-overdue',
]

/** Facts after which a hazard may stand elsewhere: another state, another grade, another deadline. */
const moving = [
  ...counted,
  'hazard.reopened',
  'hazard.graded',
  'hazard.assigned',
  'hazard.accepted',
  'hazard.extended',
  'hazard.suspended',
  'hazard.resumed',
  'hazard.transferred',
  'hazard.taken-back',
  'hazard.merged',
  'hazard.dismissed',
]

export const hazardReactions: Reactions = Object.fromEntries(
  moving.map((name) => [name, ({ sql }, facts) => count(sql, facts, counted.includes(name))]),
)

async function count(sql: Tx, facts: Fact[], isFigure: boolean): Promise<void> {
  if (isFigure)
    await recountDays(
      sql,
      'hazard_truth',
      facts.map(({ at, body }) => ({ compoundId: body.compoundId, day: dayOf(at) })),
    )
  else
    await hold(
      sql,
      facts.map(({ body }) => body.compoundId),
    )
  await recountOpen(
    sql,
    facts.map(({ body }) => body),
  )
}

type Which = { compoundId: string; hazardId: string }

/** Brings the counted hazards, and all sums over them, to how these hazards stand now. */
async function recountOpen(sql: Tx, touched: readonly Which[]): Promise<void> {
  const compounds = touched.map(({ compoundId }) => compoundId)
  const hazards = touched.map(({ hazardId }) => hazardId)
  const which = sql`
    (select distinct compound_id, hazard_id
       from unnest(${compounds}::uuid[], ${hazards}::uuid[]) as t(compound_id, hazard_id)) as touched
    join`
  const [was, is] = await Promise.all([
    sql<Open[]>`select counted.* from ${which} overview.counted using (compound_id, hazard_id)`,
    sql<
      Open[]
    >`select open_truth.* from ${which} overview.open_truth using (compound_id, hazard_id)`,
  ])
  const { write, forget, moves } = openChanges(was, is)
  await Promise.all([keep(sql, write), drop(sql, forget), addOpen(sql, moves)])
}

const keep = async (sql: Tx, hazards: readonly Open[]): Promise<void> => {
  if (hazards.length === 0) return
  const rows = hazards.map(({ compoundId, hazardId, openedOn, ...rest }) => ({
    compound_id: compoundId,
    hazard_id: hazardId,
    opened_on: openedOn,
    ...rest,
  }))
  await sql`
    insert into overview.counted (compound_id, hazard_id, opened_on, grade, wait, overdue)
    select compound_id, hazard_id, opened_on, grade, wait, overdue
      from jsonb_populate_recordset(null::overview.counted, ${rows as never}::jsonb)
        on conflict (compound_id, hazard_id) do update
       set opened_on = excluded.opened_on, grade = excluded.grade, wait = excluded.wait,
           overdue = excluded.overdue`
}

const drop = async (sql: Tx, hazards: readonly Open[]): Promise<void> => {
  if (hazards.length === 0) return
  await sql`
    delete from overview.counted
     where (compound_id, hazard_id) in (
           select * from unnest(${hazards.map(({ compoundId }) => compoundId)}::uuid[],
                                ${hazards.map(({ hazardId }) => hazardId)}::uuid[]))`
}
