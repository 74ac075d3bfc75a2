// How large a workbook may be, and how one that is too large or no workbook is refused.

import { Problem, problem } from '#base/problem.ts'
import type { Text } from '#base/text.ts'

export const limits = {
  /** of the file as it is handed in */
  bytes: 20_000_000,
  /** of what it unpacks to */
  unpacked: 300_000_000,
  entries: 500,
  rows: 200_000,
  columns: 200,
  cells: 4_000_000,
  /** of the thread that reads or writes it */
  memoryMb: 1200,
  milliseconds: 120_000,
  atOnce: 2,
}

export const notAWorkbook = problem(
  'import.not-a-workbook',
  415,
  '这不是可以读取的表格。请上传 .xlsx 或 .csv 文件；旧版 .xls 请先另存为 .xlsx',
  'This is no workbook that can be read. Hand in .xlsx or .csv; save an old .xls as .xlsx first',
)
export const tooLarge = problem<{ what: Text }>(
  'import.too-large',
  413,
  (d) => `表格过大（${d.what.zh}），请拆成几份分别导入`,
  (d) => `The workbook is too large (${d.what.en}); split it and import the parts`,
)
export const damaged = problem<{ why: string }>(
  'import.damaged',
  422,
  '表格内容有损坏，无法读取。请在 Excel 或 WPS 中另存一份后再上传',
  'The workbook is damaged. Save it anew in Excel or WPS and hand in that copy',
)
export const busy = problem(
  'import.busy',
  503,
  '正在处理别的表格，请稍后再试',
  'Other workbooks are being worked on; try again shortly',
)

/** A problem as it crosses from one thread to another. */
export type StoredProblem = { code: string; status: number; details: object; text: Text }

export const storedAs = ({ code, status, details, text }: Problem): StoredProblem => ({
  code,
  status,
  details,
  text,
})
export const refusedAs = ({ code, status, details, text }: StoredProblem): Problem =>
  new Problem(code, status, details, text)
