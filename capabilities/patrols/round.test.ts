// How a round stands: the rules, and what must hold for every round whatever its scans. Pure: no database.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addMinutes, instant } from '#base/time.ts'
import type { State } from './patrol.ts'
import { judgeRound, type RoundPlan } from './round.ts'
import type { Scan } from './scan.ts'
import { planOf, scanOf } from './wire.ts'

const day = '2026-11-23'
const opensAt = instant(day, '23:15')
const at = (minutes: number) => addMinutes(opensAt, minutes)
const ids = ['a', 'b', 'c', 'd']

/** 23:15, seventy-five minutes, ten of grace, closed thirty after its end. */
const plan: RoundPlan = {
  id: 'round',
  day,
  opensAt,
  dueAt: at(75),
  lateAt: at(85),
  closesAt: at(105),
  ordered: false,
  usualSeconds: null,
  points: ids.map((checkpointId, seq) => ({
    checkpointId,
    seq,
    proof: 'P1',
    notBeforeMinutes: null,
    minSeconds: 0,
    question: null,
    position: null,
  })),
  endedAt: null,
  settled: false,
  decisions: [],
  handOvers: [],
}

const scan = (checkpointId: string, minutes: number, more: Partial<Scan> = {}): Scan => ({
  id: `${checkpointId}${minutes}`,
  checkpointId,
  by: 'guard',
  deviceId: null,
  at: at(minutes),
  receivedAt: at(minutes),
  method: 'token',
  answer: null,
  photo: null,
  position: null,
  ...more,
})
const walk = (...minutes: number[]) => minutes.map((minute, i) => scan(ids[i]!, minute))
const states = (of: RoundPlan, scans: Scan[], minutes: number): State[] =>
  judgeRound(of, scans, at(minutes)).points.map(({ state }) => state)
const state = (of: RoundPlan, scans: Scan[], minutes: number) =>
  judgeRound(of, scans, at(minutes)).state
const doubt = (id: string, minute: number) => scan(id, minute, { receivedAt: at(minute - 60) })

test('until it closes an unscanned point is due, then it is missed', () => {
  assert.deepEqual(states(plan, walk(5), 104), ['done', 'due', 'due', 'due'])
  assert.deepEqual(states(plan, walk(5), 105), ['done', 'missed', 'missed', 'missed'])
  assert.equal(state(plan, walk(5), 104), 'due')
  assert.equal(state(plan, walk(5), 105), 'missed')
})

test('a round is done when every point is, and late when one of them is', () => {
  assert.equal(state(plan, walk(5, 10, 15, 20), 21), 'done')
  assert.equal(state(plan, walk(5, 10, 15, 90), 91), 'late')
})

test('a point scanned twice stands by its best scan, the first of equals', () => {
  const point = judgeRound(plan, [doubt('a', 4), scan('a', 6), scan('a', 8)], at(9)).points[0]!
  assert.equal(point.state, 'done')
  assert.deepEqual(point.at, at(6))
})

test('a doubtful point is for somebody to look at, and never missed', () => {
  assert.deepEqual(states(plan, [doubt('a', 5), ...walk(6, 7, 8, 9).slice(1)], 200), [
    'suspect',
    'done',
    'done',
    'done',
  ])
  assert.equal(state(plan, [doubt('a', 5), ...walk(6, 7, 8, 9).slice(1)], 200), 'suspect')
})

test('the last word of a manager on a point stands; a walk needs no excuse', () => {
  const said = (...kinds: ('excused' | 'accepted' | 'rejected')[]) => ({
    ...plan,
    decisions: kinds.map((kind) => ({ checkpointId: 'a', kind })),
  })
  const doubted = [doubt('a', 5)]
  assert.equal(states(said('accepted'), doubted, 200)[0], 'done')
  assert.equal(states(said('rejected'), doubted, 200)[0], 'missed')
  assert.equal(states(said('rejected'), doubted, 50)[0], 'due')
  assert.equal(states(said('rejected', 'excused'), doubted, 200)[0], 'excused')
  assert.equal(states(said('excused'), [], 200)[0], 'excused')
  assert.equal(states(said('excused'), [scan('a', 5)], 200)[0], 'done')
  assert.equal(states(said('accepted'), [], 200)[0], 'missed')
})

test('excusing the whole round leaves what was walked as walked', () => {
  const excused = { ...plan, decisions: [{ checkpointId: null, kind: 'excused' as const }] }
  assert.deepEqual(states(excused, walk(5, 90), 200), ['done', 'late', 'excused', 'excused'])
  assert.equal(state(excused, [], 1), 'excused')
  assert.equal(state(excused, walk(5), 1), 'done')
})

test('ended early: what is open is missed at once, what was walked stands', () => {
  const ended = { ...plan, endedAt: at(30) }
  assert.deepEqual(states(ended, walk(5, 10), 30), ['done', 'done', 'missed', 'missed'])
  assert.deepEqual(states(ended, walk(5, 10, 20, 25), 30), ['done', 'done', 'done', 'done'])
})

