// How passwords are kept. No database.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashPassword, isPassword, needsRehash, oneTimePassword } from './password.ts'
import { cheaply } from './testing.ts'

test('a password is recognised by its hash, with the parameters stored beside it', () =>
  cheaply(async () => {
    const stored = await hashPassword('lou-dao-7')
    assert.match(stored, /^\$scrypt\$1024\$8\$1\$[\w-]{22}\$[\w-]{43}$/)
    assert.ok(await isPassword('lou-dao-7', stored))
    assert.ok(!(await isPassword('lou-dao-8', stored)))
    assert.notEqual(await hashPassword('lou-dao-7'), stored)
  }))

test('the same letters from another keyboard are the same password', () =>
  cheaply(async () => assert.ok(await isPassword('ｌｏｕ７', await hashPassword('lou7')))))

test('nothing stored takes as long as something, and never matches', async () => {
  const timed = async (stored: string | null) => {
    const before = performance.now()
    assert.equal(await isPassword('wrong', stored), false)
    return performance.now() - before
  }
  const stored = await hashPassword('right')
  const known: number[] = []
  const unknown: number[] = []
  // The quickest of a few: a busy machine delays some, and never hurries one.
  for (let i = 0; i < 3; i++) {
    known.push(await timed(stored))
    unknown.push(await timed(null))
  }
  const ratio = Math.min(...unknown) / Math.min(...known)
  assert.ok(ratio > 1 / 3 && ratio < 3, `${known} ${unknown}`)
})

test('a weaker hash is recognised, and asks to be made anew', async () => {
  const weak = await cheaply(() => hashPassword('x'))
  await cheaply(async () => assert.ok(!needsRehash(weak)))
  assert.ok(needsRehash(weak))
  assert.ok(await isPassword('x', weak))
})

test('one-time passwords can be read out, and do not repeat', () => {
  const made = Array.from({ length: 1000 }, oneTimePassword)
  for (const password of made)
    assert.match(password, /^([a-hjkmnp-z2-9]{4}-){2}[a-hjkmnp-z2-9]{4}$/)
  assert.equal(new Set(made).size, 1000)
})
