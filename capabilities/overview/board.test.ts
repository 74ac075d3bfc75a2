// How rows become a board. Pure: no database.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '#base/time.ts'
import {
  agesOf,
  byPressure,
  type Child,
  flowsOf,
  roundsPending,
  standingOf,
  trendOf,
} from './board.ts'
import { ageBand, ageBands, noFlows, openedWithin } from './measures.ts'

const today = '2026-11-23'

test('a hazard stands in the band of its age, and the band knows the days it opens', () => {
  for (const [age, band] of [
    [0, 0],
    [3, 0],
    [4, 1],
    [7, 1],
    [8, 2],
    [15, 2],
    [16, 3],
    [30, 3],
    [31, 4],
    [900, 4],
  ] as const) {
    const openedOn = addDays(today, -age)
    assert.equal(ageBand(openedOn, today), band, `${age} days`)
    const { from, to } = openedWithin(band, (days) => addDays(today, -days))
    assert.ok(
      openedOn <= to && (from === undefined || openedOn >= from),
      `${age} days within its band`,
    )
  }
})

test('bands leave no day out and count none twice', () => {
  for (let age = 0; age < 40; age++) {
    const openedOn = addDays(today, -age)
    const holding = ageBands.filter((_, band) => {
      const { from, to } = openedWithin(band, (days) => addDays(today, -days))
      return openedOn <= to && (from === undefined || openedOn >= from)
    })
    assert.equal(holding.length, 1)
  }
})

test('a claim from tomorrow counts as of today', () => {
  assert.equal(ageBand(addDays(today, 1), today), 0)
})

test('ages are summed by band and grade', () => {
  const row = (
    openedOn: string,
    open: Partial<Record<'open1' | 'open2' | 'open3' | 'open4', number>>,
  ) => ({ openedOn, open1: 0, open2: 0, open3: 0, open4: 0, ...open })
  const ages = agesOf(
    [
      row(today, { open3: 2 }),
      row('2026-11-22', { open3: 1, open1: 1 }),
      row('2026-01-01', { open2: 4 }),
    ],
    today,
  )
  assert.deepEqual(ages, [
    [1, 0, 3, 0],
    [0, 0, 0, 0],
    [0, 0, 0, 0],
    [0, 0, 0, 0],
    [0, 4, 0, 0],
  ])
})

test('where nothing was ever counted, everything is nought', () => {
  const standing = standingOf(undefined)
  assert.equal(standing.total, 0)
  assert.equal(standing.oldestOn, null)
  assert.deepEqual(
    standing.byWait.map(({ open }) => open),
    [0, 0, 0, 0, 0, 0],
  )
})

test('a trend has thirty days and the thirty before, none of them missing', () => {
  const { days, before } = trendOf(
    [
      { ...noFlows, day: '2026-11-22', closed: 3 },
      { ...noFlows, day: '2026-10-24', closed: 5 },
    ],
    today,
  )
  assert.equal(days.length, 30)
  assert.equal(before.length, 30)
  assert.equal(days.at(-1)!.day, today)
  assert.equal(days[0]!.day, '2026-10-25')
  assert.equal(before.at(-1)!.day, '2026-10-24')
  assert.equal(days.at(-2)!.closed, 3)
  assert.equal(before.at(-1)!.closed, 5)
})

test('rounds that are settled neither way are pending', () => {
  assert.equal(
    roundsPending({
      ...noFlows,
      roundsDue: 10,
      roundsDone: 4,
      roundsLate: 1,
      roundsMissed: 2,
      roundsExcused: 1,
    }),
    2,
  )
})

const child = (name: string, gauge: object, today = {}): Child => ({
  id: name,
  kind: 'compound',
  name,
  code: null,
  standing: standingOf(gauge),
  today: flowsOf(today),
})

test('a major hazard lying about outranks many small ones, and missed rounds outrank open work', () => {
  const ordered = [
    child('quiet', {}),
    child('busy', { open4: 40 }),
    child('missed', {}, { roundsMissed: 3 }),
    child('late minor', { open4: 20, overdue4: 20 }),
    child('late major', { open1: 1, overdue1: 1 }),
  ].sort(byPressure)
  assert.deepEqual(
    ordered.map(({ name }) => name),
    ['late major', 'late minor', 'missed', 'busy', 'quiet'],
  )
})
