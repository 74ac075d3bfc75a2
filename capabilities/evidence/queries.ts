// What is known about a photo's custody, and whether a viewer may have it.

import type { Actor } from '#base/permission.ts'
import type { Sql } from '#server/query.ts'
import { type Custody, maySee, type Size } from './photo.ts'

export type PhotoRow = {
  sha256: string
  type: string
  bytes: number
  width: number
  height: number
  view: string
  thumb: string
}

/** The matters a photo belongs to. */
export const custodyOf = (
  sql: Sql,
  sha256: string,
): Promise<(Custody & { compoundId: string })[]> => sql<(Custody & { compoundId: string })[]>`
  select a.compound_id, a.permission, a.people, p.within
    from evidence.attachment a
    join places.place p on p.id = a.compound_id
   where a.sha256 = ${sha256}`

/**
 * The photo, if this viewer may have it in this size; null otherwise, and when there is none.
 *
 * An original is had only by an opening of one's own that has not run out.
 */
export async function photoFor(
  sql: Sql,
  viewer: Actor,
  sha256: string,
  size: Size,
  now: Date,
): Promise<PhotoRow | null> {
  const [photo] = await sql<(PhotoRow & { waiting: boolean; opened: boolean })[]>`
    select sha256, type, bytes, width, height, view, thumb,
           exists (select from evidence.upload u
                    where u.person_id = ${viewer.id} and u.sha256 = photo.sha256
                      and u.attached_at is null) as waiting,
           exists (select from evidence.opening o
                    where o.sha256 = photo.sha256 and o.person_id = ${viewer.id}
                      and o.until > ${now}) as opened
      from evidence.photo
     where sha256 = ${sha256}`
  if (!photo) return null
  if (size === 'original') return photo.opened ? photo : null
  return photo.waiting || maySee(viewer, await custodyOf(sql, sha256)) ? photo : null
}
