// What an import would do: per sheet how many rows of each kind, per row what changes or what is wrong.

import type { Text } from '#base/text.ts'
import type { CellError } from './table.ts'

/** `added` new · `changed` differs from what is known · `unchanged` is known already · `refused` cannot be taken */
export const verdicts = ['added', 'changed', 'unchanged', 'refused'] as const
export type Verdict = (typeof verdicts)[number]

/** One column of a row that differs, as a person reads it. */
export type Change = { column: string; title: Text; from: Text; to: Text }
export type RowVerdict = {
  row: number
  /** what the row is about: 海利华宫 · 3栋 */
  label: string
  verdict: Verdict
  changes: Change[]
  errors: (CellError & { title: Text | null })[]
}
export type SheetVerdict = {
  kind: string
  name: string
  headingRow: number
  /** headings that mean nothing here; their columns are not read */
  unknown: string[]
  counts: Record<Verdict, number>
  rows: RowVerdict[]
}

export const countsOf = (rows: readonly RowVerdict[]): Record<Verdict, number> => {
  const counts = { added: 0, changed: 0, unchanged: 0, refused: 0 }
  for (const { verdict } of rows) counts[verdict]++
  return counts
}

// Enough to read on a screen; the returned workbook has them all.
const shown: Record<Verdict, number> = { refused: 500, changed: 500, added: 50, unchanged: 0 }

/** The verdict on a sheet with the rows worth looking at. */
export function digest(sheet: SheetVerdict): SheetVerdict {
  const left = { ...shown }
  return { ...sheet, rows: sheet.rows.filter(({ verdict }) => left[verdict]-- > 0) }
}
