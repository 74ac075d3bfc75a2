// What a route may ask for, and which windows it opens. Pure: no database.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, clockOf, dayOf, instant } from '#base/time.ts'
import { defaultPatrol } from './law.ts'
import { checkPlan, inOrder, type Plan, weekdayOf, windowsOn, windowText } from './route.ts'
import { defaultRoutes } from './templates.ts'

const plan: Plan = {
  name: '夜间一线',
  purpose: 'fire',
  ordered: true,
  graceMinutes: 10,
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  fromOn: '2026-11-23',
  toOn: null,
  slots: [
    { opens: '22:30', minutes: 120 },
    { opens: '02:00', minutes: 60 },
  ],
  points: ['a', 'b', 'c'].map((checkpointId) => ({
    checkpointId,
    notBeforeMinutes: null,
    minSeconds: 30,
    question: null,
  })),
}
const refused = (change: Partial<Plan>, code: string, earliest = '2026-11-23') =>
  assert.throws(() => checkPlan({ ...plan, ...change }, earliest), { code })

test('a window that opens before midnight ends on the next day', () => {
  const [early, night] = windowsOn(plan, '2026-11-23')
  assert.deepEqual(early!.opensAt, instant('2026-11-23', '02:00'))
  assert.deepEqual(night!.opensAt, instant('2026-11-23', '22:30'))
  assert.deepEqual(night!.dueAt, instant('2026-11-24', '00:30'))
  assert.deepEqual(night!.lateAt, instant('2026-11-24', '00:40'))
  assert.deepEqual(night!.closesAt, instant('2026-11-24', '01:00'))
  assert.equal(windowText(plan.slots[0]!, '次日'), '22:30–次日00:30')
  assert.equal(windowText(plan.slots[1]!, '次日'), '02:00–03:00')
})

test('only on its weekdays, and only while it is in force', () => {
  const weekend = { ...plan, weekdays: [6, 7], toOn: '2026-11-30' }
  assert.equal(weekdayOf('2026-11-29'), 7)
  assert.equal(windowsOn(weekend, '2026-11-27').length, 0)
  assert.equal(windowsOn(weekend, '2026-11-28').length, 2)
  assert.equal(windowsOn(weekend, '2026-12-05').length, 0)
  assert.equal(windowsOn(weekend, '2026-11-22').length, 0)
})

test('a round lasts as long on every day of the year: the city has no summer time', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4000 }), (days) => {
      const on = addDays('2026-11-23', days)
      for (const { opensAt, dueAt, slot } of windowsOn(plan, on)) {
        const { opens, minutes } = inOrder(plan.slots)[slot]!
        assert.equal(dayOf(opensAt), on)
        assert.equal(clockOf(opensAt), opens)
        assert.equal(dueAt.getTime() - opensAt.getTime(), minutes * 60_000)
      }
    }),
  )
})

test('the past keeps the route it was walked by', () => {
  refused({ fromOn: '2026-11-22' }, 'route.begins-in-the-past')
  refused({}, 'route.begins-in-the-past', '2026-11-24')
})

test('what no route may ask for', () => {
  checkPlan(plan, '2026-11-23')
  refused({ toOn: '2026-11-22' }, 'route.ends-before-it-begins')
  refused({ points: [plan.points[0]!, plan.points[0]!] }, 'route.point-twice')
  refused({ points: [{ ...plan.points[0]!, notBeforeMinutes: 60 }] }, 'route.point-after-window')
  const slow = plan.points.map((point) => ({ ...point, minSeconds: 31 * 60 }))
  refused({ points: slow }, 'route.too-tight')
  checkPlan({ ...plan, points: slow.slice(0, 2) }, '2026-11-23')
})

test('rounds of one route do not overlap, over midnight either', () => {
  const slots = (...of: [string, number][]) => ({
    slots: of.map(([opens, minutes]) => ({ opens, minutes })),
  })
  refused(slots(['08:00', 90], ['09:29', 30]), 'route.windows-overlap')
  refused(slots(['22:00', 181], ['01:00', 60]), 'route.windows-overlap')
  refused(slots(['08:00', 30], ['08:00', 30]), 'route.windows-overlap')
  checkPlan({ ...plan, ...slots(['22:00', 180], ['01:00', 60], ['02:00', 60]) }, '2026-11-23')
})

test('routes to begin with are lawful for every size, half by night and two after midnight', () => {
  const { nightShare, roundsAfterMidnight } = defaultPatrol.on('2026-11-23')
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 9000 }),
      fc.integer({ min: 1, max: 400 }),
      (size, points) => {
        const ids = Array.from({ length: points }, (_, i) => `p${i}`)
        const routes = defaultRoutes(size, ids, '2026-11-23')
        assert.ok(routes.length > 0)
        for (const route of routes) {
          checkPlan(route, '2026-11-23')
          assert.ok(route.points.length > 0)
          const opens = route.slots.map((slot) => slot.opens)
          const night = opens.filter((clock) => clock >= '22:00' || clock < '06:00')
          assert.ok(night.length >= nightShare * opens.length)
          assert.ok(opens.filter((clock) => clock < '06:00').length >= roundsAfterMidnight)
        }
        const walked = routes.flatMap((route) => route.points.map((point) => point.checkpointId))
        assert.equal(new Set(walked).size, walked.length)
      },
    ),
  )
})

test('a small compound is walked four times a day, a large one on several routes', () => {
  const ids = Array.from({ length: 300 }, (_, i) => `p${i}`)
  const size = (households: number) =>
    defaultRoutes(households, ids, '2026-11-23').map((r) => [r.points.length, r.slots.length])
  assert.deepEqual(size(300), [[20, 4]])
  assert.deepEqual(size(301), [[40, 6]])
  assert.deepEqual(size(1200), [[60, 8]])
  assert.deepEqual(size(4000), [
    [60, 8],
    [60, 8],
    [60, 8],
  ])
})
