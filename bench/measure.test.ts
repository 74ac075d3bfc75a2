// The measuring tools, measured.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { percentile, race, repeat } from './measure.ts'

test('percentiles are values of the list, by nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, i) => i + 1)
  assert.deepEqual(
    [0.5, 0.95, 0.99, 1].map((share) => percentile(hundred, share)),
    [50, 95, 99, 100],
  )
  assert.equal(percentile([7], 0.99), 7)
  assert.ok(Number.isNaN(percentile([], 0.5)))
})

test('work done at the same time is all counted', async () => {
  const pile = Array.from({ length: 40 }, (_, i) => i)
  const timed = await race(8, pile, async (work) => {
    await new Promise((next) => setTimeout(next, work % 5))
    return 60
  })
  assert.equal(timed.units, 40 * 60)
  assert.equal(timed.ms.length, 40)
  assert.deepEqual(
    timed.ms,
    timed.ms.toSorted((a, b) => a - b),
  )
})

test('warming up is not measured', async () => {
  let calls = 0
  const ms = await repeat(10, async () => void calls++)
  assert.deepEqual([ms.length, calls], [10, 15])
})
