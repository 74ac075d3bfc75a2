// Counting a day of a compound again: what happened on it, as the capability that knows says now.
//
// A day of a compound holds a handful of rounds and acts, so counting them anew costs less than it would to
// reason about what a late scan, an excuse or a second delivery of the same fact has changed.

import type { Day } from '#base/time.ts'
import type { Tx } from '#server/db.ts'
import { columnOf, flowColumns, listed } from '../columns.ts'
import type { Flow, Flows } from '../measures.ts'
import { difference, type FlowMove } from '../moves.ts'
import { addFlows, hold } from './spread.ts'

export type CompoundDay = { compoundId: string; day: Day }

/** Who knows which figures: a view that says what they must be. */
const knowers = {
  round_truth: [
    'roundsDue',
    'roundsRunning',
    'roundsDone',
    'roundsLate',
    'roundsSuspect',
    'roundsExcused',
    'roundsMissed',
    'scans',
  ],
  hazard_truth: ['reported', 'registered', 'rectified', 'rejected', 'closed', 'wentOverdue'],
} as const satisfies Record<string, readonly Flow[]>

/** 重新计数: makes the counters of these compounds and days say what the view says. */
export async function recountDays(
  sql: Tx,
  knower: keyof typeof knowers,
  touched: readonly CompoundDay[],
): Promise<void> {
  if (touched.length === 0) return
  const compounds = touched.map(({ compoundId }) => compoundId)
  await hold(sql, compounds)
  const pairs = sql`
    (select distinct compound_id, day
       from unnest(${compounds}::uuid[], ${touched.map(({ day }) => day)}::date[]) as t(compound_id, day)) as touched`
  const [counted, truth] = await Promise.all([
    sql<(CompoundDay & Flows)[]>`
      select compound_id, day, ${sql.unsafe(listed(flowColumns))}
        from overview.counter join ${pairs} using (compound_id, day)`,
    // Lateral and `offset 0`: the view counts these days by index and no others; taken apart into a join, it
    // would be counted whole, half a second where this takes half a millisecond.
    sql<(CompoundDay & Flows)[]>`
      select touched.compound_id, touched.day, truth.*
        from ${pairs}
       cross join lateral (
             select ${sql.unsafe(listed(knowers[knower].map(columnOf)))}
               from ${sql(`overview.${knower}`)} as t
              where t.compound_id = touched.compound_id and t.day = touched.day offset 0) truth`,
  ])
  await addFlows(sql, movesBetween(counted, truth, knowers[knower]))
}

function movesBetween(
  counted: readonly (CompoundDay & Flows)[],
  truth: readonly (CompoundDay & Flows)[],
  of: readonly Flow[],
): FlowMove[] {
  const keyOf = ({ compoundId, day }: CompoundDay) => `${compoundId} ${day}`
  const was = new Map(counted.map((row) => [keyOf(row), row]))
  const is = new Map(truth.map((row) => [keyOf(row), row]))
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const { compoundId, day } = (was.get(key) ?? is.get(key))!
    const moved = difference(was.get(key) ?? {}, is.get(key) ?? {}, of)
    return moved ? [{ compoundId, day, ...moved }] : []
  })
}
