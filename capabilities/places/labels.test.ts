// Sheets of labels: nothing outside the printable page, nothing on top of something else.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { labelSizeNames, labelSizes, placeOnSheet, sheetFor } from './labels.ts'

test('every size fills an A4 sheet as far as it goes, inside the printable edge', () => {
  const counts = labelSizeNames.map((name) => {
    const { columns, rows } = sheetFor(labelSizes[name])
    return columns * rows
  })
  assert.deepEqual(counts, [8, 16, 36])
  for (const name of labelSizeNames) {
    const size = labelSizes[name]
    const sheet = sheetFor(size)
    const page = sheet.landscape ? { width: 297, height: 210 } : { width: 210, height: 297 }
    for (let n = 0; n < 40; n++) {
      const { x, y } = placeOnSheet(sheet, size, n)
      assert.ok(
        x >= 4 && y >= 4 && x + size.width <= page.width - 4 && y + size.height <= page.height - 4,
      )
    }
  }
})

test('labels lie side by side and go on over pages', () => {
  for (const name of labelSizeNames) {
    const size = labelSizes[name]
    const sheet = sheetFor(size)
    const corners = Array.from({ length: 80 }, (_, n) => placeOnSheet(sheet, size, n))
    const keys = corners.map(({ page, x, y }) => `${page} ${x.toFixed(3)} ${y.toFixed(3)}`)
    assert.equal(new Set(keys).size, 80)
    assert.equal(corners[sheet.columns * sheet.rows]!.page, 1)
    assert.equal(corners[sheet.columns * sheet.rows - 1]!.page, 0)
  }
})
