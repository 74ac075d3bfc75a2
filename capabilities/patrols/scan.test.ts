// What a scan counts for, reason by reason. Pure: no database.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, addHours, addMinutes, instant } from '#base/time.ts'
import type { Reason } from './reasons.ts'
import type { RoundPlan } from './round.ts'
import { codeHash, judgeScan, judgeScans, type Scan } from './scan.ts'

const day = '2026-11-23'
const here = { lng: 112.98, lat: 28.2, datum: 'GCJ-02' } as const
/** A hundredth of a degree of latitude is some 1,112 m. */
const far = { ...here, lat: 28.21 }

const point = (id: string, seq: number): RoundPlan['points'][number] => ({
  checkpointId: id,
  seq,
  proof: 'P1',
  notBeforeMinutes: null,
  minSeconds: 0,
  question: null,
  position: null,
})

/** 22:30 to 00:30 of the next day, ten minutes of grace, closed at 01:00. */
const night: RoundPlan = {
  id: 'round',
  day,
  opensAt: instant(day, '22:30'),
  dueAt: instant(addDays(day, 1), '00:30'),
  lateAt: instant(addDays(day, 1), '00:40'),
  closesAt: instant(addDays(day, 1), '01:00'),
  ordered: false,
  usualSeconds: null,
  points: [point('a', 0), point('b', 1), point('c', 2)],
  endedAt: null,
  settled: false,
  decisions: [],
  handOvers: [],
}

let made = 0
function scan(checkpointId: string, at: Date, more: Partial<Scan> = {}): Scan {
  return {
    id: `s${String(made++).padStart(4, '0')}`,
    checkpointId,
    by: 'guard',
    deviceId: null,
    at,
    receivedAt: at,
    method: 'token',
    answer: null,
    photo: null,
    position: null,
    ...more,
  }
}
const at = (clock: string, days = 0) => instant(addDays(day, days), clock)

function judged(plan: RoundPlan, ...scans: Scan[]) {
  const last = judgeScans(plan, scans).at(-1)!
  return { verdict: last.verdict, reasons: last.reasons }
}
const counted = { verdict: 'counted', reasons: [] }

test('a window that crosses midnight counts on both sides of it', () => {
  assert.deepEqual(judged(night, scan('a', at('23:59'))), counted)
  assert.deepEqual(judged(night, scan('a', at('00:05', 1))), counted)
})

test('grace is still in time, after it a point is late, after closing it does not count', () => {
  assert.deepEqual(judged(night, scan('a', at('00:39', 1))), counted)
  assert.deepEqual(judged(night, scan('a', at('00:40', 1))), { verdict: 'late', reasons: ['late'] })
  assert.deepEqual(judged(night, scan('a', at('01:00', 1))), {
    verdict: 'outside',
    reasons: ['after-close'],
  })
})

test('the claimed time counts: an upload eight hours later is no later patrol', () => {
  const claimed = at('23:10')
  assert.deepEqual(judged(night, scan('a', claimed, { receivedAt: addHours(claimed, 8) })), counted)
})

test('a claim ahead of the server, or more than seven days old, is doubtful', () => {
  const claimed = at('23:10')
  const verdict = (receivedAt: Date) => judged(night, scan('a', claimed, { receivedAt }))
  assert.deepEqual(verdict(addMinutes(claimed, -1)), counted) // clocks differ
  assert.deepEqual(verdict(addMinutes(claimed, -3)), {
    verdict: 'doubtful',
    reasons: ['clock-ahead'],
  })
  assert.deepEqual(verdict(addHours(claimed, 7 * 24)), counted)
  assert.deepEqual(verdict(addHours(claimed, 7 * 24 + 1)), {
    verdict: 'doubtful',
    reasons: ['old-claim'],
  })
})

test('what is not of this round does not count, and says why', () => {
  const outside = (reason: Reason) => ({ verdict: 'outside', reasons: [reason] })
  assert.deepEqual(judged(night, scan('z', at('23:00'))), outside('off-route'))
  assert.deepEqual(judged(night, scan('a', at('22:29'))), outside('before-window'))
  const later = { ...night, points: [{ ...night.points[0]!, notBeforeMinutes: 60 }] }
  assert.deepEqual(judged(later, scan('a', at('23:29'))), outside('before-point-time'))
  assert.deepEqual(judged(later, scan('a', at('23:30'))), counted)
  const ended = { ...night, endedAt: at('23:00') }
  assert.deepEqual(judged(ended, scan('a', at('23:00'))), counted)
  assert.deepEqual(judged(ended, scan('a', at('23:01'))), outside('after-end'))
})

test('a typed code counts, and is shown as the weaker proof it is', () => {
  assert.deepEqual(judged(night, scan('a', at('23:00'), { method: 'code' })), {
    verdict: 'counted',
    reasons: ['typed-code'],
  })
})

test('an ordered route remarks only the point one went back to', () => {
  const ordered = { ...night, ordered: true }
  const walk = [scan('a', at('23:00')), scan('c', at('23:05')), scan('b', at('23:10'))]
  assert.deepEqual(
    judgeScans(ordered, walk).map(({ reasons }) => reasons),
    [[], [], ['out-of-order']],
  )
  assert.deepEqual(judged(night, ...walk), counted)
})

test('two weak leads together make a doubt: out of order and by typed code', () => {
  const ordered = { ...night, ordered: true }
  const back = scan('a', at('23:05'), { method: 'code' })
  assert.deepEqual(judged(ordered, scan('b', at('23:00')), back), {
    verdict: 'doubtful',
    reasons: ['out-of-order', 'typed-code'],
  })
})

