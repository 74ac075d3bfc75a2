// What to ask for the next part of a list.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { following } from './list.ts'

test('a keyset list is followed by its cursor', () => {
  assert.deepEqual(
    following({ next: '2026-11-23_7' }, 3, () => 150),
    { after: '2026-11-23_7' },
  )
  assert.equal(
    following({ next: null }, 3, () => 150),
    null,
  )
})

test('a counted list is followed by its page while rows are missing', () => {
  assert.deepEqual(
    following({ total: 120 }, 2, () => 100),
    { page: 3 },
  )
  assert.equal(
    following({ total: 120 }, 3, () => 120),
    null,
  )
})

test('a list that only knows whether there is more is followed by its page', () => {
  assert.deepEqual(
    following({ more: true }, 1, () => 50),
    { page: 2 },
  )
  assert.equal(
    following({ more: false }, 1, () => 12),
    null,
  )
})
