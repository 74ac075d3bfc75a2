// From cells to rows: where the headings stand, which sheet they make, and what each row says.
//
// Offices put a title above the headings, notes below them and blank rows between. All that is passed over.

import { type Text, text } from '#base/text.ts'
import { type Cell, isBlank, plain, Wrong } from './cell.ts'
import { type Columns, columnNamed, headingOf } from './columns.ts'

/** A sheet as it was handed in. Row numbers are those a spreadsheet shows: the first is 1. */
export type RawSheet = { name: string; cells: Cell[][] }

export type CellError = { column: string | null; why: Text }
export type Row = {
  row: number
  values: Record<string, string | number | boolean>
  errors: CellError[]
}
export type Table = {
  kind: string
  name: string
  headingRow: number
  /** column names by position; null where the heading means nothing here */
  columns: (string | null)[]
  unknown: string[]
  /** needed columns that the sheet does not have */
  missing: string[]
  rows: Row[]
}

const searched = 15

/** The row that names most columns of the sheet, and how many of the needed ones it lacks. */
export function findHeadings(
  columns: Columns,
  cells: readonly Cell[][],
): { row: number; named: (string | null)[]; count: number; missing: string[] } | null {
  let best: ReturnType<typeof findHeadings> = null
  for (let row = 0; row < Math.min(searched, cells.length); row++) {
    const named = (cells[row] ?? []).map((cell) =>
      isBlank(cell) ? null : (columnNamed(columns, headingOf(cell)) ?? null),
    )
    const found = new Set(named.filter((name) => name !== null))
    const missing = Object.keys(columns).filter((name) => columns[name]!.needed && !found.has(name))
    // Two headings are the least; a title row names one by accident.
    if (found.size >= 2 && found.size > (best?.count ?? 0))
      best = { row, named, count: found.size, missing }
  }
  return best
}

// What the template itself says in its second and third row.
const passedOver = /^(?:说明|示例|note|example):/i

/** Reads the rows below the headings. */
export function readTable(
  kind: string,
  columns: Columns,
  sheet: RawSheet,
  headings: NonNullable<ReturnType<typeof findHeadings>>,
): Table {
  const first = new Map<string, number>()
  const positions = headings.named.map((name, at) => {
    // Of two columns under one heading, the first counts.
    if (name === null || first.has(name)) return null
    first.set(name, at)
    return name
  })
  const head = sheet.cells[headings.row]!
  const unknown = head.filter((cell, at) => !isBlank(cell) && headings.named[at] == null).map(plain)
  const rows: Row[] = []
  for (let at = headings.row + 1; at < sheet.cells.length; at++) {
    const cells = sheet.cells[at]!
    const filled = cells.find((cell) => !isBlank(cell))
    if (filled === undefined || passedOver.test(plain(filled))) continue
    rows.push(readRow(columns, positions, cells, at + 1))
  }
  return {
    kind,
    name: sheet.name,
    headingRow: headings.row + 1,
    columns: positions,
    unknown,
    missing: headings.missing,
    rows,
  }
}

const missing = text('必填', 'Needed')

function readRow(
  columns: Columns,
  positions: readonly (string | null)[],
  cells: Cell[],
  row: number,
): Row {
  const values: Row['values'] = {}
  const errors: CellError[] = []
  for (const [at, name] of positions.entries()) {
    const cell = cells[at] ?? null
    if (name === null || cell === null || isBlank(cell)) continue
    const value = columns[name]!.read(cell)
    if (value instanceof Wrong) errors.push({ column: name, why: value.why })
    else values[name] = value
  }
  for (const [name, { needed }] of Object.entries(columns))
    if (needed && values[name] === undefined && !errors.some(({ column }) => column === name))
      errors.push({ column: name, why: missing })
  return { row, values, errors }
}
