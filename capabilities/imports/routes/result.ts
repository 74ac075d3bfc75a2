// The workbook as it was handed in, with a last column that says what each row would do or what is wrong with it.

import type { Lang } from '#base/text.ts'
import type { RawSheet } from '../table.ts'
import type { RowVerdict, SheetVerdict } from '../verdict.ts'
import type { PlainCell, PlainSheet } from './writer.ts'

export const resultHeading = { zh: '导入结果', en: 'Import result' }
const said = {
  added: { zh: '新增', en: 'New' },
  changed: { zh: '变更', en: 'Changed' },
  unchanged: { zh: '无变化', en: 'Unchanged' },
  refused: { zh: '不能导入', en: 'Refused' },
}

/** @param verdicts of every row, not the digest */
export const resultOf = (
  raw: readonly RawSheet[],
  verdicts: readonly SheetVerdict[],
  lang: Lang,
): PlainSheet[] =>
  raw.flatMap(({ name, cells }) => {
    const verdict = verdicts.find((one) => one.name === name)
    return verdict ? [sheetOf(name, cells, verdict, lang)] : []
  })

function sheetOf(
  name: string,
  cells: RawSheet['cells'],
  verdict: SheetVerdict,
  lang: Lang,
): PlainSheet {
  const byRow = new Map(verdict.rows.map((row) => [row.row, row]))
  const headings = cells[verdict.headingRow - 1]!
  const old = headings.findIndex((cell) => cell === resultHeading.zh || cell === resultHeading.en)
  const width = cells.reduce((most, row) => Math.max(most, row.length), 0)
  const at = old >= 0 ? old : width
  const rows = cells.map((row, n): PlainCell[] => {
    const line: PlainCell[] = Array.from(
      { length: Math.max(width, at + 1) },
      (_, i) => row[i] ?? null,
    )
    line[at] =
      n === verdict.headingRow - 1
        ? headingCell(byRow.get(n + 1), lang)
        : resultCell(byRow.get(n + 1), lang)
    return line
  })
  return {
    name,
    widths: Array.from({ length: at + 1 }, (_, i) => (i === at ? 60 : 14)),
    sticky: verdict.headingRow,
    rows,
  }
}

/** The heading itself is refused when a needed column is missing. */
const headingCell = (verdict: RowVerdict | undefined, lang: Lang): PlainCell =>
  verdict
    ? { value: `${resultHeading[lang]}: ${reasons(verdict, lang)}`, style: 'wrong' }
    : { value: resultHeading[lang], style: 'heading' }

function resultCell(verdict: RowVerdict | undefined, lang: Lang): PlainCell {
  if (!verdict) return null
  if (verdict.verdict === 'refused')
    return { value: `${said.refused[lang]}：${reasons(verdict, lang)}`, style: 'wrong' }
  if (verdict.verdict === 'changed') {
    const changes = verdict.changes.map(
      ({ title, from, to }) => `${title[lang]} ${from[lang]} → ${to[lang]}`,
    )
    return {
      value: `${said.changed[lang]}：${changes.join(lang === 'zh' ? '；' : '; ')}`,
      style: 'changed',
    }
  }
  return verdict.verdict === 'added'
    ? { value: said.added[lang], style: 'added' }
    : said.unchanged[lang]
}

const reasons = ({ errors }: RowVerdict, lang: Lang): string =>
  errors
    .map(({ title, why }) => (title ? `${title[lang]} ${why[lang]}` : why[lang]))
    .join(lang === 'zh' ? '；' : '; ')
