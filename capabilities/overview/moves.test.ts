// Counters move by differences, so order and repetition do not matter. Pure.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { difference, type Open, openChanges } from './moves.ts'

const open = (hazardId: string, change: Partial<Open> = {}): Open => ({
  compoundId: 'c',
  hazardId,
  openedOn: '2026-11-01',
  grade: 3,
  wait: 'rectify',
  overdue: false,
  ...change,
})
const sum = (moves: readonly { by: number }[]) => moves.reduce((total, { by }) => total + by, 0)

test('a new hazard is added, a closed one taken away', () => {
  const { write, forget, moves } = openChanges([open('gone')], [open('new')])
  assert.deepEqual(
    write.map(({ hazardId }) => hazardId),
    ['new'],
  )
  assert.deepEqual(
    forget.map(({ hazardId }) => hazardId),
    ['gone'],
  )
  assert.equal(sum(moves), 0)
})

test('a raised grade leaves one cell and enters another', () => {
  const { write, forget, moves } = openChanges([open('h')], [open('h', { grade: 1 })])
  assert.deepEqual([write.length, forget.length], [1, 0])
  assert.deepEqual(
    moves.map(({ grade, by }) => [grade, by]),
    [
      [1, 1],
      [3, -1],
    ],
  )
})

test('what is counted already moves nothing', () => {
  const { write, forget, moves } = openChanges([open('h')], [open('h')])
  assert.deepEqual([write, forget, moves], [[], [], []])
})

test('equal figures have no difference; others only where they differ', () => {
  assert.equal(difference({ scans: 3 }, { scans: 3 }, ['scans']), null)
  assert.deepEqual(
    difference({ scans: 3, roundsDue: 1 }, { scans: 8, roundsDue: 1 }, ['scans', 'roundsDue']),
    { scans: 5 },
  )
  assert.deepEqual(difference({ closed: 3 }, {}, ['scans']), null)
})
