// Rules of places: who lies where, what lies within what, how a name is said.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  isOpen,
  mustBeOpen,
  mustFit,
  placeKindNames,
  placeKinds,
  shortName,
  withinOf,
} from './place.ts'

test('every kind but the city lies in an earlier kind', () => {
  for (const [i, kind] of placeKindNames.entries())
    for (const parent of placeKinds[kind].parents)
      assert.ok(placeKindNames.indexOf(parent) < i, `${kind} in ${parent}`)
  assert.deepEqual(placeKinds.city.parents, [])
})

test('a compound lies in a community or a grid, and nowhere else', () => {
  mustFit('compound', 'community')
  mustFit('compound', 'grid')
  for (const parent of ['city', 'district', 'street', 'compound', 'building', 'unit'] as const)
    assert.throws(() => mustFit('compound', parent), { code: 'place.wrong-parent' })
})

test('a place lies within itself first, then upward, then its organisations, each once', () => {
  assert.deepEqual(withinOf('c', ['grid', 'community', 'city'], ['company', 'group', 'city']), [
    'c',
    'grid',
    'community',
    'city',
    'company',
    'group',
  ])
})

test('a place stands from its first to its last day, both included', () => {
  const place = { fromOn: '2026-01-01', toOn: '2026-06-30' }
  assert.equal(isOpen(place, '2025-12-31'), false)
  assert.equal(isOpen(place, '2026-01-01'), true)
  assert.equal(isOpen(place, '2026-06-30'), true)
  assert.equal(isOpen(place, '2026-07-01'), false)
  mustBeOpen(place, '2026-06-30')
  assert.throws(() => mustBeOpen(place, '2026-07-01'), { code: 'place.closed' })
})

test('names are shortened to what people say, and otherwise left alone', () => {
  const said = {
    识字里社区居委会: '识字里社区',
    银谷国际社区居民委员会: '银谷国际社区',
    八方社区委员会: '八方社区',
    湖塘村委会: '湖塘村',
    东湖村村民委员会: '东湖村',
    罗巷新村村民委委会: '罗巷新村',
    麓山居委会: '麓山社区',
    大托新村: '大托新村',
    红星社区居委会二: '红星社区居委会二',
    文艺路街道: '文艺路街道',
    坡子街街道办事处: '坡子街街道',
    居委会: '居委会',
  }
  for (const [name, short] of Object.entries(said)) assert.equal(shortName(name), short)
})
