// From outlines in degrees to paths in a drawing: a plain projection, good for a city, and the part of it
// that is too small to read and wants to be shown again, larger.

export type Ring = readonly (readonly [number, number])[]
export type Outline = {
  id: string
  properties: { name: string; centre: [number, number] }
  geometry:
    | { type: 'Polygon'; coordinates: Ring[] }
    | { type: 'MultiPolygon'; coordinates: Ring[][] }
}
export type Box = { west: number; south: number; east: number; north: number }
/** `x`, `y`: where its label stands; `room`: how wide the land is there */
export type Drawn = { id: string; name: string; path: string; x: number; y: number; room: number }
export type Drawing = {
  width: number
  height: number
  shapes: Drawn[]
  project: (box: Box) => Frame
}
export type Frame = { x: number; y: number; width: number; height: number }

const rings = ({ geometry }: Outline): readonly Ring[] =>
  geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()

export function boxOf(outlines: readonly Outline[]): Box {
  const points = outlines.flatMap(rings).flat()
  const box = { west: 180, south: 90, east: -180, north: -90 }
  for (const [lng, lat] of points) {
    box.west = Math.min(box.west, lng)
    box.east = Math.max(box.east, lng)
    box.south = Math.min(box.south, lat)
    box.north = Math.max(box.north, lat)
  }
  return box
}

/** Draws outlines so that `box` fills `width`. Degrees of longitude are shortened by the latitude. */
export function draw(outlines: readonly Outline[], box: Box, width: number): Drawing {
  const shorten = Math.cos((((box.south + box.north) / 2) * Math.PI) / 180)
  const scale = width / ((box.east - box.west) * shorten)
  const x = (lng: number) => (lng - box.west) * shorten * scale
  const y = (lat: number) => (box.north - lat) * scale
  return {
    width,
    height: (box.north - box.south) * scale,
    shapes: outlines.map((outline) => ({
      id: outline.id,
      name: outline.properties.name,
      path: rings(outline)
        .map((ring) => ringPath(ring, x, y))
        .join(''),
      ...middle(outline, x, y),
    })),
    project: ({ west, east, south, north }) => ({
      x: x(west),
      y: y(north),
      width: x(east) - x(west),
      height: y(south) - y(north),
    }),
  }
}

/** Points less than a third of a unit from the last one add bytes and no shape. */
function ringPath(ring: Ring, x: (lng: number) => number, y: (lat: number) => number): string {
  let path = ''
  let [lastX, lastY] = [Number.NaN, Number.NaN]
  for (const [lng, lat] of ring) {
    const [px, py] = [x(lng), y(lat)]
    if (Math.hypot(px - lastX, py - lastY) < 0.35) continue
    path += `${path === '' ? 'M' : 'L'}${px.toFixed(1)} ${py.toFixed(1)}`
    lastX = px
    lastY = py
  }
  return `${path}Z`
}

/** Where a label stands best: the middle of the widest stretch of land on a few lines through the shape. */
function middle(outline: Outline, x: (lng: number) => number, y: (lat: number) => number) {
  const box = boxOf([outline])
  let best = { x: 0, y: 0, room: -1 }
  for (let step = 3; step <= 9; step++) {
    const lat = box.north - ((box.north - box.south) * step) / 12
    const cuts = crossings(outline, lat)
    for (let i = 0; i + 1 < cuts.length; i += 2) {
      const [from, to] = [x(cuts[i]!), x(cuts[i + 1]!)]
      if (to - from > best.room) best = { x: (from + to) / 2, y: y(lat), room: to - from }
    }
  }
  return best
}

/** The longitudes at which a line of latitude enters and leaves the outline, in order. */
function crossings(outline: Outline, lat: number): number[] {
  const cuts: number[] = []
  for (const ring of rings(outline))
    for (let i = 0; i < ring.length; i++) {
      const [lngA, latA] = ring[i]!
      const [lngB, latB] = ring[(i + 1) % ring.length]!
      if (latA > lat !== latB > lat)
        cuts.push(lngA + ((lat - latA) / (latB - latA)) * (lngB - lngA))
    }
  return cuts.sort((a, b) => a - b)
}

/** The outlines too narrow to carry a label when all are drawn `width` wide: below `labelWidth`. */
export function narrowOnes(
  outlines: readonly Outline[],
  width: number,
  labelWidth: number,
): Outline[] {
  const { shapes } = draw(outlines, boxOf(outlines), width)
  const room = new Map(shapes.map((shape) => [shape.id, shape.room]))
  return outlines.filter(({ id }) => room.get(id)! < labelWidth)
}
