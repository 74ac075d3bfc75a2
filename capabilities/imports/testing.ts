// Workbooks for tests: handed in as a person would, without the bytes.

import { createHash } from 'node:crypto'
import writeXlsx from 'write-excel-file/node'
import { newId } from '#base/id.ts'
import type { Actor } from '#base/permission.ts'
import type { World } from '#server/testing.ts'
import type { Cell } from './cell.ts'
import { applyImport } from './commands/index.ts'
import { plan, tablesOf } from './commands/plan/index.ts'
import { snapshot } from './commands/snapshot.ts'
import { keep } from './commands/stage.ts'
import type { RawSheet } from './table.ts'
import type { RowVerdict } from './verdict.ts'

/** Sheets by name, rows below their headings. */
export const book = (sheets: Record<string, Cell[][]>): RawSheet[] =>
  Object.entries(sheets).map(([name, cells]) => ({ name, cells }))

/** Judges a workbook and keeps it; `apply` then runs the command. */
export async function handIn({ sql, run, now }: World, actor: Actor, sheets: RawSheet[]) {
  const tables = tablesOf(sheets)
  const { sheets: verdicts, refused } = await plan(tables, await snapshot(sql, actor, tables, now))
  const id = newId()
  const sha256 = createHash('sha256').update(JSON.stringify(sheets)).digest('hex')
  await keep(sql, actor, { id, fileName: 'test.xlsx', sha256, at: now, verdicts, refused }, sheets)
  const rows = verdicts.flatMap((sheet) => sheet.rows)
  return {
    id,
    refused,
    verdicts,
    rows,
    /** what is said about a row, in one line: `added`, `changed 户数 860→872`, `refused 户数 应为数字` */
    said: rows.map(inOneLine),
    apply: () => run(applyImport, actor, { uploadId: id }),
  }
}

const inOneLine = ({ verdict, changes, errors }: RowVerdict): string =>
  [
    verdict,
    ...changes.map(({ title, from, to }) => `${title.zh} ${from.zh}→${to.zh}`),
    ...errors.map(({ title, why }) => `${title ? `${title.zh} ` : ''}${why.zh}`),
  ].join(' ')

/** The bytes of a workbook. */
export const xlsxOf = (sheets: Record<string, Cell[][]>): Promise<Buffer> =>
  writeXlsx(
    Object.entries(sheets).map(([sheet, cells]) => ({ sheet, data: cells as never })),
  ).toBuffer() as Promise<Buffer>
