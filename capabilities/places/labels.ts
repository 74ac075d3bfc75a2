// 点位标签: how labels lie on a sheet of A4, in three sizes. Pure geometry, in millimetres.

import { type Text, text } from '#base/text.ts'

export const labelSizes = {
  large: { width: 100, height: 70, title: text('大（100×70 毫米）', 'Large (100 × 70 mm)') },
  medium: { width: 70, height: 50, title: text('中（70×50 毫米）', 'Medium (70 × 50 mm)') },
  small: { width: 50, height: 30, title: text('小（50×30 毫米）', 'Small (50 × 30 mm)') },
} as const satisfies Record<string, { width: number; height: number; title: Text }>
export type LabelSize = keyof typeof labelSizes
export const labelSizeNames = Object.keys(labelSizes) as [LabelSize, ...LabelSize[]]

const a4 = { width: 210, height: 297 }
// Office printers leave this much of every edge white.
const edge = 4

export type Sheet = {
  landscape: boolean
  columns: number
  rows: number
  /** left and top of the first label */
  left: number
  top: number
}

/** The way round that holds more labels, centred on the page. */
export function sheetFor({ width, height }: { width: number; height: number }): Sheet {
  const ways = [false, true].map((landscape) => {
    const page = landscape ? { width: a4.height, height: a4.width } : a4
    const columns = Math.floor((page.width - 2 * edge) / width)
    const rows = Math.floor((page.height - 2 * edge) / height)
    const left = (page.width - columns * width) / 2
    return { landscape, columns, rows, left, top: (page.height - rows * height) / 2 }
  })
  return ways[1]!.columns * ways[1]!.rows > ways[0]!.columns * ways[0]!.rows ? ways[1]! : ways[0]!
}

/** Where the nth label lies: its page, and its corner on it. */
export function placeOnSheet(
  sheet: Sheet,
  { width, height }: { width: number; height: number },
  n: number,
): { page: number; x: number; y: number } {
  const perPage = sheet.columns * sheet.rows
  const onPage = n % perPage
  return {
    page: Math.floor(n / perPage),
    x: sheet.left + (onPage % sheet.columns) * width,
    y: sheet.top + Math.floor(onPage / sheet.columns) * height,
  }
}
