// Counting everything again: the whole house after a repair, or the sums of a few places after a move.

import type { Tx } from '#server/db.ts'
import { flowColumns, gaugeColumns, listed, openColumns, summed } from '../columns.ts'
import { grades, waitNames } from '../measures.ts'
import { hold } from './spread.ts'

/**
 * 重建: throws all counters away and counts them from the tables of the capabilities they are about.
 * Nothing moves meanwhile; facts that wait are answered afterwards and find nothing to move.
 */
export async function rebuild(sql: Tx): Promise<void> {
  await hold(sql, [])
  for (const table of ['counter', 'rollup', 'reach', 'counted', 'gauge', 'backlog'])
    await sql`delete from ${sql(`overview.${table}`)}`
  await sql`
    insert into overview.reach (compound_id, above)
    select id, array_remove(within, id) from places.place where kind = 'compound'`
  await sql`
    insert into overview.counter (compound_id, day, ${sql.unsafe(listed(flowColumns))})
    select compound_id, day, ${sql.unsafe(listed(flowColumns))} from overview.counter_truth`
  await sql`
    insert into overview.counted (compound_id, hazard_id, opened_on, grade, wait, overdue)
    select compound_id, hazard_id, opened_on, grade, wait, overdue from overview.open_truth`
  await sumUp(sql, null)
}

/** Sums for these places and organisations, or for all, what is counted for the compounds within them. */
async function sumUp(sql: Tx, placeIds: readonly string[] | null): Promise<void> {
  const chosen = sql`(${placeIds === null} or place_id = any(${placeIds ?? []}::uuid[]))`
  const within = sql`join overview.reach using (compound_id) cross join`
  for (const table of ['rollup', 'gauge', 'backlog'])
    await sql`delete from ${sql(`overview.${table}`)} where ${chosen}`
  await sql`
    insert into overview.rollup (place_id, day, ${sql.unsafe(listed(flowColumns))})
    select place_id, day, ${sql.unsafe(summed(flowColumns))}
      from overview.counter ${within} unnest(above) as place_id
     where ${chosen}
     group by 1, 2`
  await sql`
    insert into overview.gauge (place_id, ${sql.unsafe(listed(gaugeColumns))})
    select place_id, ${sql.unsafe(countedAs.join(', '))}
      from overview.counted ${within} unnest(array_append(above, compound_id)) as place_id
     where ${chosen}
     group by 1`
  await sql`
    insert into overview.backlog (place_id, opened_on, ${sql.unsafe(listed(openColumns))})
    select place_id, opened_on, ${sql.unsafe(countedAs.slice(0, grades.length).join(', '))}
      from overview.counted ${within} unnest(array_append(above, compound_id)) as place_id
     where ${chosen}
     group by 1, 2`
}

/** In the order of `gaugeColumns`. */
const countedAs = [
  ...grades.map((grade) => `count(*) filter (where grade = ${grade})`),
  ...grades.map((grade) => `count(*) filter (where grade = ${grade} and overdue)`),
  ...waitNames.map((wait) => `count(*) filter (where wait = '${wait}')`),
]

/**
 * 归属变更: a compound came under another street, or another company took it over.
 *
 * All its figures go with it, past days too: a board compares the compounds a place has now, its children
 * always add up to it, and every figure equals the list it opens. Who was responsible on a past day is on
 * record in the facts, and judged from there.
 */
export async function regroup(sql: Tx): Promise<void> {
  await hold(sql, [])
  const moved = await sql<{ compoundId: string; above: string[]; before: string[] }[]>`
    select compound_id, array_remove(within, id) as above, above as before
      from overview.reach join places.place on place.id = compound_id
     where above <> array_remove(within, id)
       for update of reach`
  if (moved.length === 0) return
  await sql`
    update overview.reach set above = array_remove(within, id)
      from places.place
     where place.id = compound_id and compound_id = any(${moved.map(({ compoundId }) => compoundId)}::uuid[])`
  const touched = new Set<string>()
  for (const { above, before } of moved) {
    for (const id of above) if (!before.includes(id)) touched.add(id)
    for (const id of before) if (!above.includes(id)) touched.add(id)
  }
  if (touched.size > 0) await sumUp(sql, [...touched])
}
