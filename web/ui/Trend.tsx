// How a figure moved: this period in ink, the last one in grey behind it.

import { useCallback } from 'react'
import { numberWords } from '../i18n.ts'
import type { Token } from '../tokens.ts'
import { Chart, type ChartOption } from './Chart.tsx'

export type TrendLine = {
  name: string
  values: readonly (number | null)[]
  colour?: Token
  /** the period before, or the plan: grey and dashed */
  quiet?: boolean
}

/** @param points what stands below the axis, one for each value */
export function Trend({
  label,
  points,
  lines,
  kind = 'line',
  height = 220,
  onPick,
}: {
  label: string
  points: readonly string[]
  lines: readonly TrendLine[]
  kind?: 'line' | 'bar'
  height?: number
  onPick?: (index: number) => void
}) {
  const option = useCallback<ChartOption>(
    (colours) => ({
      grid: { left: 4, right: 12, top: 28, bottom: 4, outerBoundsMode: 'same' },
      tooltip: {
        trigger: 'axis',
        backgroundColor: colours.raised,
        borderColor: colours['line-strong'],
        textStyle: { color: colours.ink, fontSize: 13 },
        axisPointer: { lineStyle: { color: colours['line-strong'] } },
        valueFormatter: (value: unknown) => (typeof value === 'number' ? numberWords(value) : '–'),
      },
      xAxis: {
        type: 'category',
        data: points,
        boundaryGap: kind === 'bar',
        axisLine: { lineStyle: { color: colours['line-strong'] } },
        axisTick: { show: false },
        axisLabel: { color: colours.muted, hideOverlap: true },
      },
      yAxis: {
        type: 'value',
        minInterval: 1,
        splitNumber: 3,
        axisLabel: { color: colours.muted },
        splitLine: { lineStyle: { color: colours.line } },
      },
      series: lines.map(({ name, values, colour = 'ink', quiet = false }) => {
        const shown = quiet ? colours['line-strong'] : colours[colour]
        return {
          name,
          type: quiet ? 'line' : kind,
          data: values,
          showSymbol: false,
          connectNulls: false,
          barMaxWidth: 18,
          z: quiet ? 1 : 2,
          itemStyle: { color: shown, borderRadius: [2, 2, 0, 0] },
          lineStyle: { color: shown, width: quiet ? 1.5 : 2, type: quiet ? 'dashed' : 'solid' },
          emphasis: { disabled: true },
        }
      }),
    }),
    [points, lines, kind],
  )
  return (
    <div className="bm-trend">
      <ul className="bm-trend-legend" aria-hidden="true">
        {lines.map(({ name, colour = 'ink', quiet = false }) => (
          <li key={name}>
            <i
              style={{ borderTopColor: `var(--${quiet ? 'line-strong' : colour})` }}
              data-quiet={quiet}
            />
            {name}
          </li>
        ))}
      </ul>
      <Chart
        label={label}
        option={option}
        height={height}
        table={{
          head: [label, ...lines.map(({ name }) => name)],
          rows: points.map((point, index) => [
            point,
            ...lines.map(({ values }) => values[index] ?? '–'),
          ]),
        }}
        {...(onPick && { onPick })}
      />
    </div>
  )
}
