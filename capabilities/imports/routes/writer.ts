// Writes one workbook, in a thread of its own: sixty thousand rows take seconds.

import { parentPort, workerData } from 'node:worker_threads'
import writeXlsx, { type Cell as Styled } from 'write-excel-file/node'
import { type Cell, safe } from '../cell.ts'
import type { Answer } from './apart.ts'

/** How a cell looks. */
export type Style = 'heading' | 'needed' | 'note' | 'example' | 'wrong' | 'added' | 'changed'
export type PlainCell = Cell | { value: Cell; style: Style }
export type PlainSheet = {
  name: string
  /** widths in characters */
  widths: number[]
  /** rows that stay while the others scroll */
  sticky: number
  rows: PlainCell[][]
}

const styles: Record<Style, object> = {
  heading: { fontWeight: 'bold', backgroundColor: '#F1EEE7', wrap: true, alignVertical: 'center' },
  needed: {
    fontWeight: 'bold',
    backgroundColor: '#F1EEE7',
    textColor: '#A61E26',
    wrap: true,
    alignVertical: 'center',
  },
  note: { textColor: '#5C636B', fontStyle: 'italic', wrap: true, alignVertical: 'top' },
  example: { textColor: '#5C636B' },
  wrong: { textColor: '#B3261E', backgroundColor: '#FDECEA' },
  added: { textColor: '#1F6B43' },
  changed: { textColor: '#1F5AA6' },
}

/** Text is written as text: what begins like a formula stays what it says. */
export async function writeSheets(sheets: readonly PlainSheet[]): Promise<Uint8Array> {
  const book = writeXlsx(
    sheets.map(({ name, widths, sticky, rows }) => ({
      sheet: name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31),
      columns: widths.map((width) => ({ width })),
      stickyRowsCount: sticky,
      data: rows.map((row) => row.map(styled)),
    })),
    { fontFamily: 'Microsoft YaHei', fontSize: 11 },
  )
  return book.toBuffer()
}

function styled(cell: PlainCell): Styled {
  const { value, style } =
    typeof cell === 'object' && cell !== null ? cell : { value: cell, style: null }
  if (value === null) return style ? { value: '', ...styles[style] } : null
  const kept = safe(value)
  return style ? { value: kept as string, ...styles[style] } : (kept as string)
}

if (parentPort && workerData?.sheets) {
  const answer: Answer<Uint8Array> = { done: await writeSheets(workerData.sheets as PlainSheet[]) }
  parentPort.postMessage(answer)
}
