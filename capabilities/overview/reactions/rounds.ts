// Rounds: whatever happened to one, the rounds of its compound and day are counted again.

import { addDays, type Day, dayOf } from '#base/time.ts'
import type { Fact, Reactions } from '#server/capability.ts'
import type { Tx } from '#server/db.ts'
import { type CompoundDay, recountDays } from './days.ts'

const recountRounds = (sql: Tx, touched: readonly CompoundDay[]): Promise<void> =>
  recountDays(sql, 'round_truth', touched)

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
