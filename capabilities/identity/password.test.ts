// How passwords are kept. No database.

import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import {
  fullCost,
  hashPassword,
  isPassword,
  needsRehash,
  oneTimePassword,
  setCost,
} from './password.ts'
import { testCost } from './testing.ts'

afterEach(() => setCost(fullCost))

test('a password is recognised by its hash, with the parameters stored beside it', async () => {
  setCost(testCost)
  const stored = await hashPassword('lou-dao-7')
  assert.match(stored, /^\$scrypt\$1024\$8\$1\$[\w-]{22}\$[\w-]{43}$/)
  assert.ok(await isPassword('lou-dao-7', stored))
  assert.ok(!(await isPassword('lou-dao-8', stored)))
  assert.notEqual(await hashPassword('lou-dao-7'), stored)
})

test('the same letters from another keyboard are the same password', async () => {
  setCost(testCost)
  assert.ok(await isPassword('ｌｏｕ７', await hashPassword('lou7')))
})

test('nothing stored takes as long as something, and never matches', async () => {
  const timed = async (stored: string | null) => {
    const before = performance.now()
    assert.equal(await isPassword('wrong', stored), false)
    return performance.now() - before
  }
  const stored = await hashPassword('right')
  const [known, unknown] = [await timed(stored), await timed(null)]
  assert.ok(unknown > known / 2 && unknown < known * 2, `${known} ${unknown}`)
})

test('a weaker hash is recognised, and asks to be made anew', async () => {
  setCost(testCost)
  const weak = await hashPassword('x')
  assert.ok(!needsRehash(weak))
  setCost(fullCost)
  assert.ok(needsRehash(weak))
  assert.ok(await isPassword('x', weak))
})

test('one-time passwords can be read out, and do not repeat', () => {
  const made = Array.from({ length: 1000 }, oneTimePassword)
  for (const password of made)
    assert.match(password, /^([a-hjkmnp-z2-9]{4}-){2}[a-hjkmnp-z2-9]{4}$/)
  assert.equal(new Set(made).size, 1000)
})
