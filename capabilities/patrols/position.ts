// Distances between positions that were reported in different datums. In Changsha GCJ-02 lies 665 m off WGS-84.

import imported from 'gcoord'

export const datums = ['WGS-84', 'GCJ-02', 'BD-09'] as const
export type Datum = (typeof datums)[number]

/** A position as it was reported; converted only to be compared. */
export type Position = { lng: number; lat: number; datum: Datum }

// For Node its types say `default.default`, for Vite `default`; both load the object itself.
type Gcoord = typeof imported extends { default: infer Inner } ? Inner : typeof imported
const gcoord = imported as unknown as Gcoord
const systems = { 'WGS-84': gcoord.WGS84, 'GCJ-02': gcoord.GCJ02, 'BD-09': gcoord.BD09 } as const
const earthM = 6_371_000
const radians = Math.PI / 180

/** Metres between two positions of one city; flat earth, exact to a centimetre at these distances. */
export function metresBetween(a: Position, b: Position): number {
  const [lng, lat] =
    a.datum === b.datum
      ? [b.lng, b.lat]
      : gcoord.transform([b.lng, b.lat], systems[b.datum], systems[a.datum])
  const x = (lng - a.lng) * radians * Math.cos(a.lat * radians)
  const y = (lat - a.lat) * radians
  return Math.hypot(x, y) * earthM
}
