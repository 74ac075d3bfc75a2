// Label tokens: what is written can be read, and nothing else can.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { newId } from '#base/id.ts'
import { readToken, signedBytes, tokenLength, writeToken } from './token.ts'

const id = fc
  .uint8Array({ minLength: 10, maxLength: 10 })
  .map((bytes) => newId(1_760_000_000_000, bytes))
const version = fc.integer({ min: 1, max: 65_535 })
const mac = fc.uint8Array({ minLength: 32, maxLength: 32 })

test('a token is read from any address, and from itself', () => {
  fc.assert(
    fc.property(id, version, mac, (checkpointId, keyVersion, bytes) => {
      const token = writeToken(checkpointId, keyVersion, bytes)
      assert.equal(token.length, tokenLength)
      const expected = { token, checkpointId, keyVersion }
      for (const scanned of [
        token,
        ` ${token}\n`,
        `https://baimi.example.gov.cn/p/${token}`,
        `http://10.0.0.7:8080/p/${token}?from=wechat`,
      ])
        assert.deepEqual(readToken(scanned), expected)
    }),
  )
})

test('what is no label is no label', () => {
  fc.assert(
    fc.property(fc.string(), (any) => any.length === tokenLength || readToken(any) === null),
  )
  const token = writeToken('01890a5d-ac96-774b-bcce-b302099a8057', 1, new Uint8Array(10))
  for (const not of [
    '',
    'https://example.com/',
    token.slice(1),
    `${token}A`,
    `x${token}`,
    `/q/${token}`,
  ])
    assert.equal(readToken(not), null, not)
})

test('a token is written in one way only', () => {
  const token = writeToken('01890a5d-ac96-774b-bcce-b302099a8057', 1, new Uint8Array(10).fill(255))
  const last = token.at(-1)!
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const twins = [...alphabet].filter(
    (c) => c !== last && readToken(token.slice(0, -1) + c) !== null,
  )
  assert.ok(twins.every((c) => readToken(token.slice(0, -1) + c)!.token !== token))
  assert.ok(twins.length <= 15)
})

test('the signature covers the checkpoint and the version of its label', () => {
  const a = '01890a5d-ac96-774b-bcce-b302099a8057'
  assert.notDeepEqual(signedBytes(a, 1), signedBytes(a, 2))
  assert.notDeepEqual(signedBytes(a, 1), signedBytes(a.replace('0189', '0188'), 1))
})
