// What just happened within a place, newest first: facts, as far as the viewer may see them.
//
// Facts name no persons, and neither does this: it says what happened, where, and how grave it is.

import { z } from 'zod'
import { type Actor, may } from '#base/permission.ts'
import { text } from '#base/text.ts'
import { capability as hazards } from '#hazards'
import { capability as patrols } from '#patrols'
import type { FactKinds } from '#server/capability.ts'
import type { Sql } from '#server/db.ts'
import { query } from '#server/query.ts'
import type { Happening } from '../board.ts'
import type { Grade } from '../measures.ts'
import { spotFor } from './spot.ts'

/** News: what somebody upstairs would want to hear. Every single scan is not. */
const kinds: FactKinds = Object.fromEntries(
  Object.entries({ ...hazards.facts, ...patrols.facts }).filter(
    ([name, { may }]) => may !== 'nobody' && !['patrol.scanned', 'hazard.commented'].includes(name),
  ),
)

type Row = {
  position: number
  name: string
  at: Date
  within: string[]
  people: string[]
  body: Record<string, unknown>
  placeId: string | null
  placeName: string | null
}

/** 刚刚发生 */
export const stream = query({
  name: 'overview.stream',
  title: text('刚刚发生', 'What just happened'),
  source: null,
  may: 'overview.view',
  input: z.object({
    placeId: z.uuid().optional(),
    limit: z.int().min(1).max(50).default(20),
  }),
  example: { limit: 20 },

  async run({ sql, actor }, { placeId, limit }): Promise<Happening[]> {
    const spot = await spotFor(sql, actor, placeId)
    const rows = await recent(sql, spot.id, limit)
    return rows.filter((row) => isVisible(actor, row)).map(happening)
  },
})

const isVisible = (actor: Actor, { name, within, people }: Row): boolean =>
  people.includes(actor.id) || may(actor, kinds[name]?.may ?? 'nobody', within)

/**
 * Few compounds: the latest facts of each, by index. Many: the latest facts of all, which soon hold enough of
 * so large a part of the city; the look back ends after so many positions, because old news is none.
 */
async function recent(sql: Sql, placeId: string, limit: number): Promise<Row[]> {
  const compounds = await sql<{ id: string }[]>`
    select id from places.place
     where within && array[${placeId}]::uuid[] and kind = 'compound'
     limit ${fewCompounds + 1}`
  const names = Object.keys(kinds)
  const wanted = sql`fact.name = any(${names}) and fact.within && array[${placeId}]::uuid[]`
  const found =
    compounds.length > fewCompounds
      ? sql`
        (select link.position, fact.*
           from (select position, seq from server.link order by position desc limit ${lookBack}) link
           join server.fact using (seq)
          where ${wanted}
          order by link.position desc
          limit ${limit})`
      : sql`
        (select link.position, fact.*
           from unnest(${compounds.map(({ id }) => id)}::uuid[]) as mine(id)
          cross join lateral (
                select * from server.fact
                 where place_id = mine.id and ${wanted}
                 order by seq desc limit ${limit}) fact
           join server.link using (seq)
          order by link.position desc
          limit ${limit})`
  return sql<Row[]>`
    select found.position, found.name, found.at, found.within, found.people, found.body,
           place.id as place_id, place.short_name as place_name
      from ${found} found
      left join places.place on place.id = found.place_id
     order by found.position desc`
}
const fewCompounds = 100
const lookBack = 5000

const happening = ({ position, name, at, body, placeId, placeName }: Row): Happening => ({
  position,
  name,
  title: kinds[name]!.title,
  at,
  place: placeId && placeName ? { id: placeId, name: placeName } : null,
  grade: (body['grade'] as Grade | undefined) ?? null,
  hazardId: (body['hazardId'] as string | undefined) ?? null,
  roundId: (body['roundId'] as string | undefined) ?? null,
})
