// CSV as it comes from spreadsheets, in the encodings of offices.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { csvLine, decode, parseCsv } from './csv.ts'

test('quotes, line breaks in cells, three separators and Windows line ends', () => {
  assert.deepEqual(parseCsv('小区,楼栋\r\n"海利,华宫","3""栋"\r\n'), [
    ['小区', '楼栋'],
    ['海利,华宫', '3"栋'],
  ])
  assert.deepEqual(parseCsv('a\tb\n1\t2'), [
    ['a', 'b'],
    ['1', '2'],
  ])
  assert.deepEqual(parseCsv('a;b\n"x\ny";2'), [
    ['a', 'b'],
    ['x\ny', '2'],
  ])
  assert.deepEqual(parseCsv('a,,c\n,,\n'), [
    ['a', null, 'c'],
    [null, null, null],
  ])
  assert.deepEqual(parseCsv('a,b,'), [['a', 'b', null]])
  assert.deepEqual(parseCsv('"never closed, it ends here'), [['never closed, it ends here']])
  assert.deepEqual(parseCsv(''), [])
})

test('whatever is written is read back', () => {
  const cell = fc.string({ maxLength: 20 }).filter((text) => !text.includes('\r'))
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
      (rows) => {
        const read = parseCsv(rows.map(csvLine).join(''))
        assert.deepEqual(
          read,
          rows.map((row) => row.map((text) => (text.trim() === '' ? null : text))),
        )
      },
    ),
  )
})

test('UTF-8 with and without its mark, GB18030 from Chinese Excel, and no pictures', () => {
  const gb = Uint8Array.from([0xd0, 0xa1, 0xc7, 0xf8, 0x2c, 0xc2, 0xa5, 0xb6, 0xb0]) // 小区,楼栋
  assert.equal(decode(gb), '小区,楼栋')
  assert.equal(decode(new TextEncoder().encode('小区')), '小区')
  assert.equal(decode(Uint8Array.from([0xef, 0xbb, 0xbf, 0x61])), 'a')
  assert.equal(
    decode(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0])),
    null,
  )
  assert.equal(decode(Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10])), null)
})
