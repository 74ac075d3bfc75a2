// The city's districts, as deep in red as hazards lie overdue. The dense inner districts stand in a second,
// larger drawing below, because on the whole map nobody could point at them.

import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { t } from '#web/i18n.ts'
import { ReadingOf } from '#web/ui/Page.tsx'
import type { Child } from '../board.ts'
import type { Lit } from './lit.ts'
import { around, type Box, type Outline, outlines } from './outlines.ts'
import { boardPath } from './paths.ts'
import { childWords, heat } from './words.ts'

export function DistrictMap({ districts, lit }: { districts: readonly Child[]; lit: Lit }) {
  const reading = useQuery(outlines)
  return (
    <figure className="ov-map">
      <ReadingOf reading={reading} lines={8}>
        {(shapes) => (
          <nav aria-label={t('区县地图', 'Map of districts')}>
            <Drawings shapes={shapes} districts={districts} lit={lit} />
          </nav>
        )}
      </ReadingOf>
      <Legend />
    </figure>
  )
}

type Drawn = { shape: Outline; district: Child | undefined }

function Drawings({
  shapes,
  districts,
  lit,
}: {
  shapes: Outline[]
  districts: readonly Child[]
  lit: Lit
}) {
  const drawn = shapes.map((shape) => ({
    shape,
    district: districts.find(({ code }) => code === shape.code),
  }))
  const median = shapes.map(areaOf).toSorted((a, b) => a - b)[Math.floor(shapes.length / 2)]!
  // Of nine districts the five smallest are the old town; with fewer outlines one drawing is enough.
  const inner = shapes.length > 5 ? drawn.filter(({ shape }) => areaOf(shape) <= median) : []
  const outer = drawn.filter((one) => !inner.includes(one))
  const inset =
    inner.length > 0
      ? around(
          inner.map(({ shape }) => shape.box),
          12,
        )
      : null
  return (
    <>
      <Drawing
        drawn={drawn}
        named={outer}
        box={around(
          shapes.map(({ box }) => box),
          8,
        )}
        lit={lit}
      >
        {inset && <rect className="ov-map-inset" {...inset} rx="8" />}
      </Drawing>
      {inset && <Drawing drawn={drawn} named={inner} box={inset} lit={lit} />}
    </>
  )
}

const areaOf = ({ box }: Outline): number => box.width * box.height

function Drawing({
  drawn,
  named,
  box,
  lit,
  children,
}: {
  drawn: readonly Drawn[]
  /** the districts that this drawing names and offers */
  named: readonly Drawn[]
  box: Box
  lit: Lit
  children?: React.ReactNode
}) {
  const text = box.width / 30
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: the links inside name every district; a title would pop up as a tooltip
    <svg viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`}>
      {drawn.map((one) =>
        named.includes(one) && one.district ? (
          <Shape key={one.shape.code} shape={one.shape} district={one.district} lit={lit} />
        ) : (
          <path key={one.shape.code} d={one.shape.path} className={shapeClass(one.district, lit)} />
        ),
      )}
      {children}
      {named.map(({ shape, district }) =>
        district ? (
          <text key={shape.code} x={shape.centre[0]} y={shape.centre[1]} fontSize={text}>
            <tspan x={shape.centre[0]}>{district.name}</tspan>
            <tspan x={shape.centre[0]} dy="1.15em" className="ov-map-number">
              {district.standing.overdue > 0
                ? t(`逾期 ${district.standing.overdue}`, `${district.standing.overdue} overdue`)
                : t('无逾期', 'none overdue')}
            </tspan>
          </text>
        ) : null,
      )}
    </svg>
  )
}

function Shape({ shape, district, lit }: { shape: Outline; district: Child; lit: Lit }) {
  return (
    <Link
      to={boardPath(district.id)}
      aria-label={childWords(district)}
      {...lit.handlers(district.id)}
    >
      <path d={shape.path} className={shapeClass(district, lit)} />
    </Link>
  )
}

const shapeClass = (district: Child | undefined, lit: Lit): string =>
  `ov-shape ov-heat-${district ? heat(district.standing) : 'none'}${district && lit.id === district.id ? ' ov-lit' : ''}`

/** The colours in words; numbers stand on the map itself. */
export function Legend() {
  const steps = [
    [0, t('无逾期', 'none overdue')],
    [1, t('有逾期', 'overdue')],
    [2, t('超过 5 条', 'over 5')],
    [3, t('含较大，或超过 20 条', 'serious, or over 20')],
    [4, t('含重大', 'major overdue')],
  ] as const
  return (
    <ul className="ov-legend" aria-label={t('颜色的含义', 'What the colours mean')}>
      {steps.map(([step, words]) => (
        <li key={step}>
          <i className={`ov-swatch ov-heat-${step}`} aria-hidden="true" />
          {words}
        </li>
      ))}
    </ul>
  )
}
