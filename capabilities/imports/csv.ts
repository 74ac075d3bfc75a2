// CSV as spreadsheets write it: RFC 4180 with any of three separators, in UTF-8 or, from Chinese Excel, GB18030.

import type { Cell } from './cell.ts'

/** The text of a file, by its byte order mark, else UTF-8 if it is valid, else GB18030; null when it is no text. */
export function decode(bytes: Uint8Array): string | null {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      // Bytes that are no text at all often pass as GB18030, with control characters in them.
      return /(?![\t\n\v\f\r])\p{Cc}/u.test(text) ? null : text
    } catch {}
  }
  return null
}

/** The separator that the first line uses most outside quotes. */
function separatorOf(text: string): string {
  const first = text
    .slice(0, 10_000)
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r?\n/, 1)[0]!
  const count = (separator: string): number => first.split(separator).length
  return [',', '\t', ';'].reduce((best, one) => (count(one) > count(best) ? one : best))
}

/** Rows of cells; blank ones are null. A quote that is never closed ends with the text. */
export function parseCsv(text: string): Cell[][] {
  const separator = separatorOf(text)
  const rows: Cell[][] = []
  let row: Cell[] = []
  let at = 0
  while (at < text.length) {
    let cell = ''
    if (text[at] === '"') {
      at++
      for (;;) {
        const end = text.indexOf('"', at)
        cell += end < 0 ? text.slice(at) : text.slice(at, end)
        at = end < 0 ? text.length : end + 1
        if (text[at] !== '"') break
        cell += '"'
        at++
      }
    }
    const start = at
    while (at < text.length && text[at] !== separator && text[at] !== '\n') at++
    cell += text.slice(start, at)
    row.push(cell.trim() === '' ? null : cell.replace(/\r$/, ''))
    if (at >= text.length || text[at] === '\n') {
      rows.push(row)
      row = []
    }
    at++
  }
  if (row.length > 0) rows.push([...row, null])
  return rows
}

/** One row of CSV; every cell in quotes, so that nothing in it can be mistaken. */
export const csvLine = (cells: readonly Cell[]): string =>
  `${cells.map((cell) => `"${String(cell ?? '').replaceAll('"', '""')}"`).join(',')}\r\n`