test('nobody walks a kilometre in a minute; by the map, whatever datum each point is in', () => {
  const [a, b] = [night.points[0]!, night.points[1]!]
  const plan = {
    ...night,
    points: [
      { ...a, position: here },
      { ...b, position: far },
    ],
  }
  const walk = (minutes: number) =>
    judged(plan, scan('a', at('23:00')), scan('b', addMinutes(at('23:00'), minutes)))
  assert.deepEqual(walk(1), { verdict: 'doubtful', reasons: ['too-fast'] })
  assert.deepEqual(walk(8), counted)
  // The same spot in two datums: 665 m apart as numbers, not a step apart on the ground.
  const same = { lng: 112.974415, lat: 28.203435, datum: 'WGS-84' } as const
  const apart = {
    ...night,
    points: [
      { ...a, position: here },
      { ...b, position: same },
    ],
  }
  assert.deepEqual(judged(apart, scan('a', at('23:00')), scan('b', at('23:01'))), counted)
})

test('without a map, what the phone reported at both points speaks', () => {
  const near = { position: { ...here, accuracyM: 10 } }
  const away = { position: { ...far, accuracyM: 10 } }
  assert.deepEqual(judged(night, scan('a', at('23:00'), near), scan('b', at('23:01'), away)), {
    verdict: 'doubtful',
    reasons: ['too-fast'],
  })
  const vague = { position: { ...far, accuracyM: 900 } }
  assert.deepEqual(
    judged(night, scan('a', at('23:00'), near), scan('b', at('23:01'), vague)),
    counted,
  )
})

test('two guards on one round do not hurry each other', () => {
  const [a, b] = [night.points[0]!, night.points[1]!]
  const plan = {
    ...night,
    points: [
      { ...a, position: here },
      { ...b, position: far },
    ],
  }
  assert.deepEqual(
    judged(plan, scan('a', at('23:00')), scan('b', at('23:00'), { by: 'two' })),
    counted,
  )
})

test('a minimum time between points is remarked when cut short', () => {
  const plan = { ...night, points: [night.points[0]!, { ...night.points[1]!, minSeconds: 120 }] }
  const walk = (minutes: number) =>
    judged(plan, scan('a', at('23:00')), scan('b', addMinutes(at('23:00'), minutes)))
  assert.deepEqual(walk(1), { verdict: 'counted', reasons: ['too-soon'] })
  assert.deepEqual(walk(2), counted)
})

test('one device in two hands is a lead, unless the round was handed over', () => {
  const first = scan('a', at('23:00'), { deviceId: 'phone' })
  const second = scan('b', at('23:30'), { deviceId: 'phone', by: 'other' })
  assert.deepEqual(judged(night, first, second), {
    verdict: 'doubtful',
    reasons: ['shared-device'],
  })
  const handed = { ...night, handOvers: [{ toId: 'other', at: at('23:15') }] }
  assert.deepEqual(judged(handed, first, second), counted)
})

test('a point that asks for a photo, a value or an answer misses it', () => {
  const asks = (more: object) => ({ ...night, points: [{ ...night.points[0]!, ...more }] })
  const bare = scan('a', at('23:00'))
  assert.deepEqual(judged(asks({ proof: 'P2' }), bare).reasons, ['photo-missing'])
  assert.deepEqual(judged(asks({ proof: 'P3' }), bare).reasons, ['answer-missing'])
  assert.deepEqual(judged(asks({ question: '压力表读数？' }), bare).reasons, ['answer-missing'])
  assert.deepEqual(judged(asks({ proof: 'P2' }), { ...bare, photo: 'f'.repeat(64) }), counted)
  assert.deepEqual(judged(asks({ proof: 'P3' }), { ...bare, answer: '0.4' }), counted)
})

test('one photo for two points is remarked at the second', () => {
  const photo = 'f'.repeat(64)
  const walk = [scan('a', at('23:00'), { photo }), scan('b', at('23:05'), { photo })]
  assert.deepEqual(judged(night, ...walk), { verdict: 'doubtful', reasons: ['photo-repeated'] })
})

test('a position far from the point, or too good to be true, is remarked', () => {
  const plan = { ...night, points: [{ ...night.points[0]!, position: here }] }
  const reported = (accuracyM: number | null, position = far) =>
    judged(plan, scan('a', at('23:00'), { position: { ...position, accuracyM } }))
  assert.deepEqual(reported(20).reasons, ['far-away'])
  assert.deepEqual(reported(500), counted) // a basement's guess says nothing
  assert.deepEqual(reported(20, here), counted)
  assert.deepEqual(reported(0, here), { verdict: 'doubtful', reasons: ['position-simulated'] })
})

test('the phone hears at once what the server will say of the whole round', () => {
  const walk = [scan('a', at('23:00')), scan('b', at('23:05'), { method: 'code' })]
  const next = scan('c', at('00:45', 1))
  assert.deepEqual(judgeScan(night, next, walk), judgeScans(night, [...walk, next]).at(-1))
})

test('a typed code is recognised by its hash however it is typed', async () => {
  const hash = await codeHash('a', '482913')
  assert.equal(hash.length, 64)
  assert.equal(await codeHash('a', ' 482 913 '), hash)
  assert.equal(await codeHash('a', '４８２９１３'), hash)
  assert.notEqual(await codeHash('b', '482913'), hash)
})