test('a round in less than two fifths of its usual time is for somebody to look at', () => {
  const usual = { ...plan, usualSeconds: 50 * 60 }
  assert.equal(state(usual, walk(5, 10, 15, 25), 26), 'done') // 20 minutes
  const quick = judgeRound(usual, walk(5, 10, 15, 24), at(26)) // 19 minutes
  assert.equal(quick.state, 'suspect')
  assert.deepEqual(quick.leads, ['round-too-fast'])
  assert.deepEqual(quick.counts.done, 4)
  const looked = { ...usual, decisions: [{ checkpointId: null, kind: 'accepted' as const }] }
  assert.equal(state(looked, walk(5, 10, 15, 24), 26), 'done')
})

// What must hold for every round.

const plain = { noNullPrototype: true }
const anyScan: fc.Arbitrary<Scan> = fc.record(
  {
    id: fc.uuid(),
    checkpointId: fc.constantFrom(...ids, 'elsewhere'),
    by: fc.constantFrom('one', 'two'),
    deviceId: fc.constantFrom(null, 'x', 'y'),
    at: fc.integer({ min: -30, max: 140 }).map(at),
    receivedAt: fc.integer({ min: -60, max: 20_000 }).map(at),
    method: fc.constantFrom('token', 'nfc', 'code'),
    answer: fc.constantFrom(null, '正常'),
    photo: fc.constantFrom(null, 'f'.repeat(64), 'e'.repeat(64)),
    position: fc.constantFrom(null, {
      lng: 112.98,
      lat: 28.2,
      datum: 'WGS-84' as const,
      accuracyM: 12,
    }),
  },
  plain,
)
const someScans = fc.uniqueArray(anyScan, { maxLength: 12, selector: ({ id }) => id })
const anyPlan: fc.Arbitrary<RoundPlan> = fc
  .record({
    ordered: fc.boolean(),
    usualSeconds: fc.constantFrom(null, 3600),
    endedAt: fc.option(fc.integer({ min: 0, max: 105 }).map(at)),
    decisions: fc.array(
      fc.record(
        {
          checkpointId: fc.constantFrom(null, ...ids),
          kind: fc.constantFrom('excused', 'accepted', 'rejected'),
        },
        plain,
      ),
      { maxLength: 3 },
    ),
    asks: fc.array(fc.constantFrom('P0', 'P1', 'P2', 'P3'), { minLength: 4, maxLength: 4 }),
  })
  .map(({ asks, ...more }) => ({
    ...plan,
    ...more,
    points: plan.points.map((point, i) => ({ ...point, proof: asks[i]! })),
  }))
const moment = fc.integer({ min: -10, max: 300 })

test('the order of arrival means nothing', () => {
  fc.assert(
    fc.property(anyPlan, someScans, moment, fc.gen(), (of, scans, minute, gen) => {
      const shuffled = gen(fc.shuffledSubarray, scans, {
        minLength: scans.length,
        maxLength: scans.length,
      })
      assert.deepEqual(judgeRound(of, shuffled, at(minute)), judgeRound(of, scans, at(minute)))
    }),
  )
})

test('time alone moves a point only from due to missed', () => {
  fc.assert(
    fc.property(anyPlan, someScans, moment, moment, (of, scans, a, b) => {
      const before = states(of, scans, Math.min(a, b))
      const after = states(of, scans, Math.max(a, b))
      for (const [i, was] of before.entries())
        assert.ok(after[i] === was || (was === 'due' && after[i] === 'missed'))
    }),
  )
})

test('a further scan never undoes a covered point', () => {
  const open = ['due', 'missed']
  fc.assert(
    fc.property(anyPlan, someScans, anyScan, moment, (of, scans, one, minute) => {
      const before = states(of, scans, minute)
      const after = states(of, [...scans, one], minute)
      for (const [i, was] of before.entries())
        if (!open.includes(was)) assert.ok(!open.includes(after[i]!), `${was} became ${after[i]}`)
    }),
  )
})

test('every point is in one state, and the round is due exactly while one of them is', () => {
  fc.assert(
    fc.property(anyPlan, someScans, moment, (of, scans, minute) => {
      const { state, counts, points } = judgeRound(of, scans, at(minute))
      assert.equal(
        Object.values(counts).reduce((sum, n) => sum + n, 0),
        points.length,
      )
      assert.equal(state === 'due', counts.due > 0)
      assert.equal(state === 'missed', counts.due === 0 && counts.missed > 0)
    }),
  )
})

test('a plan and scans that crossed the network are judged as those that did not', () => {
  fc.assert(
    fc.property(anyPlan, someScans, moment, (of, scans, minute) => {
      const crossed = <T>(value: T) => JSON.parse(JSON.stringify(value))
      const there = judgeRound(planOf(crossed(of)), crossed(scans).map(scanOf), at(minute))
      assert.deepEqual(there, judgeRound(of, scans, at(minute)))
    }),
  )
})
