// What every act on the tree of places shares: finding and holding a place, keeping names unique, and keeping
// `within` right for whatever moved.

import { type Actor, may, mustBeAllowed } from '#base/permission.ts'
import type { Day } from '#base/time.ts'
import type { Tx } from '#server/command.ts'
import { pinyinOf } from '../pinyin.ts'
import {
  codeTaken,
  isArea,
  mustBeOpen,
  nameTaken,
  type Place,
  type PlaceKind,
  placeNotFound,
  shortName,
} from '../place.ts'

/** Which permission an act on a kind of place asks for, beside the door `place.manage`. */
export const permissionFor = (kind: PlaceKind): string =>
  isArea(kind) ? 'area.manage' : kind === 'compound' ? 'compound.manage' : 'building.manage'

const treeLock = 7301

/**
 * Holds the shape of the tree until the transaction ends: nothing is added beneath what is being moved.
 *
 * Taken in a statement of its own, so that what follows sees everything that committed before.
 */
export const holdTree = (sql: Tx) => sql`select pg_advisory_xact_lock(${treeLock})`

/** Keeps places from moving while one is added; many may be added at once. */
export const keepTree = (sql: Tx) => sql`select pg_advisory_xact_lock_shared(${treeLock})`

/**
 * Reads a place the actor may see and holds its row until the transaction ends.
 *
 * @throws place.not-found, also when the actor may not see it
 */
export async function lockPlace(sql: Tx, actor: Actor, placeId: string): Promise<Place> {
  const [place] = await sql<Place[]>`
    select id, kind, name, short_name, code, parent_id, within, from_on, to_on
      from places.place
     where id = ${placeId}
       for update`
  if (!place || !may(actor, 'place.view', place.within)) throw placeNotFound({ placeId })
  return place
}

/**
 * Holds an open compound for a change to what it contains.
 *
 * @throws place.not-found, identity.forbidden, place.closed
 */
export async function lockCompound(
  sql: Tx,
  actor: Actor,
  compoundId: string,
  permission: string,
  today: Day,
): Promise<Place> {
  const place = await lockPlace(sql, actor, compoundId)
  if (place.kind !== 'compound') throw placeNotFound({ placeId: compoundId })
  mustBeAllowed(actor, permission, place.within)
  mustBeOpen(place, today)
  return place
}

/** @throws place.name-taken when another open place beneath the parent bears the name */
export async function mustBeFree(
  sql: Tx,
  parentId: string,
  name: string,
  exceptId: string | null = null,
): Promise<void> {
  const [other] = await sql`
    select 1 from places.place
     where parent_id = ${parentId} and name = ${name} and to_on is null
       and id is distinct from ${exceptId}`
  if (other) throw nameTaken({ name })
}

/** @throws place.code-taken */
export async function mustBeFreeCode(
  sql: Tx,
  code: string | null,
  exceptId: string | null = null,
): Promise<void> {
  if (code === null) return
  const [other] = await sql`
    select 1 from places.place where code = ${code} and id is distinct from ${exceptId}`
  if (other) throw codeTaken({ code })
}

/** Writes a new place; whoever calls has checked that it fits and holds the tree. */
export async function insertPlace(
  sql: Tx,
  place: {
    id: string
    kind: PlaceKind
    name: string
    code: string | null
    parentId: string
    fromOn: Day
  },
): Promise<string[]> {
  await sql`
    insert into places.place (id, kind, name, short_name, code, parent_id, within, pinyin, from_on)
    values (${place.id}, ${place.kind}, ${place.name}, ${shortName(place.name)}, ${place.code},
            ${place.parentId}, '{}', ${pinyinOf(place.name)}, ${place.fromOn})`
  return settle(sql, place.id)
}

/** Makes `within` right for a place and everything beneath it, and returns the place's own. */
export async function settle(sql: Tx, placeId: string): Promise<string[]> {
  await sql`select places.settle_within(array[${placeId}]::uuid[])`
  const [place] = await sql<{ within: string[] }[]>`
    select within from places.place where id = ${placeId}`
  return place!.within
}

export const union = (...lists: readonly string[][]): string[] => [...new Set(lists.flat())]
