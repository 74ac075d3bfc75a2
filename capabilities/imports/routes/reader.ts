// Reads one workbook in a thread of its own, which may run out of memory or time without harm to the others.

import { parentPort, workerData } from 'node:worker_threads'
import readXlsx, { InvalidInputError } from 'read-excel-file/node'
import { Problem } from '#base/problem.ts'
import { text } from '#base/text.ts'
import type { Cell } from '../cell.ts'
import { decode, parseCsv } from '../csv.ts'
import type { RawSheet } from '../table.ts'
import type { Answer } from './apart.ts'
import { damaged, limits, notAWorkbook, storedAs, tooLarge } from './limits.ts'
import { fillMerged, mergedRanges } from './merged.ts'
import { unzip } from './zip.ts'

/**
 * The sheets of a file, by what it holds and not by what it is called.
 *
 * @throws import.not-a-workbook, import.too-large, import.damaged
 */
export async function readSheets(bytes: Buffer, fileName: string): Promise<RawSheet[]> {
  const isZip = bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 3, 4]))
  const sheets = isZip ? await readWorkbook(bytes) : readText(bytes, fileName)
  for (const { cells } of sheets) {
    const columns = cells.reduce((most, row) => Math.max(most, row.length), 0)
    if (cells.length > limits.rows)
      throw tooLarge({ what: text(`超过 ${limits.rows} 行`, `more than ${limits.rows} rows`) })
    if (columns > limits.columns)
      throw tooLarge({
        what: text(`超过 ${limits.columns} 列`, `more than ${limits.columns} columns`),
      })
  }
  return sheets
}

async function readWorkbook(bytes: Buffer): Promise<RawSheet[]> {
  const files = unzip(bytes, { entries: limits.entries, bytes: limits.unpacked })
  if (!files.has('xl/workbook.xml')) throw notAWorkbook({})
  const merged = mergedRanges(files)
  mustBeBounded(files)
  try {
    const sheets = await readXlsx<number>(bytes)
    return sheets.map(({ sheet, data }) => ({
      name: sheet,
      cells: fillMerged(
        data.map((row) => row.map(cellOf)),
        merged.get(sheet) ?? [],
      ),
    }))
  } catch (error) {
    if (error instanceof InvalidInputError) throw notAWorkbook({})
    // The library meets broken files with errors of any kind; whichever it is, the file is what broke.
    throw damaged({ why: String(error).slice(0, 200) })
  }
}

/** A cell far out makes a reader fill the space up to it: one cell in XFD1048576 is seventeen billion. */
function mustBeBounded(files: Map<string, Buffer>): void {
  let cells = 0
  for (const [name, content] of files) {
    if (!/^xl\/worksheets\/[^/]+\.xml$/.test(name)) continue
    let [rows, columns] = [0, 0]
    // From the end: the last row is the largest, or the file is refused as damaged when it is read.
    for (const [, letters, digits] of content
      .toString('latin1')
      .matchAll(/<c [^>]*?r="([A-Z]{1,3})(\d{1,7})"/g)) {
      rows = Math.max(rows, Number(digits))
      columns = Math.max(columns, columnOf(letters!))
    }
    cells += rows * columns
    if (rows > limits.rows)
      throw tooLarge({ what: text(`超过 ${limits.rows} 行`, `more than ${limits.rows} rows`) })
    if (columns > limits.columns)
      throw tooLarge({
        what: text(`超过 ${limits.columns} 列`, `more than ${limits.columns} columns`),
      })
    if (cells > limits.cells) throw tooLarge({ what: text('单元格过多', 'too many cells') })
  }
}

export const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)

function readText(bytes: Buffer, fileName: string): RawSheet[] {
  const written = decode(bytes)
  if (written === null) throw notAWorkbook({})
  const cells = parseCsv(written)
  // A line of prose is text as well; a table has at least two columns.
  if (!cells.some((row) => row.length > 1)) throw notAWorkbook({})
  return [{ name: fileName.replace(/\.[^.]*$/, ''), cells }]
}

/** A date is kept as its day: the reader gives midnight in UTC. */
function cellOf(value: unknown): Cell {
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? null : value.toISOString().slice(0, 10)
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : null
}

if (parentPort && workerData?.bytes) {
  const { bytes, fileName } = workerData as { bytes: Uint8Array; fileName: string }
  let answer: Answer<RawSheet[]>
  try {
    answer = { done: await readSheets(Buffer.from(bytes), fileName) }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    answer = { problem: storedAs(error) }
  }
  parentPort.postMessage(answer)
}
