// What capabilities downstream ask places: what a place is, what lies beneath, who answers for it.

import { type Actor, may } from '#base/permission.ts'
import type { Day } from '#base/time.ts'
import type { Sql } from '#server/query.ts'
import { type Place, placeNotFound } from '../place.ts'

/** A place with what it lies within; undefined when there is none. */
export async function placeOf(sql: Sql, placeId: string): Promise<Place | undefined> {
  const [place] = await sql<Place[]>`
    select id, kind, name, short_name, code, parent_id, within, from_on, to_on
      from places.place where id = ${placeId}`
  return place
}

/**
 * A place as far as an actor may know of it.
 *
 * @param permission what the actor must hold there to see it
 * @throws place.not-found, when it is missing and when it is out of sight alike
 */
export async function visiblePlace(
  sql: Sql,
  actor: Actor,
  placeId: string,
  permission = 'place.view',
): Promise<Place> {
  const place = await placeOf(sql, placeId)
  if (!place || !may(actor, permission, place.within)) throw placeNotFound({ placeId })
  return place
}

/** What each place lies within, in one round trip. Places that do not exist are left out. */
export async function withinOfPlaces(
  sql: Sql,
  placeIds: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await sql<{ id: string; within: string[] }[]>`
    select id, within from places.place where id = any(${[...placeIds]}::uuid[])`
  return new Map(rows.map(({ id, within }) => [id, within]))
}

/** Ids of the open compounds that lie within any of the anchors: places above them or companies running them. */
export async function compoundsWithin(sql: Sql, anchors: readonly string[]): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from places.place
     where kind = 'compound' and within && ${[...anchors]}::uuid[] and to_on is null
     order by id`
  return rows.map(({ id }) => id)
}

export type Responsible = { personId: string; kind: string; atId: string; rank: number }

/** 责任人: who answers for a compound on a day, the nearest first: project manager, captain, then the company. */
export const responsibleOn = (sql: Sql, placeId: string, day: Day): Promise<Responsible[]> =>
  sql<Responsible[]>`
    select person_id, kind, at_id, rank from places.responsible_on(${placeId}, ${day})`
