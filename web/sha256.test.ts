// The fallback must give what the platform gives, at every length around a block's edge.

import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { sha256, sha256Hex } from './sha256.ts'

const filled = (length: number): ArrayBuffer =>
  Uint8Array.from({ length }, (_, i) => (i * 7 + length) & 0xff).buffer

const expected = (bytes: ArrayBuffer): string =>
  createHash('sha256').update(new Uint8Array(bytes)).digest('hex')

test('our SHA-256 equals the platform’s at every length from 0 to 200 bytes', () => {
  for (let length = 0; length <= 200; length++) {
    const bytes = filled(length)
    assert.equal(Buffer.from(sha256(bytes)).toString('hex'), expected(bytes), `${length} bytes`)
  }
})

test('our SHA-256 holds for a photo-sized message', () => {
  const bytes = filled(300_001)
  assert.equal(Buffer.from(sha256(bytes)).toString('hex'), expected(bytes))
})

test('the hexadecimal form is what evidence is addressed by', async () => {
  assert.equal(
    await sha256Hex(new TextEncoder().encode('abc').buffer as ArrayBuffer),
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
})
