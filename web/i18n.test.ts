// Dates, durations and numbers as they are said in Chinese. The city's clock, whatever the machine's.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  agoWords,
  dayWords,
  durationWords,
  numberWords,
  percentWords,
  shortTimeWords,
  t,
  timeWords,
  weekdayWords,
} from './i18n.ts'

test('Chinese is spoken where nobody has chosen', () => {
  assert.equal(t('今日', 'Today'), '今日')
})

test('days and times are those of the city', () => {
  assert.equal(dayWords('2026-11-23'), '2026年11月23日')
  assert.equal(weekdayWords('2026-11-23'), '周一')
  assert.equal(timeWords('2026-11-22T16:30:00Z'), '2026年11月23日 00:30')
  assert.equal(shortTimeWords(new Date('2026-01-02T00:05:00Z')), '1月2日 08:05')
})

test('a duration names its two largest units and no empty one', () => {
  assert.equal(durationWords(0.5), '不到 1 分钟')
  assert.equal(durationWords(12), '12 分钟')
  assert.equal(durationWords(60), '1 小时')
  assert.equal(durationWords(150), '2 小时 30 分钟')
  assert.equal(durationWords(1440 * 3 + 61), '3 天 1 小时')
  assert.equal(durationWords(1440 * 3 + 12), '3 天')
})

test('relative time looks back and ahead', () => {
  const now = '2026-11-23T00:00:00Z'
  assert.equal(agoWords('2026-11-22T23:59:40Z', now), '刚刚')
  assert.equal(agoWords('2026-11-21T20:00:00Z', now), '1 天前')
  assert.equal(agoWords('2026-11-23T00:12:00Z', now), '12 分钟后')
})

test('numbers are grouped, unknown shares are a dash', () => {
  assert.equal(numberWords(12345), '12,345')
  assert.equal(percentWords(0.934, 1), '93.4 %')
  assert.equal(percentWords(null), '–')
})
