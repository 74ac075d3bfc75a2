// Which compounds an actor sees patrols of, beneath a place.

import type { Actor } from '#base/permission.ts'
import type { Sql } from '#server/query.ts'

/** Up to so many compounds are asked one by one; beyond, a day is read whole and filtered. */
const few = 400

export type Scope =
  | { kind: 'few'; compoundIds: string[] }
  /** a condition on places.place, for the compounds to be joined with */
  | { kind: 'many'; anchors: readonly string[]; placeId: string | null }

/**
 * Asking 10,000 compounds one by one is slower than reading the day they share, and asking one compound
 * through a whole day is slower still; so the question is put by how many there are.
 */
export async function scopeOf(sql: Sql, actor: Actor, placeId: string | null): Promise<Scope> {
  const anchors = actor.holds['patrol.view'] ?? []
  const rows = await sql<{ id: string }[]>`
    select id from places.place
     where kind = 'compound' and within && ${anchors as string[]}::uuid[]
       and ${placeId ? sql`within @> array[${placeId}::uuid]` : sql`true`}
     limit ${few + 1}`
  if (rows.length > few) return { kind: 'many', anchors, placeId }
  return { kind: 'few', compoundIds: rows.map(({ id }) => id) }
}

/** The condition that keeps rounds of the scope; `place` is the joined compound. */
export const inScope = (sql: Sql, scope: Scope) =>
  scope.kind === 'few'
    ? sql`round.compound_id = any(${scope.compoundIds}::uuid[])`
    : sql`place.within && ${scope.anchors as string[]}::uuid[]
          and ${scope.placeId ? sql`place.within @> array[${scope.placeId}::uuid]` : sql`true`}`
