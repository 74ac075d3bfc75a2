// The part of a chart that needs ECharts. Only Chart.tsx imports it, lazily.

import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { useScheme } from '../scheme.ts'
import { fontFamily, tokens } from '../tokens.ts'
import type { ChartOption } from './Chart.tsx'

// In this file, or the bundler moves it, and ECharts with it, into the first page.
use([BarChart, LineChart, GridComponent, MarkLineComponent, TooltipComponent, SVGRenderer])

export default function ChartDrawing({
  option,
  onPick,
}: {
  option: ChartOption
  onPick?: (index: number) => void
}) {
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<ReturnType<typeof init> | null>(null)
  const pick = useRef(onPick)
  const colours = tokens[useScheme()]

  useEffect(() => {
    pick.current = onPick
  })
  useEffect(() => {
    const drawn = init(box.current, null, { renderer: 'svg' })
    chart.current = drawn
    drawn.on('click', ({ dataIndex }) => pick.current?.(dataIndex))
    const sized = new ResizeObserver(() => drawn.resize())
    sized.observe(box.current!)
    return () => {
      sized.disconnect()
      drawn.dispose()
    }
  }, [])
  useEffect(() => {
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
    chart.current?.setOption(
      {
        animation: !still,
        animationDuration: 150,
        animationDurationUpdate: 150,
        textStyle: { fontFamily, color: colours.muted, fontSize: 12 },
        ...option(colours),
      },
      { notMerge: true },
    )
  }, [option, colours])

  return <div ref={box} style={{ height: '100%' }} />
}
