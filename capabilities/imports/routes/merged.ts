// Merged cells: a compound's name written once beside its twelve buildings stands for all of them.

import type { Cell } from '../cell.ts'

export type Range = { top: number; left: number; bottom: number; right: number }

/** Merged ranges by the name of their sheet, as the workbook's own files tell them. */
export function mergedRanges(files: ReadonlyMap<string, Buffer>): Map<string, Range[]> {
  const text = (path: string): string => files.get(path)?.toString('utf8') ?? ''
  const targets = new Map(
    [...text('xl/_rels/workbook.xml.rels').matchAll(/<Relationship\b[^>]*>/g)].map(([tag]) => [
      attribute(tag, 'Id'),
      attribute(tag, 'Target').replace(/^\/?(xl\/)?/, 'xl/'),
    ]),
  )
  const found = new Map<string, Range[]>()
  for (const [tag] of text('xl/workbook.xml').matchAll(/<(?:\w+:)?sheet\b[^>]*>/g)) {
    const path = targets.get(attribute(tag, 'r:id')) ?? ''
    const ranges = [...text(path).matchAll(/<(?:\w+:)?mergeCell\b[^>]*>/g)].flatMap(([cell]) =>
      rangeOf(attribute(cell, 'ref')),
    )
    if (ranges.length > 0) found.set(unescaped(attribute(tag, 'name')), ranges)
  }
  return found
}

const attribute = (tag: string, name: string): string =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? ''

const unescaped = (text: string): string =>
  text.replace(
    /&(amp|lt|gt|quot|apos);/g,
    (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" })[name]!,
  )

function rangeOf(ref: string): Range[] {
  const [, left, top, right, bottom] =
    /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(ref) ?? []
  if (!left || !right) return []
  return [
    {
      top: Number(top) - 1,
      left: numbered(left),
      bottom: Number(bottom) - 1,
      right: numbered(right),
    },
  ]
}

const numbered = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1

/** Writes what stands in the corner of a range into the cells below it; a title across columns stays one cell. */
export function fillMerged(cells: Cell[][], ranges: readonly Range[]): Cell[][] {
  for (const { top, left, bottom, right } of ranges) {
    const value = cells[top]?.[left] ?? null
    if (value === null || right !== left) continue
    for (let row = top + 1; row <= Math.min(bottom, cells.length - 1); row++) {
      const line = cells[row]!
      while (line.length <= left) line.push(null)
      line[left] = value
    }
  }
  return cells
}
