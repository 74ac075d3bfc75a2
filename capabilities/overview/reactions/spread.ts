// Adds moves to a compound's own rows and to the rows of everything the compound lies within.
//
// A whole batch of facts comes down to a few rows: a city's row is written once per batch, not once per fact.
// One transaction at a time moves counters (`hold`), in any process, so no two can wait for each other.

import type { Tx } from '#server/db.ts'
import {
  added,
  flowColumns,
  flowRow,
  gaugeColumns,
  listed,
  openColumns,
  summed,
  typed,
} from '../columns.ts'
import type { FlowMove, OpenMove } from '../moves.ts'

const lockOfCounters = 7_390_001

/** Waits for the right to move counters, until the transaction ends; and knows where new compounds belong. */
export async function hold(sql: Tx, compoundIds: readonly string[]): Promise<void> {
  // The lock stands in a statement of its own: what follows must see what the one before has committed.
  await sql`select pg_advisory_xact_lock(${lockOfCounters})`
  await sql`
    insert into overview.reach (compound_id, above)
    select id, array_remove(within, id) from places.place where id = any(${compoundIds}::uuid[])
        on conflict do nothing`
}

export async function addFlows(sql: Tx, moves: readonly FlowMove[]): Promise<void> {
  if (moves.length === 0) return
  const rows = moves.map(({ compoundId, day, ...flows }) => ({
    compound_id: compoundId,
    day,
    ...flowRow(flows),
  }))
  await Promise.all([
    sql`
      insert into overview.counter as t (compound_id, day, ${sql.unsafe(listed(flowColumns))})
      select compound_id, day, ${sql.unsafe(summed(flowColumns))}
        from jsonb_populate_recordset(null::overview.counter, ${rows as never}::jsonb)
       group by 1, 2
          on conflict (compound_id, day) do update set ${sql.unsafe(added(flowColumns))}`,
    sql`
      insert into overview.rollup as t (place_id, day, ${sql.unsafe(listed(flowColumns))})
      select place_id, day, ${sql.unsafe(summed(flowColumns))}
        from jsonb_populate_recordset(null::overview.counter, ${rows as never}::jsonb)
        join overview.reach using (compound_id)
       cross join unnest(above) as place_id
       group by 1, 2
          on conflict (place_id, day) do update set ${sql.unsafe(added(flowColumns))}`,
  ])
}

export async function addOpen(sql: Tx, moves: readonly OpenMove[]): Promise<void> {
  if (moves.length === 0) return
  const rows = moves.map((move) => ({
    compound_id: move.compoundId,
    opened_on: move.openedOn,
    [`open_${move.grade}`]: move.by,
    [`wait_${move.wait}`]: move.by,
    ...(move.overdue ? { [`overdue_${move.grade}`]: move.by } : {}),
  }))
  const moved = sql`
    from jsonb_to_recordset(${rows as never}::jsonb) as move(
         compound_id uuid, opened_on date, ${sql.unsafe(typed(gaugeColumns))})
    join overview.reach using (compound_id)
   cross join unnest(array_append(above, compound_id)) as place_id`
  await Promise.all([
    sql`
      insert into overview.gauge as t (place_id, ${sql.unsafe(listed(gaugeColumns))})
      select place_id, ${sql.unsafe(summed(gaugeColumns))} ${moved}
       group by 1
          on conflict (place_id) do update set ${sql.unsafe(added(gaugeColumns))}`,
    sql`
      insert into overview.backlog as t (place_id, opened_on, ${sql.unsafe(listed(openColumns))})
      select place_id, opened_on, ${sql.unsafe(summed(openColumns))} ${moved}
       group by 1, 2
          on conflict (place_id, opened_on) do update set ${sql.unsafe(added(openColumns))}`,
  ])
}
