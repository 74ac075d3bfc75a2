// How long a next try waits, and whose failures count. Pure.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayMs, hourMs } from '#base/time.ts'
import { addressKey, type Bucket, bucketsFor, limits, waitMs } from './throttle.ts'

const now = new Date('2026-11-23T08:30:00+08:00')
const ago = (ms: number) => new Date(now.getTime() - ms)

test('free tries cost nothing; then the wait doubles from the last failure up to its limit', () => {
  for (const bucket of Object.keys(limits) as Bucket[]) {
    const { free, firstMs, maxMs } = limits[bucket]
    assert.equal(waitMs(bucket, { count: free - 1, lastAt: now }, now), 0)
    assert.equal(waitMs(bucket, { count: free, lastAt: now }, now), firstMs)
    assert.equal(waitMs(bucket, { count: free + 1, lastAt: now }, now), 2 * firstMs)
    assert.equal(waitMs(bucket, { count: free + 60, lastAt: now }, now), maxMs)
    assert.equal(waitMs(bucket, { count: free + 60, lastAt: ago(maxMs) }, now), 0)
  }
})

test('a known device is judged by its own failures alone', () => {
  assert.deepEqual(bucketsFor({ device: true, address: false }), ['device'])
  assert.deepEqual(bucketsFor({ device: false, address: true }), ['pair', 'address'])
  assert.deepEqual(bucketsFor({ device: false, address: false }), ['pair', 'account', 'address'])
})

test('a botnet gets few guesses a day at one account', () => {
  let guesses = 0
  const tries: Date[] = []
  for (let at = ago(dayMs).getTime(); at < now.getTime(); at += 1000) {
    const inWindow = tries.filter((t) => t.getTime() > at - limits.account.windowMs)
    if (
      waitMs('account', { count: inWindow.length, lastAt: tries.at(-1) ?? null }, new Date(at)) > 0
    )
      continue
    tries.push(new Date(at))
    guesses++
  }
  assert.ok(guesses < 130, `${guesses}`)
})

test('an IPv6 customer is one address, however many they have', () => {
  assert.equal(addressKey('113.246.57.8'), '113.246.57.8')
  assert.equal(addressKey('::ffff:113.246.57.8'), '113.246.57.8')
  assert.equal(addressKey('240e:3a0:1:2:aaaa::1'), '240e:3a0:1:2::/64')
  assert.equal(addressKey('240E:03A0:0001:0002:ffff:ffff:ffff:ffff'), '240e:3a0:1:2::/64')
  assert.equal(addressKey('240e:3a0::1'), '240e:3a0:0:0::/64')
  assert.equal(addressKey('::1'), '0:0:0:0::/64')
  assert.equal(addressKey('fe80::1%eth0'), 'fe80:0:0:0::/64')
  assert.ok(limits.address.windowMs <= hourMs)
})
