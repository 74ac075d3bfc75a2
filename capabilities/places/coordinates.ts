// 坐标: a position with the datum it was reported in. It is kept as reported and converted when read.
//
// Phones in China mostly report GCJ-02, browsers on a desk WGS-84; the two are some 665 m apart in Changsha.

import imported from 'gcoord'

export const datums = ['WGS-84', 'GCJ-02', 'BD-09'] as const
export type Datum = (typeof datums)[number]
export type Position = { lng: number; lat: number; datum: Datum }

// For Node its types say `default.default`, for Vite `default`; both load the object itself.
type Gcoord = typeof imported extends { default: infer Inner } ? Inner : typeof imported
const gcoord = imported as unknown as Gcoord
const systems = { 'WGS-84': gcoord.WGS84, 'GCJ-02': gcoord.GCJ02, 'BD-09': gcoord.BD09 } as const

/** The same spot in another datum, to six decimals (0.1 m). */
export function convert({ lng, lat, datum }: Position, to: Datum): Position {
  if (datum === to) return { lng, lat, datum }
  const [toLng, toLat] = gcoord.transform([lng, lat], systems[datum], systems[to])
  return { lng: rounded(toLng), lat: rounded(toLat), datum: to }
}

const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6
