// The city's districts, as deep in red as hazards lie overdue. The dense inner districts stand in a second,
// larger drawing below, because on the whole map nobody could point at them.

import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { t } from '#web/i18n.ts'
import { ReadingOf } from '#web/ui/Page.tsx'
import type { Child } from '../board.ts'
import { Legend } from './Legend.tsx'
import type { Lit } from './lit.ts'
import { around, type Box, type Outline, outlines } from './outlines.ts'
import { boardPath } from './paths.ts'
import { childWords, heat } from './words.ts'

type Looks = {
  lit: Lit
  /** where a district leads */
  pathOf?: (placeId: string) => string
  /** names that can be read across a room */
  large?: boolean
}
type Drawn = { shape: Outline; district: Child | undefined }

export function DistrictMap({ districts, ...looks }: Looks & { districts: readonly Child[] }) {
  const reading = useQuery(outlines)
  return (
    <figure className="ov-map">
      <ReadingOf reading={reading} lines={8}>
        {(shapes) => {
          const drawn = shapes.map((shape) => ({
            shape,
            district: districts.find(({ code }) => code === shape.code),
          }))
          return (
            <nav aria-label={t('区县地图', 'Map of districts')}>
              <Drawings drawn={drawn} {...looks} />
            </nav>
          )
        }}
      </ReadingOf>
      <Legend />
    </figure>
  )
}

function Drawings({ drawn, ...looks }: Looks & { drawn: readonly Drawn[] }) {
  const inner = innerOf(drawn)
  const outer = drawn.filter((one) => !inner.includes(one))
  const whole = boxOf(drawn, 8)
  if (inner.length === 0) return <Drawing drawn={drawn} named={drawn} box={whole} {...looks} />
  const inset = boxOf(inner, 12)
  return (
    <>
      <Drawing drawn={drawn} named={outer} box={whole} {...looks}>
        <rect className="ov-map-inset" {...inset} rx="8" />
      </Drawing>
      <Drawing drawn={drawn} named={inner} box={inset} {...looks} />
    </>
  )
}

/** Of nine districts the five smallest are the old town; of few, each can be pointed at. */
function innerOf(drawn: readonly Drawn[]): Drawn[] {
  const bySize = drawn.toSorted((a, b) => sizeOf(a) - sizeOf(b))
  return drawn.length > 5 ? bySize.slice(0, Math.ceil(drawn.length / 2)) : []
}
const sizeOf = ({ shape: { box } }: Drawn): number => box.width * box.height
const boxOf = (drawn: readonly Drawn[], margin: number): Box =>
  around(
    drawn.map(({ shape }) => shape.box),
    margin,
  )

function Drawing({
  drawn,
  named,
  box,
  lit,
  pathOf = boardPath,
  large = false,
  children,
}: Looks & {
  drawn: readonly Drawn[]
  /** the districts that this drawing names and offers */
  named: readonly Drawn[]
  box: Box
  children?: ReactNode
}) {
  // In proportion to the drawing; a tall one is scaled by its height, a flat one by its width.
  const text = Math.max(box.width / 32, box.height / 22) * (large ? 1.2 : 1)
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: the links inside name every district; a title would pop up as a tooltip
    <svg viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`}>
      {drawn.map((one) =>
        named.includes(one) && one.district ? (
          <Link
            key={one.shape.code}
            to={pathOf(one.district.id)}
            aria-label={childWords(one.district)}
            {...lit.handlers(one.district.id)}
          >
            <path d={one.shape.path} className={shapeClass(one.district, lit)} />
          </Link>
        ) : (
          <path key={one.shape.code} d={one.shape.path} className={shapeClass(one.district, lit)} />
        ),
      )}
      {children}
      {named.map(
        ({ shape, district }) =>
          district && (
            <text key={shape.code} x={shape.centre[0]} y={shape.centre[1]} fontSize={text}>
              <tspan x={shape.centre[0]}>{district.name}</tspan>
              <tspan x={shape.centre[0]} dy="1.15em" className="ov-map-number">
                {district.standing.overdue > 0
                  ? t(`逾期 ${district.standing.overdue}`, `${district.standing.overdue} overdue`)
                  : t('无逾期', 'none overdue')}
              </tspan>
            </text>
          ),
      )}
    </svg>
  )
}

const shapeClass = (district: Child | undefined, lit: Lit): string =>
  [
    'ov-shape',
    `ov-heat-${district ? heat(district.standing) : 'none'}`,
    district && lit.id === district.id && 'ov-lit',
  ]
    .filter(Boolean)
    .join(' ')
