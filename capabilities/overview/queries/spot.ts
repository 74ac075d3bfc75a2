// Which place or organisation a board is about, and whether the viewer may open it.

import { type Actor, may } from '#base/permission.ts'
import type { Sql } from '#server/db.ts'
import { type BoardKind, boardNotFound, type Spot } from '../board.ts'

export type Anchor = Spot & { within: string[] }

/** The place asked for, or the highest one the viewer holds a post at. @throws overview.not-found */
export async function spotFor(
  sql: Sql,
  actor: Actor,
  placeId: string | undefined,
): Promise<Anchor> {
  const wanted = placeId ? [placeId] : (actor.holds['overview.view'] ?? [])
  const spot = (await spots(sql, wanted)).find((one) => may(actor, 'overview.view', one.within))
  if (!spot) throw boardNotFound({ placeId: placeId ?? '' })
  return spot
}

/** The boards above: areas first; where the viewer sees none of them, the company that runs the place. */
export async function pathTo(sql: Sql, actor: Actor, spot: Anchor): Promise<Spot[]> {
  const above = await spots(
    sql,
    spot.within.filter((id) => id !== spot.id),
  )
  const open = above.filter((one) => may(actor, 'overview.view', one.within))
  const areas = open.filter(({ kind }) => kind !== 'organisation')
  return (areas.length > 0 ? areas : open.slice(0, 1)).map(bare)
}

export const bare = ({ id, kind, name, code }: Spot): Spot => ({ id, kind, name, code })

/** The highest first. */
async function spots(sql: Sql, ids: readonly string[]): Promise<Anchor[]> {
  if (ids.length === 0) return []
  const found = await sql<Anchor[]>`
    select id, kind, short_name as name, code, within from places.place
     where id = any(${ids}::uuid[]) and kind not in ('building', 'unit')
     union all
    select id, 'organisation', name, null, within from identity.organisation
     where id = any(${ids}::uuid[])`
  return found.sort((a, b) => rank(a.kind) - rank(b.kind))
}

// A company stands between areas and compounds: whoever holds a post at both means the larger one.
const ranks: readonly BoardKind[] = [
  'city',
  'district',
  'street',
  'community',
  'grid',
  'organisation',
  'compound',
]
const rank = (kind: BoardKind): number => ranks.indexOf(kind)
