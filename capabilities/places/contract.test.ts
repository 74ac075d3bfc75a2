// Rules of service contracts: one company a day, no two at once.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays } from '#base/time.ts'
import { type Contract, end, inForce, sign } from './contract.ts'

const contract = (id: string, fromOn: string, toOn: string | null): Contract => ({
  id,
  companyId: `company-${id}`,
  fromOn,
  toOn,
})

test('a new contract ends the open one on the day before', () => {
  const open = contract('a', '2024-01-01', null)
  assert.deepEqual(sign([open], { fromOn: '2026-07-01', toOn: null }).ended, {
    ...open,
    toOn: '2026-06-30',
  })
})

test('a contract with a fixed end is not cut short by signing another', () => {
  const fixed = contract('a', '2024-01-01', '2026-12-31')
  assert.throws(() => sign([fixed], { fromOn: '2026-07-01', toOn: null }), {
    code: 'contract.overlaps',
  })
  assert.deepEqual(sign([fixed], { fromOn: '2027-01-01', toOn: null }), { ended: null })
})

test('a contract cannot begin where an open one begins, nor end before it begins', () => {
  const open = contract('a', '2026-07-01', null)
  assert.throws(() => sign([open], { fromOn: '2026-07-01', toOn: null }), {
    code: 'contract.overlaps',
  })
  assert.throws(() => sign([], { fromOn: '2026-07-01', toOn: '2026-06-30' }), {
    code: 'contract.ends-before-it-begins',
  })
})

test('ending sets the last day, once', () => {
  const open = contract('a', '2026-01-01', null)
  assert.equal(end(open, '2026-11-30', '2026-11-23').toOn, '2026-11-30')
  assert.throws(() => end(open, '2025-12-31', '2026-11-23'), {
    code: 'contract.ends-before-it-begins',
  })
  assert.throws(() => end({ ...open, toOn: '2026-11-22' }, '2026-12-01', '2026-11-23'), {
    code: 'contract.ended',
  })
})

test('whatever is signed in whatever order, no day ever has two companies', () => {
  const day = fc.integer({ min: 0, max: 60 }).map((n) => addDays('2026-01-01', n))
  const wish = fc.record({ fromOn: day, toOn: fc.option(day) })
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 12 }), (wishes) => {
      let contracts: Contract[] = []
      for (const [i, { fromOn, toOn }] of wishes.entries()) {
        try {
          const { ended } = sign(contracts, { fromOn, toOn })
          contracts = contracts.map((c) => (c.id === ended?.id ? ended : c))
          contracts.push(contract(String(i), fromOn, toOn))
        } catch {}
      }
      for (let n = 0; n <= 60; n++) {
        const on = addDays('2026-01-01', n)
        const running = contracts.filter((c) => c.fromOn <= on && (c.toOn ?? '9999-12-31') >= on)
        assert.ok(running.length <= 1)
        assert.equal(inForce(contracts, on), running[0])
      }
    }),
  )
})
