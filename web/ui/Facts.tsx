// What is known of a thing: labels and values in rows, aligned like a form filled in by a careful clerk.

import type { ReactNode } from 'react'
import './facts.css'

/** label, value; rows whose value is `undefined` or `false` are left out, `null` shows a dash */
export type FactRow = readonly [label: string, value: ReactNode]

export function Facts({ rows, columns = 1 }: { rows: readonly FactRow[]; columns?: 1 | 2 | 3 }) {
  return (
    <dl className={`bm-facts bm-facts-${columns}`}>
      {rows
        .filter(([, value]) => value !== undefined && value !== false)
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value === null || value === '' ? '–' : value}</dd>
          </div>
        ))}
    </dl>
  )
}
