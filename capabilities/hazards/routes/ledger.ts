// 隐患台账 as a workbook: the list as it is filtered on the screen, for offices that live on Excel.

import writeXlsx, { type Cell } from 'write-excel-file/node'
import type { Lang } from '#base/text.ts'
import type { Sql } from '#server/query.ts'
import { typeOf } from '../catalogue.ts'
import type { Viewer } from '../hazard.ts'
import { type HazardRow, type ListInput, pageOf } from '../queries/list.ts'
import { gradeTitles, stateTitles } from '../words.ts'

/** More rows than this and the workbook serves nobody; narrow the filters. */
export const mostRows = 10_000
const step = 1000

export async function ledgerRows(
  sql: Sql,
  viewer: Viewer,
  asked: ListInput,
  today: string,
): Promise<HazardRow[]> {
  const rows: HazardRow[] = []
  let after: string | undefined
  do {
    const page = await pageOf(sql, viewer, { ...asked, after }, today, step)
    rows.push(...page.rows)
    after = page.next ?? undefined
  } while (after && rows.length <= mostRows)
  return rows
}

const titles = {
  zh: '编号 小区 等级 状态 类别 位置 情况 发现时间 整改期限 是否逾期 逾期天数 承办人 上报人数 复发'.split(
    ' ',
  ),
  en: 'Number,Compound,Grade,State,Kind,Place,Words,Found at,Due on,Overdue,Days late,Assignee,Reporters,Came back'.split(
    ',',
  ),
}
const widths = [18, 24, 8, 10, 32, 24, 40, 18, 12, 9, 9, 12, 9, 8]

export function ledgerWorkbook(rows: readonly HazardRow[], lang: Lang): Promise<Buffer> {
  const yes = lang === 'zh' ? '是' : 'yes'
  const text = (value: string): Cell => ({ type: String, value, wrap: false })
  const cells = rows.map((row): Cell[] => [
    text(row.number),
    text(row.compound),
    text(gradeTitles[row.grade][lang]),
    text(stateTitles[row.state][lang]),
    text(typeOf(row.typeCode)?.title[lang] ?? row.typeCode),
    text(row.location),
    text(row.note),
    // Excel knows no zones: the city's clock is written as if it were UTC.
    {
      type: Date,
      value: new Date(new Date(row.reportedAt).getTime() + 8 * 3_600_000),
      format: 'yyyy-mm-dd hh:mm',
    },
    row.dueOn
      ? { type: Date, value: new Date(`${row.dueOn}T00:00:00Z`), format: 'yyyy-mm-dd' }
      : null,
    text(row.overdue ? yes : ''),
    row.daysLate === null ? null : { type: Number, value: row.daysLate },
    text(row.assignee ?? ''),
    { type: Number, value: row.reporters },
    text(row.reopened ? yes : ''),
  ])
  const head = titles[lang].map(
    (value): Cell => ({ type: String, value, fontWeight: 'bold', backgroundColor: '#F1EEE6' }),
  )
  return writeXlsx([head, ...cells], {
    sheet: lang === 'zh' ? '隐患台账' : 'Hazards',
    columns: widths.map((width) => ({ width })),
    stickyRowsCount: 1,
  }).toBuffer()
}
