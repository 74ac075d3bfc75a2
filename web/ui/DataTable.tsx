// Many like things: dense rows under a head that stays, figures to the right, cards on a phone.
//
// Arrow keys walk from row to row, Enter opens. The walk is over real links, so it works for screen readers,
// middle clicks and new tabs as well.

import Button from 'antd/es/button'
import { type KeyboardEvent, type MouseEvent, type ReactNode, useRef } from 'react'
import { Link, useNavigate } from 'react-router'
import { numberWords, t } from '../i18n.ts'
import type { List } from '../list.ts'
import { Empty } from './Empty.tsx'
import { LongBody } from './LongBody.tsx'
import { Refusal } from './Refusal.tsx'
import { Skeleton } from './Skeleton.tsx'
import './table.css'

export type Column<Row> = {
  key: string
  title: string
  cell: (row: Row) => ReactNode
  /** figures: right-aligned, never broken */
  number?: boolean
  /** CSS width; the others share what is left */
  width?: string
  /** left out where there is no room for everything */
  wideOnly?: boolean
}

type Props<Row> = {
  /** what the rows are, for those who hear the table: 隐患 */
  label: string
  /** the first column names the row and carries its link */
  columns: readonly Column<Row>[]
  rowKey: (row: Row) => string
  /** where a row leads; keep the filters of the page in it when it opens a side panel */
  rowLink?: (row: Row) => string
  /** the row that is open beside the list */
  selected?: string | undefined
  empty?: ReactNode
  /** a line below the rows: sums, legends */
  foot?: ReactNode
}

/** Either `list` from useList, or plain `rows`. */
export function DataTable<Row>({
  list,
  rows = list?.rows,
  ...table
}: Props<Row> &
  (
    | { list: List<Row>; rows?: undefined }
    | { list?: undefined; rows: readonly Row[] | undefined }
  )) {
  if (rows === undefined) {
    if (list?.error) return <Refusal problem={list.error} onRetry={list.refetch} />
    return <Skeleton lines={8} />
  }
  if (rows.length === 0) return table.empty ?? <Empty />
  return (
    <div className={`bm-table-box${list?.isStale ? ' bm-table-stale' : ''}`}>
      <Table rows={rows} {...table} />
      {list?.error && <Refusal problem={list.error} onRetry={list.refetch} />}
      {list?.more.has && (
        <div className="bm-table-more">
          <Button loading={list.more.busy} onClick={() => list.more.load()}>
            {t('继续看', 'Show more')}
          </Button>
          <span className="bm-muted">{shownOf(rows.length, list.total)}</span>
        </div>
      )}
      {table.foot !== undefined && <div className="bm-table-foot">{table.foot}</div>}
    </div>
  )
}

const shownOf = (shown: number, total: number | undefined): string =>
  total === undefined
    ? t(`已显示 ${numberWords(shown)} 条`, `${numberWords(shown)} shown`)
    : t(
        `已显示 ${numberWords(shown)} / ${numberWords(total)} 条`,
        `${numberWords(shown)} of ${numberWords(total)} shown`,
      )

function Table<Row>({
  label,
  columns,
  rows,
  rowKey,
  rowLink,
  selected,
}: Props<Row> & { rows: readonly Row[] }) {
  const table = useRef<HTMLTableElement>(null)
  const navigate = useNavigate()

  const walk = (event: KeyboardEvent) => {
    const links = [...(table.current?.querySelectorAll<HTMLElement>('a.bm-table-open') ?? [])]
    const at = links.indexOf(document.activeElement as HTMLElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key]
    if (at < 0 || to === undefined) return
    event.preventDefault()
    links[Math.max(0, Math.min(to, links.length - 1))]?.focus()
  }
  // The whole row is a target for the mouse; a click on a link or button inside it keeps its own meaning.
  const press = (event: MouseEvent, row: Row) => {
    const own = (event.target as HTMLElement).closest('a, button, input, label')
    if (own || !rowLink || event.defaultPrevented || String(window.getSelection()) !== '') return
    if (event.metaKey || event.ctrlKey) window.open(rowLink(row), '_blank', 'noopener')
    else navigate(rowLink(row))
  }

  return (
    <table
      ref={table}
      className="bm-table"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      onKeyDown={walk}
    >
      <thead>
        <tr>
          {columns.map(({ key, title, width, ...column }) => (
            <th key={key} scope="col" className={cellClass(column)} style={{ width }}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <LongBody
        rows={rows}
        columns={columns.length}
        draw={(row) => (
          <tr
            key={rowKey(row)}
            className={rowLink ? 'bm-table-live' : undefined}
            aria-current={selected === rowKey(row) || undefined}
            onClick={(event) => press(event, row)}
          >
            {columns.map(({ key, title, cell, ...column }, index) => (
              <td key={key} data-label={title} className={cellClass(column)}>
                {index === 0 && rowLink ? (
                  <Link className="bm-table-open" to={rowLink(row)}>
                    {cell(row)}
                  </Link>
                ) : (
                  cell(row)
                )}
              </td>
            ))}
          </tr>
        )}
      />
    </table>
  )
}

const cellClass = ({ number, wideOnly }: { number?: boolean; wideOnly?: boolean }) =>
  [number && 'bm-number', wideOnly && 'bm-wide-only'].filter(Boolean).join(' ') || undefined
