// One large honest number: what it counts, against what, and where the things it counts can be seen.

import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { numberWords, t } from '../i18n.ts'
import './figure.css'

export function Figure({
  label,
  value,
  unit,
  to,
  tone = 'plain',
  last,
  note,
}: {
  label: string
  /** null: not known, which is not zero */
  value: number | null
  unit?: string
  /** the list that holds exactly these */
  to?: string
  /** `act`: more than none of these means that somebody must act */
  tone?: 'plain' | 'act' | 'late'
  /** the same figure of the period before, and what that period is called */
  last?: { value: number; period: string }
  note?: ReactNode
}) {
  const alive = tone !== 'plain' && value !== null && value > 0
  const body = (
    <>
      <span className="bm-figure-label">{label}</span>
      <span className={`bm-figure-value${alive ? ` bm-figure-${tone}` : ''}`}>
        {value === null ? '–' : numberWords(value)}
        {unit !== undefined && <small>{unit}</small>}
      </span>
      {last && <span className="bm-figure-note">{comparison(value, last)}</span>}
      {note !== undefined && <span className="bm-figure-note">{note}</span>}
    </>
  )
  return to === undefined ? (
    <div className="bm-figure">{body}</div>
  ) : (
    <Link className="bm-figure" to={to}>
      {body}
    </Link>
  )
}

function comparison(
  value: number | null,
  { value: before, period }: { value: number; period: string },
) {
  const same = `${period} ${numberWords(before)}`
  if (value === null || value === before) return same
  const by = numberWords(Math.abs(value - before))
  return value > before
    ? t(`${same}，多 ${by}`, `${same}, ${by} more`)
    : t(`${same}，少 ${by}`, `${same}, ${by} fewer`)
}

/** Figures in a row, divided by hairlines. */
export function Figures({ children, label }: { children: ReactNode; label: string }) {
  return (
    <section className="bm-figures" aria-label={label}>
      {children}
    </section>
  )
}
