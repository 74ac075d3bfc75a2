// 区县地图: districts from the shipped outlines, each a link; the inner city again, larger, beside the whole.
//
// Drawn as SVG without a library: nine paths need none, links stay links, and a printer prints it.

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Link } from 'react-router'
import { numberWords, t } from '../i18n.ts'
import { boxOf, type Drawing, type Drawn, draw, narrowOnes, type Outline } from './map-drawing.ts'
import './map.css'
import { Skeleton } from './Skeleton.tsx'

export type MapArea = {
  /** division code: 430102 */
  code: string
  name: string
  /** what the shade and the figure tell; null: unknown */
  value: number | null
  to?: string
}

type Props = {
  /** what is shown: 各区未销号隐患 */
  label: string
  areas: readonly MapArea[]
  /** the area lit by the list beside, and here */
  lit?: string | null
  onLight?: (code: string | null) => void
}

// In units of the drawing, which is scaled to the page.
const wholeWidth = 640
const labelWidth = 95

export function DistrictMap(props: Props) {
  const outlines = useQuery({
    queryKey: ['map'],
    queryFn: async () => {
      const response = await fetch('/map/changsha.geojson')
      return ((await response.json()) as { features: Outline[] }).features
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (outlines.error) return null // the list beside says the same; a map that fails is no loss of facts
  if (!outlines.data) return <Skeleton lines={5} />
  return <Sheets {...props} outlines={outlines.data} />
}

function Sheets({ outlines, ...props }: Props & { outlines: Outline[] }) {
  const { whole, inner, frame, innerIds } = useMemo(() => {
    const small = narrowOnes(outlines, wholeWidth, labelWidth)
    const box = boxOf(outlines)
    const innerBox = boxOf(small.length > 0 ? small : outlines)
    const whole = draw(outlines, box, wholeWidth)
    return {
      whole,
      inner: draw(outlines, innerBox, 320),
      frame: whole.project(innerBox),
      innerIds: new Set(small.map(({ id }) => id)),
    }
  }, [outlines])
  const most = Math.max(1, ...props.areas.map(({ value }) => value ?? 0))
  return (
    <figure className="bm-map" aria-label={props.label}>
      <MapSheet {...props} drawing={whole} most={most} labelled={(id) => !innerIds.has(id)}>
        <rect className="bm-map-frame" {...frame} />
      </MapSheet>
      {innerIds.size > 0 && (
        <figure>
          <MapSheet
            {...props}
            drawing={inner}
            most={most}
            labelled={(id) => innerIds.has(id)}
            inner
          />
          <figcaption>{t('城区放大', 'Inner city, enlarged')}</figcaption>
        </figure>
      )}
    </figure>
  )
}

function MapSheet({
  drawing,
  areas,
  most,
  lit,
  onLight,
  labelled,
  inner = false,
  children,
}: Omit<Props, 'label'> & {
  drawing: Drawing
  most: number
  labelled: (code: string) => boolean
  inner?: boolean
  children?: React.ReactNode
}) {
  const areaOf = new Map(areas.map((area) => [area.code, area]))
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: the group around it is labelled, and each area names itself
    <svg viewBox={`-2 -2 ${drawing.width + 4} ${drawing.height + 4}`} aria-hidden={inner}>
      {litLast(drawing.shapes, lit).map(({ id, name, path }) => {
        const area = areaOf.get(id)
        const value = area?.value ?? null
        const shape = (
          <path
            d={path}
            className="bm-map-area"
            data-lit={lit === id}
            data-level={value === null ? 'none' : Math.ceil((value / most) * 4)}
            onPointerEnter={() => onLight?.(id)}
            onPointerLeave={() => onLight?.(null)}
          >
            <title>{`${area?.name ?? name} ${value === null ? '–' : numberWords(value)}`}</title>
          </path>
        )
        if (!area?.to) return <g key={id}>{shape}</g>
        return (
          <Link
            key={id}
            to={area.to}
            tabIndex={inner ? -1 : 0}
            aria-label={`${area.name} ${value === null ? '–' : numberWords(value)}`}
            onFocus={() => onLight?.(id)}
            onBlur={() => onLight?.(null)}
          >
            {shape}
          </Link>
        )
      })}
      {children}
      {drawing.shapes
        .filter(({ id }) => labelled(id))
        .map(({ id, name, x, y }) => (
          <text key={id} x={x} y={y} className="bm-map-label">
            <tspan x={x}>{areaOf.get(id)?.name ?? name}</tspan>
            <tspan x={x} dy="1.2em" className="bm-map-value">
              {areaOf.get(id)?.value == null ? '–' : numberWords(areaOf.get(id)!.value!)}
            </tspan>
          </text>
        ))}
    </svg>
  )
}

/** What is lit is drawn on top of its neighbours. */
const litLast = (shapes: readonly Drawn[], lit: string | null | undefined): readonly Drawn[] =>
  shapes.toSorted((a, b) => Number(a.id === lit) - Number(b.id === lit))
