// Rounds: whatever happened to one, the rounds of its compound and day are counted again.
//
// A day of a compound has a handful of rounds, so counting them anew costs less than it would to reason
// about what a late scan, an excuse or a review changed.

import { addDays, type Day, dayOf } from '#base/time.ts'
import type { Fact, Reactions } from '#server/capability.ts'
import type { Tx } from '#server/db.ts'
import { flowColumns, listed } from '../columns.ts'
import type { Flow, Flows } from '../measures.ts'
import { difference, type FlowMove } from '../moves.ts'
import { addFlows, hold } from './spread.ts'

const ofRounds: readonly Flow[] = [
  'roundsDue',
  'roundsRunning',
  'roundsDone',
  'roundsLate',
  'roundsSuspect',
  'roundsExcused',
  'roundsMissed',
  'scans',
]

type CompoundDay = { compoundId: string; day: Day }

/** 重新计数: makes the counters of these compounds and days say what patrols says. */
export async function recountRounds(sql: Tx, touched: readonly CompoundDay[]): Promise<void> {
  if (touched.length === 0) return
  await hold(
    sql,
    touched.map(({ compoundId }) => compoundId),
  )
  const compounds = touched.map(({ compoundId }) => compoundId)
  const days = touched.map(({ day }) => day)
  const pairs = sql`
    (select distinct compound_id, day
       from unnest(${compounds}::uuid[], ${days}::date[]) as t(compound_id, day)) as touched`
  const [counted, truth] = await Promise.all([
    sql<(CompoundDay & Flows)[]>`
      select compound_id, day, ${sql.unsafe(listed(flowColumns))}
        from overview.counter join ${pairs} using (compound_id, day)`,
    sql<(CompoundDay & Flows)[]>`
      select touched.compound_id, touched.day, truth.*
        from ${pairs}
       cross join lateral (
             select ${sql.unsafe(listed(roundColumns))}
               from overview.round_truth t
              where t.compound_id = touched.compound_id and t.day = touched.day) truth`,
  ])
  await addFlows(sql, movesBetween(counted, truth))
}

const roundColumns = flowColumns.slice(0, ofRounds.length)
const keyOf = ({ compoundId, day }: CompoundDay) => `${compoundId} ${day}`

function movesBetween(
  counted: readonly (CompoundDay & Flows)[],
  truth: readonly (CompoundDay & Flows)[],
) {
  const was = new Map(counted.map((row) => [keyOf(row), row]))
  const is = new Map(truth.map((row) => [keyOf(row), row]))
  const moves: FlowMove[] = []
  for (const key of new Set([...was.keys(), ...is.keys()])) {
    const { compoundId, day } = (was.get(key) ?? is.get(key))!
    const moved = difference(was.get(key) ?? {}, is.get(key) ?? {}, ofRounds)
    if (moved) moves.push({ compoundId, day, ...moved })
  }
  return moves
}

/** Rounds are planned ahead without a fact for each: what the counters of these days lack is found by looking. */
async function recountPlanned(sql: Tx, days: readonly Day[]): Promise<void> {
  const stale = await sql<CompoundDay[]>`
    select compound_id, day
      from (select compound_id, day, rounds_due from overview.counter where day = any(${days}::date[])) counted
      full join (select compound_id, day, rounds_due from overview.round_truth
                  where day = any(${days}::date[])) truth using (compound_id, day)
     where coalesce(counted.rounds_due, 0) <> coalesce(truth.rounds_due, 0)`
  await recountRounds(sql, stale)
}

const ofRoundFacts = (facts: Fact[]): CompoundDay[] =>
  facts.map(({ body }) => ({ compoundId: body.compoundId, day: body.day }))

/** A changed route changes the rounds of its compound from a day on, as far as they are planned. */
async function recountRoutes(sql: Tx, facts: Fact[], now: Date): Promise<void> {
  const compounds = facts.map(({ body }) => body.compoundId as string)
  const touched = await sql<CompoundDay[]>`
    select compound_id, day from overview.counter
     where compound_id = any(${compounds}::uuid[]) and day >= ${addDays(dayOf(now), -1)}
     union
    select compound_id, day from overview.round_truth
     where compound_id = any(${compounds}::uuid[]) and day >= ${addDays(dayOf(now), -1)}`
  await recountRounds(sql, touched)
}

const answer: Reactions[string] = async ({ sql }, facts) => recountRounds(sql, ofRoundFacts(facts))
const answerRoute: Reactions[string] = async ({ sql, now }, facts) => recountRoutes(sql, facts, now)
const answerClock: Reactions[string] = async ({ sql, now }) =>
  recountPlanned(sql, [dayOf(now), addDays(dayOf(now), 1)])

export const roundReactions: Reactions = {
  'patrol.round-started': answer,
  'patrol.scanned': answer,
  'patrol.round-finished': answer,
  'patrol.round-late': answer,
  'patrol.round-missed': answer,
  'patrol.round-rejudged': answer,
  'patrol.round-ended-early': answer,
  'patrol.round-excused': answer,
  'patrol.round-reviewed': answer,
  'patrol.route-planned': answerRoute,
  'patrol.route-changed': answerRoute,
  'patrol.route-retired': answerRoute,
  'hour.began': answerClock,
  'day.began': answerClock,
}
