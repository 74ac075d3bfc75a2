// Finding the table in a sheet: under titles, above notes, with merged cells and columns nobody asked for.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { columnNamed, headingOf } from './columns.ts'
import { tablesOf } from './commands/plan/index.ts'
import { buildingColumns, sheetKinds, sheets } from './commands/sheets.ts'
import { fillMerged, mergedRanges } from './routes/merged.ts'
import { findHeadings, readTable } from './table.ts'

const building = (cells: (string | number | null)[][], name = '楼栋') => {
  const sheet = { name, cells }
  const headings = findHeadings(buildingColumns, cells)
  assert.ok(headings)
  return readTable('buildings', buildingColumns, sheet, headings)
}

test('headings are found below a title, in any order, with stars, units and other names', () => {
  const table = building([
    ['海利华宫楼栋台账', null, null],
    [null, null, null],
    ['楼号', '建筑高度（米）', '项目名称 *', '备注'],
    ['3栋', '99.5米', '海利华宫', '朝南'],
    [null, null, null],
    ['4栋', '高', '海利华宫', null],
  ])
  assert.equal(table.headingRow, 3)
  assert.deepEqual(table.columns, ['name', 'heightM', 'compound', null])
  assert.deepEqual(table.unknown, ['备注'])
  assert.deepEqual(
    table.rows.map(({ row, values }) => [row, values]),
    [
      [4, { name: '3栋', heightM: 99.5, compound: '海利华宫' }],
      [6, { name: '4栋', compound: '海利华宫' }],
    ],
  )
  assert.deepEqual(
    table.rows[1]!.errors.map(({ column }) => column),
    ['heightM'],
  )
})

test('notes and examples of the template are passed over, needed cells are asked for', () => {
  const table = building([
    ['小区*', '楼栋*'],
    ['说明：小区名称或编号', null],
    ['示例：海利华宫', '3栋'],
    ['Example: x', '3栋'],
    ['海利华宫', null],
    ['示例花园', '1栋'],
  ])
  assert.deepEqual(
    table.rows.map(({ row, errors }) => [row, errors.length]),
    [
      [5, 1],
      [6, 0],
    ],
  )
})

test('of two columns under one heading the first counts', () => {
  const table = building([
    ['小区', '楼栋', '楼栋'],
    ['海利华宫', '3栋', '4栋'],
  ])
  assert.equal(table.rows[0]!.values['name'], '3栋')
})

test('headings name one column of a sheet each', () => {
  for (const kind of sheetKinds) {
    const { columns } = sheets[kind]
    for (const [name, { title, also }] of Object.entries(columns))
      for (const heading of [title.zh, title.en, ...also])
        assert.equal(columnNamed(columns, headingOf(heading)), name, `${kind}: ${heading}`)
  }
})

test('a sheet is known by its name or its headings; strangers are left alone, twins refused', () => {
  const buildings = {
    name: 'Sheet1',
    cells: [
      ['小区', '楼栋', '高度'],
      ['海利华宫', '3栋', 99],
    ],
  }
  const points = {
    name: '点位',
    cells: [
      ['小区', '点位名称', '类型'],
      ['海利华宫', '大门', '大门'],
    ],
  }
  const stranger = {
    name: '考勤',
    cells: [
      ['姓名', '迟到'],
      ['张三', 3],
    ],
  }
  assert.deepEqual(
    tablesOf([points, stranger, buildings]).map(({ kind }) => kind),
    ['buildings', 'checkpoints'],
  )
  assert.throws(() => tablesOf([stranger]), { code: 'import.no-known-sheet' })
  assert.throws(() => tablesOf([]), { code: 'import.no-known-sheet' })
  assert.throws(() => tablesOf([points, { ...points, name: '点位2' }]), {
    code: 'import.sheet-twice',
  })
})

test('a sheet named right that lacks a needed column says which', () => {
  const [table] = tablesOf([
    {
      name: '点位',
      cells: [
        ['小区', '点位名称'],
        ['海利华宫', '大门'],
      ],
    },
  ])
  assert.deepEqual(table!.missing, ['kind'])
})

test('what is written once beside merged rows stands for all of them; a title stays one', () => {
  const cells = [
    ['台账', null],
    ['海利华宫', '1栋'],
    [null, '2栋'],
    [null, '3栋'],
  ]
  fillMerged(cells, [
    { top: 0, left: 0, bottom: 0, right: 1 },
    { top: 1, left: 0, bottom: 9, right: 0 },
  ])
  assert.deepEqual(cells, [
    ['台账', null],
    ['海利华宫', '1栋'],
    ['海利华宫', '2栋'],
    ['海利华宫', '3栋'],
  ])
  const files = new Map(
    Object.entries({
      'xl/workbook.xml': '<sheets><sheet name="楼栋&amp;单元" sheetId="1" r:id="rId3"/></sheets>',
      'xl/_rels/workbook.xml.rels': '<Relationship Id="rId3" Target="worksheets/sheet7.xml"/>',
      'xl/worksheets/sheet7.xml':
        '<mergeCells><mergeCell ref="A2:A4"/><mergeCell ref="B1"/></mergeCells>',
    }).map(([name, text]) => [name, Buffer.from(text)]),
  )
  assert.deepEqual(
    [...mergedRanges(files)],
    [['楼栋&单元', [{ top: 1, left: 0, bottom: 3, right: 0 }]]],
  )
})
