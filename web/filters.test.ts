// Filters in the address: read as they were written, and leaving the rest of the address alone.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readFilters, withFilter, withoutFilters } from './filters.ts'

const kinds = { q: 'one', states: 'many', overdue: 'flag' } as const
const of = (search: string) => new URLSearchParams(search)

test('what is not set is empty, and not part of the question', () => {
  assert.deepEqual(readFilters(kinds, of('')), {
    values: { q: '', states: [], overdue: false },
    input: {},
    count: 0,
  })
})

test('set filters are read and counted', () => {
  assert.deepEqual(readFilters(kinds, of('states=a&states=b&overdue=true&open=7')), {
    values: { q: '', states: ['a', 'b'], overdue: true },
    input: { states: ['a', 'b'], overdue: true },
    count: 2,
  })
})

test('setting a filter replaces it and keeps what else stands in the address', () => {
  assert.equal(
    withFilter(of('open=7&states=a'), 'states', ['b', 'c']).toString(),
    'open=7&states=b&states=c',
  )
  assert.equal(withFilter(of('open=7&q=x'), 'q', '').toString(), 'open=7')
  assert.equal(withFilter(of('overdue=true'), 'overdue', false).toString(), '')
  assert.equal(withoutFilters(of('q=1&open=7&states=a'), ['q', 'states']).toString(), 'open=7')
})
