// Coordinates: published vectors both ways, and the size of the mistake of leaving them unconverted.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { convert, type Position } from './coordinates.ts'

// github.com/googollee/eviltransform, transform_test.go (BSD-2-Clause): [wgsLng, wgsLat, gcjLng, gcjLat]
const vectors = [
  [121.5272106, 31.1774276, 121.531541859215, 31.17530398364597],
  [113.912316, 22.543847, 113.9171764808363, 22.540796131694766],
  [116.377817, 39.911954, 116.38404722455657, 39.91334545536069],
] as const

const metres = (a: Position, b: Position): number =>
  Math.hypot((a.lng - b.lng) * Math.cos((a.lat * Math.PI) / 180), a.lat - b.lat) * 111_320

test('WGS-84 and GCJ-02 are converted both ways to a metre', () => {
  for (const [wgsLng, wgsLat, gcjLng, gcjLat] of vectors) {
    const wgs = { lng: wgsLng, lat: wgsLat, datum: 'WGS-84' } as const
    const gcj = { lng: gcjLng, lat: gcjLat, datum: 'GCJ-02' } as const
    assert.ok(metres(convert(wgs, 'GCJ-02'), gcj) < 1)
    assert.ok(metres(convert(gcj, 'WGS-84'), wgs) < 1)
  }
})

test('in Changsha the two are some 665 m apart, and BD-09 comes back to where it was', () => {
  const wgs = { lng: 112.9388, lat: 28.2282, datum: 'WGS-84' } as const
  const offset = metres(wgs, convert(wgs, 'GCJ-02'))
  assert.ok(offset > 600 && offset < 730, String(offset))
  assert.ok(metres(wgs, convert(convert(wgs, 'BD-09'), 'WGS-84')) < 1)
  assert.deepEqual(convert(wgs, 'WGS-84'), wgs)
})
