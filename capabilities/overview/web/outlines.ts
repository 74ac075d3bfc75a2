// District outlines as SVG paths. Pure but for the fetch; the map itself is drawn by DistrictMap.tsx.
//
// Drawn by hand rather than with a chart library: nine shapes need no 170 kB, and as plain links they are
// reached by the keyboard, read aloud, printed and themed like everything else on the page.

import address from '#law/cn-hn-changsha/map-changsha.geojson?url'
import { read } from '#web/api.ts'

type Ring = [number, number][]
type Feature = {
  properties: { code: string; name: string; centre: [number, number] }
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
  return {
    code: properties.code,
    path,
    centre: project(properties.centre),
    box: boxOf(rings.flat()),
  }
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
