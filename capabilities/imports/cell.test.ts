// Cells as offices fill them in.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { text } from '#base/text.ts'
import { addDays } from '#base/time.ts'
import {
  amount,
  choice,
  day,
  floor,
  isBlank,
  line,
  mark,
  plain,
  safe,
  Wrong,
  yesNo,
} from './cell.ts'

const isWrong = (value: unknown): boolean => value instanceof Wrong

test('days are read in every way they are written, Excel’s serial numbers included', () => {
  for (const written of [
    '2026-03-01',
    '2026-3-1',
    '2026/3/1',
    '2026.03.01',
    '2026年3月1日',
    '20260301',
    '２０２６－３－１',
    ' 2026-3-1 ',
    '2026-03-01 08:30',
    '2026-03-01T00:00:00',
    46082,
    '46082',
    46082.75,
    20260301,
  ])
    assert.equal(day(written), '2026-03-01', String(written))
  for (const wrong of [
    '2026-02-29',
    '2026-13-01',
    '明天',
    '3月1日',
    1,
    99999,
    true,
    '2026-3',
    '#REF!',
  ])
    assert.ok(isWrong(day(wrong)), String(wrong))
  fc.assert(
    fc.property(fc.integer({ min: 20_000, max: 80_200 }), (serial) => {
      assert.equal(day(serial), addDays('1899-12-30', serial))
    }),
  )
})

test('numbers forgive units, separators and full-width digits, and nothing else', () => {
  const area = amount(0, 1e8, 2)
  for (const [written, value] of [
    ['96000', 96_000],
    ['96,000.5', 96_000.5],
    ['９６０００', 96_000],
    ['96000㎡', 96_000],
    ['99.5 米', 99.5],
    [0, 0],
  ] as const)
    assert.equal(area(written), value, written as string)
  for (const wrong of ['', '约一千', '1e99', -1, 1e9, '0x10g', Number.NaN, true, '1.005'])
    assert.ok(isWrong(area(wrong as string)), String(wrong))
  assert.ok(isWrong(amount(0, 100)(3.5)))
  assert.equal(amount(0, 100)('33层'), 33)
})

test('a name keeps its own marks and loses blanks around it', () => {
  const name = line(60)
  assert.equal(name('  海利华宫  '), '海利华宫')
  assert.equal(name('中交中央公园（D4区）'), '中交中央公园（D4区）')
  assert.equal(name('万科\n金域'), '万科 金域')
  assert.equal(name("'=SUM(A1)"), '=SUM(A1)')
  for (const wrong of ['一'.repeat(61), '坏\u0000字', '#REF!', '#N/A'])
    assert.ok(isWrong(name(wrong)), wrong)
  assert.equal(mark(24, /^[A-Z0-9-]+$/)('ＣＳ-０００１ '), 'CS-0001')
  assert.ok(isWrong(mark(4, /^\d+$/)('12345')))
})

test('yes and no, choices and floors are read by their usual words', () => {
  for (const word of ['是', '有', '√', 'Y', 'yes', true, 1]) assert.equal(yesNo(word), true)
  for (const word of ['否', '无', '×', 'N', false, 0]) assert.equal(yesNo(word), false)
  assert.ok(isWrong(yesNo('也许')))
  const use = choice({ residential: text('住宅', 'Residential'), mixed: text('商住', 'Mixed') })
  for (const word of ['住宅', ' 住宅', 'residential', 'RESIDENTIAL'])
    assert.equal(use(word), 'residential')
  assert.ok(isWrong(use('别墅')))
  for (const [written, value] of [
    [1, 1],
    ['3F', 3],
    ['3层', 3],
    ['B1', -1],
    ['负2', -2],
    ['-1', -1],
    ['地下1层', -1],
  ] as const)
    assert.equal(floor(written), value)
  for (const wrong of ['顶层', 'B11', 201, '']) assert.ok(isWrong(floor(wrong)))
})

test('blank is blank however it is written', () => {
  for (const cell of [null, '', '  ', '\u3000', '\u200b', '\u00a0']) assert.ok(isBlank(cell))
  assert.equal(plain('　Ａ１ 　'), 'A1')
})

test('no text leaves as a formula, numbers and phones leave as they are, and all comes back', () => {
  for (const formula of [
    '=1+1',
    '=HYPERLINK("http://x")',
    '+cmd|x',
    '-2+3',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
  ])
    assert.equal(safe(formula), `'${formula}`)
  for (const harmless of ['-1', '+8613800000000', '3栋', '', "'=1", '海利-华宫'])
    assert.equal(safe(harmless), harmless)
  assert.equal(safe(-5), -5)
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), (text) => {
      const out = String(safe(text))
      assert.ok(!/^[=@\t\r]/.test(out))
      const read = line(60)
      assert.deepEqual(read(out), read(text))
    }),
  )
})
