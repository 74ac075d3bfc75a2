// A chart: drawn by ECharts, which is loaded when the first chart is; the same figures as a table for those
// who cannot see it, and for paper.

import { lazy, Suspense } from 'react'
import type { Token } from '../tokens.ts'
import './chart.css'

/** An option of ECharts, made from the colours in force. */
export type ChartOption = (colours: Record<Token, string>) => Record<string, unknown>
export type ChartTable = {
  head: readonly string[]
  rows: readonly (readonly (string | number)[])[]
}

const Drawing = lazy(() => import('./ChartDrawing.tsx'))

export function Chart({
  label,
  option,
  table,
  height = 220,
  onPick,
}: {
  label: string
  option: ChartOption
  table: ChartTable
  height?: number
  /** a point was clicked: the index of its category */
  onPick?: (index: number) => void
}) {
  return (
    <figure className="bm-chart" aria-label={label}>
      <div style={{ height }} aria-hidden="true">
        <Suspense fallback={null}>
          <Drawing option={option} {...(onPick && { onPick })} />
        </Suspense>
      </div>
      <table className="bm-hidden bm-chart-table">
        <caption>{label}</caption>
        <thead>
          <tr>
            {table.head.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(([first, ...rest]) => (
            <tr key={first}>
              <th scope="row">{first}</th>
              {rest.map((value, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column
                <td key={index}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}
