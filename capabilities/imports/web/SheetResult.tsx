// One sheet of an upload: how many rows of each kind, and the rows worth looking at.

import { numberWords, say, t } from '#web/i18n.ts'
import { DataTable } from '#web/ui/DataTable.tsx'
import { Section } from '#web/ui/Page.tsx'
import { StateTag, type Tone } from '#web/ui/StateTag.tsx'
import type { RowVerdict, SheetVerdict, Verdict } from '../verdict.ts'

const order: Verdict[] = ['refused', 'changed', 'added', 'unchanged']
const tones: Record<Verdict, Tone> = {
  refused: 'act',
  changed: 'doing',
  added: 'met',
  unchanged: 'quiet',
}
const titles = (): Record<Verdict, string> => ({
  refused: t('不能导入', 'Refused'),
  changed: t('变更', 'Changed'),
  added: t('新增', 'New'),
  unchanged: t('无变化', 'Unchanged'),
})

export function SheetResult({ sheet }: { sheet: SheetVerdict }) {
  const { name, counts, unknown } = sheet
  const total = order.reduce((sum, verdict) => sum + counts[verdict], 0)
  // What must be mended stands first, whatever row it is in.
  const rows = [...sheet.rows].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))
  return (
    <Section title={name} extra={t(`${numberWords(total)} 行`, `${numberWords(total)} rows`)}>
      <p className="im-counts">
        {order
          .filter((verdict) => counts[verdict] > 0)
          .map((verdict) => (
            <StateTag key={verdict} tone={tones[verdict]}>
              {titles()[verdict]} {numberWords(counts[verdict])}
            </StateTag>
          ))}
        {total === 0 && <span className="bm-muted">{t('没有可导入的行', 'No row to import')}</span>}
      </p>
      {unknown.length > 0 && (
        <p className="im-unknown">
          {t(`没有读取的列：${unknown.join('、')}`, `Columns not read: ${unknown.join(', ')}`)}
        </p>
      )}
      {rows.length > 0 && <Rows name={name} rows={rows} hidden={hiddenOf(sheet)} />}
    </Section>
  )
}

/** Rows of the kinds shown that did not fit. */
const hiddenOf = ({ counts, rows }: SheetVerdict): number =>
  counts.refused + counts.changed + counts.added - rows.length

function Rows({ name, rows, hidden }: { name: string; rows: RowVerdict[]; hidden: number }) {
  return (
    <DataTable
      label={t(`${name}：逐行结果`, `${name}: row by row`)}
      rows={rows}
      rowKey={({ row }) => String(row)}
      columns={[
        { key: 'label', title: t('内容', 'What'), cell: ({ label }) => label || '–' },
        {
          key: 'row',
          title: t('行', 'Row'),
          cell: ({ row }) => row,
          number: true,
          width: '5em',
        },
        {
          key: 'verdict',
          title: t('结果', 'Result'),
          cell: ({ verdict }) => <StateTag tone={tones[verdict]}>{titles()[verdict]}</StateTag>,
          width: '9em',
        },
        {
          key: 'why',
          title: t('说明', 'Details'),
          cell: (row) => <Details row={row} />,
          width: '45%',
        },
      ]}
      foot={
        hidden > 0 &&
        t(
          `另有 ${numberWords(hidden)} 行未在此列出，结果表里都有`,
          `${numberWords(hidden)} more rows are in the result workbook`,
        )
      }
    />
  )
}

function Details({ row: { errors, changes } }: { row: RowVerdict }) {
  if (errors.length === 0 && changes.length === 0) return '–'
  return (
    <ul className="im-details">
      {errors.map(({ title, why }) => (
        <li key={`${title?.zh} ${why.zh}`}>
          {title && <b>{say(title)} </b>}
          {say(why)}
        </li>
      ))}
      {changes.map(({ column, title, from, to }) => (
        <li key={column}>
          <b>{say(title)} </b>
          <del>{say(from)}</del> → <ins>{say(to)}</ins>
        </li>
      ))}
    </ul>
  )
}
