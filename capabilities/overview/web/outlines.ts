// District outlines as SVG paths. Pure but for the fetch; the map itself is drawn by DistrictMap.tsx.
//
// Drawn by hand rather than with a chart library: nine shapes need no 170 kB, and as plain links they are
// reached by the keyboard, read aloud, printed and themed like everything else on the page.

import address from '#law/cn-hn-changsha/map-changsha.geojson?url'
import { read } from '#web/api.ts'

type Ring = [number, number][]
type Feature = {
  properties: { code: string }
  geometry:
    | { type: 'Polygon'; coordinates: Ring[] }
    | { type: 'MultiPolygon'; coordinates: Ring[][] }
}

export type Outline = { code: string; path: string; centre: [number, number]; box: Box }
export type Box = { x: number; y: number; width: number; height: number }

/** The outlines are reference data that changes with the law, not with the day: read once. */
export const outlines = {
  ...read<Outline[]>('overview.outlines'),
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async (): Promise<Outline[]> => {
    const answer = await fetch(address)
    const { features } = (await answer.json()) as { features: Feature[] }
    return features.map(outlineOf)
  },
}

// A degree of longitude is shorter than one of latitude by the cosine of Changsha's latitude.
const narrowing = Math.cos((28.2 * Math.PI) / 180)
const scale = 1000
export const project = ([lng, lat]: [number, number]): [number, number] => [
  lng * narrowing * scale,
  -lat * scale,
]

export function outlineOf({ properties, geometry }: Feature): Outline {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  const rings = polygons.flat().map((ring) => ring.map(project))
  const path = rings
    .map((ring) => `M${ring.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`)
    .join('')
  const largest = rings.toSorted((a, b) => area(b) - area(a))[0]!
  return { code: properties.code, path, centre: centroid(largest), box: boxOf(rings.flat()) }
}

/** Twice the signed area that each edge spans with the origin. */
const crosses = (ring: Ring): number[] =>
  ring.map(([x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length]!
    return x * nextY - nextX * y
  })
const area = (ring: Ring): number => Math.abs(crosses(ring).reduce((a, b) => a + b, 0))

/** Where the name stands: the middle of the shape; the data's own centre is the seat of its government. */
function centroid(ring: Ring): [number, number] {
  // Far from the origin the products lose their digits: weigh relative to the first point.
  const [x0, y0] = ring[0]!
  const near = ring.map(([x, y]): [number, number] => [x - x0, y - y0])
  const weights = crosses(near)
  const whole = weights.reduce((a, b) => a + b, 0)
  const middle = (axis: 0 | 1) =>
    near.reduce(
      (sum, p, i) => sum + (p[axis] + near[(i + 1) % near.length]![axis]) * weights[i]!,
      0,
    )
  return [x0 + middle(0) / (3 * whole), y0 + middle(1) / (3 * whole)]
}

function boxOf(points: readonly [number, number][]): Box {
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  const [x, y] = [xs.reduce((a, b) => Math.min(a, b)), ys.reduce((a, b) => Math.min(a, b))]
  return {
    x,
    y,
    width: xs.reduce((a, b) => Math.max(a, b)) - x,
    height: ys.reduce((a, b) => Math.max(a, b)) - y,
  }
}

/** The box around boxes, with a margin. */
export function around(boxes: readonly Box[], margin: number): Box {
  const x = Math.min(...boxes.map((box) => box.x)) - margin
  const y = Math.min(...boxes.map((box) => box.y)) - margin
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) + margin - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) + margin - y,
  }
}
