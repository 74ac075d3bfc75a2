// When a session counts, when its cookie is exchanged, and when an old one gives a copy away. Pure.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayMs, hourMs, minuteMs } from '#base/time.ts'
import {
  deviceOf,
  isDueForRotation,
  isToken,
  judge,
  newToken,
  previousForMs,
  rotateAfterMs,
  type SessionState,
  sessionCookie,
  termsFor,
} from './session.ts'

const now = new Date('2026-11-23T08:30:00+08:00')
const ago = (ms: number) => new Date(now.getTime() - ms)
const live: SessionState = {
  newest: true,
  confirmedAt: ago(hourMs),
  seenAt: ago(minuteMs),
  rotatedAt: ago(hourMs),
  idleMinutes: 720,
  expiresAt: ago(-dayMs),
  revokedAt: null,
}

test('a session ends when revoked, unused for too long, or at its age', () => {
  assert.equal(judge(live, now), 'live')
  assert.equal(judge({ ...live, revokedAt: ago(1) }, now), 'over')
  assert.equal(judge({ ...live, expiresAt: now }, now), 'over')
  assert.equal(judge({ ...live, seenAt: ago(12 * hourMs) }, now), 'live')
  assert.equal(judge({ ...live, seenAt: ago(12 * hourMs + 1) }, now), 'over')
})

test('the old cookie works until the new one was seen, and some minutes more; then it is a copy', () => {
  const old = { ...live, newest: false }
  assert.equal(judge({ ...old, confirmedAt: null }, now), 'live')
  assert.equal(judge({ ...old, confirmedAt: ago(previousForMs) }, now), 'live')
  assert.equal(judge({ ...old, confirmedAt: ago(previousForMs + 1) }, now), 'copied')
})

test('the cookie is exchanged every few hours, and again when the answer seems lost', () => {
  assert.ok(!isDueForRotation(live, now))
  assert.ok(isDueForRotation({ ...live, rotatedAt: ago(rotateAfterMs + 1) }, now))
  const lost = { ...live, newest: false, confirmedAt: null }
  assert.ok(!isDueForRotation({ ...lost, rotatedAt: ago(1000) }, now))
  assert.ok(isDueForRotation({ ...lost, rotatedAt: ago(2 * minuteMs) }, now))
  assert.ok(
    !isDueForRotation({ ...lost, confirmedAt: ago(1000), rotatedAt: ago(2 * minuteMs) }, now),
  )
})

test('phones in pockets stay signed in for longer than desks', () => {
  assert.equal(termsFor(['guard']).lastsMs, 30 * dayMs)
  assert.equal(termsFor(['guard', 'project-manager']).lastsMs, 7 * dayMs)
  assert.equal(termsFor([]).lastsMs, 7 * dayMs)
})

test('a cookie is 32 random bytes, and bound to its host over https', () => {
  assert.ok(isToken(newToken()))
  for (const odd of [undefined, '', 'x', `${newToken()}x`, `${newToken().slice(1)};`])
    assert.ok(!isToken(odd))
  assert.equal(sessionCookie(true), '__Host-baimi')
})

test('devices are named as people name them', () => {
  const chrome =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36'
  assert.equal(deviceOf(chrome), 'Chrome · Windows')
  assert.equal(deviceOf(`${chrome} Edg/140.0`), 'Edge · Windows')
  assert.equal(
    deviceOf('Mozilla/5.0 (Linux; Android 14; X) Chrome/120 Mobile MicroMessenger/8.0'),
    '微信 WeChat · Android',
  )
  assert.equal(deviceOf('curl/8'), 'curl/8')
})
