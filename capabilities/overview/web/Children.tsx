// The places below, the most pressing first: what lies overdue, what is open by grade, how rounds go today.
//
// Arrow keys walk, Enter opens the next board, every figure opens its own list.

import { type KeyboardEvent, useRef } from 'react'
import { Link } from 'react-router'
import { numberWords, t } from '#web/i18n.ts'
import { GradeChip } from '#web/ui/GradeChip.tsx'
import type { Board, Child } from '../board.ts'
import { isBusy, oldestDays } from '../board.ts'
import '#web/ui/table.css'
import type { Lit } from './lit.ts'
import { boardPath, hazardsPath, roundsPath } from './paths.ts'
import { RoundsLine } from './RoundsToday.tsx'
import { childrenWord } from './words.ts'

export function Children({ board, lit }: { board: Board; lit: Lit }) {
  const busy = board.children.filter(isBusy)
  const quiet = board.children.filter((child) => !isBusy(child))
  return (
    <div className="bm-stack">
      {busy.length > 0 && <Table board={board} rows={busy} lit={lit} />}
      {quiet.length > 0 && <Quiet places={quiet} />}
    </div>
  )
}

/** Places without anything open and without rounds stand aside, but can be found. */
function Quiet({ places }: { places: readonly Child[] }) {
  return (
    <details className="ov-quiet">
      <summary>
        {t(
          `另有 ${places.length} 个没有未销号隐患，今天也没有班次`,
          `${places.length} more have nothing open and no rounds today`,
        )}
      </summary>
      <ul>
        {places.map(({ id, name }) => (
          <li key={id}>
            <Link to={boardPath(id)}>{name}</Link>
          </li>
        ))}
      </ul>
    </details>
  )
}

function Table({ board, rows, lit }: { board: Board; rows: readonly Child[]; lit: Lit }) {
  const body = useRef<HTMLTableSectionElement>(null)
  const walk = (event: KeyboardEvent) => {
    const links = [...(body.current?.querySelectorAll<HTMLElement>('a.bm-table-open') ?? [])]
    const at = links.indexOf(document.activeElement as HTMLElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key]
    if (at < 0 || to === undefined) return
    event.preventDefault()
    links[Math.max(0, Math.min(to, links.length - 1))]?.focus()
  }
  const heads = [
    t('逾期', 'Overdue'),
    t('未销号', 'Open'),
    t('最久', 'Oldest'),
    t('今日巡查', 'Rounds today'),
  ]
  return (
    <table
      className="bm-table ov-children"
      aria-label={childrenWord(board.place.kind)}
      onKeyDown={walk}
    >
      <thead>
        <tr>
          <th scope="col">{childrenWord(board.place.kind)}</th>
          {heads.map((head, i) => (
            <th key={head} scope="col" className={i < 3 ? 'bm-number' : undefined}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body}>
        {rows.map((child) => (
          <Row key={child.id} child={child} day={board.day} lit={lit} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ child, day, lit }: { child: Child; day: string; lit: Lit }) {
  const { id, name, standing, today } = child
  const oldest = oldestDays(standing, day)
  const worst = standing.byGrade.find(({ overdue }) => overdue > 0)
  return (
    <tr className={lit.id === id ? 'ov-lit' : undefined} {...lit.handlers(id)}>
      <td data-label={t('名称', 'Name')}>
        <Link className="bm-table-open" to={boardPath(id)}>
          {name}
        </Link>
      </td>
      <td data-label={t('逾期', 'Overdue')} className={worst ? 'bm-number' : 'bm-number ov-none'}>
        {worst ? (
          <span className="ov-worst">
            <GradeChip level={worst.grade} />
            <Link to={hazardsPath(id, { overdue: true })}>{numberWords(standing.overdue)}</Link>
          </span>
        ) : (
          <span className="bm-muted">0</span>
        )}
      </td>
      <td data-label={t('未销号', 'Open')} className="bm-number">
        {standing.total > 0 ? (
          <Link to={hazardsPath(id)}>{numberWords(standing.total)}</Link>
        ) : (
          <span className="bm-muted">0</span>
        )}
      </td>
      <td data-label={t('最久', 'Oldest')} className="bm-number">
        {oldest === null ? '–' : t(`${oldest} 天`, `${oldest} d`)}
      </td>
      <td data-label={t('今日巡查', 'Rounds today')}>
        {today.roundsDue > 0 ? (
          <Link to={roundsPath(id, day)} className="ov-rounds-link">
            <RoundsLine today={today} />
          </Link>
        ) : (
          <span className="bm-muted">{t('无班次', 'none planned')}</span>
        )}
      </td>
    </tr>
  )
}
