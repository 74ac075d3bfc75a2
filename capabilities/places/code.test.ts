// Short codes: a slip of the finger is found, and no two labels of a compound bear the same.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isCode, newCode, readCode, spacedCode } from './code.ts'

const code = fc.nat(99_999).map((n) => newCode(new Set(), () => n))

test('one wrong digit, or two neighbours swapped, is never a code', () => {
  fc.assert(
    fc.property(code, fc.nat(5), fc.integer({ min: 1, max: 9 }), (right, at, shift) => {
      assert.ok(isCode(right))
      const wrong = [...right]
      wrong[at] = String((Number(wrong[at]) + shift) % 10)
      assert.equal(isCode(wrong.join('')), false)
      const swapped = [...right]
      if (at < 5 && swapped[at] !== swapped[at + 1]) {
        ;[swapped[at], swapped[at + 1]] = [swapped[at + 1]!, swapped[at]!]
        assert.equal(isCode(swapped.join('')), false)
      }
    }),
  )
})

test('a code already taken is not given again', () => {
  const numbers = [7, 7, 7, 8]
  const first = newCode(new Set(), () => 7)
  const second = newCode(new Set([first]), () => numbers.shift()!)
  assert.notEqual(second, first)
  assert.ok(isCode(second))
})

test('a code is read as people type it and printed in two groups', () => {
  const right = newCode(new Set(), () => 12_345)
  assert.equal(spacedCode(right), `${right.slice(0, 3)} ${right.slice(3)}`)
  assert.equal(readCode(` ${spacedCode(right)} `), right)
  assert.equal(readCode('１２３-４５６'), '123456')
  for (const no of ['', '12345', '1234567', 'abcdef']) assert.equal(isCode(no), false)
})
