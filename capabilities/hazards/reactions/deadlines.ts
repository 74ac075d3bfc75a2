// What days that pass do to hazards: reminders, overdue, escalation; and suspensions that run out.
//
// The clock asks once a minute. A hazard carries the day of its next step, so a minute without work costs
// one look into an index, and a server that was down catches up with every step it missed.

import { systemActor } from '#base/permission.ts'
import { dayOf, daysBetween } from '#base/time.ts'
import type { Grade } from '#law/cn/hazard-types.ts'
import type { ReactionContext } from '#server/capability.ts'
import type { Tx } from '#server/command.ts'
import { standing, write } from '../commands/perform.ts'
import { actBy, escalate } from '../escalation.ts'
import { loadHazard } from '../queries/load.ts'
import { release } from '../rules.ts'
import type { State } from '../words.ts'

/** How many hazards one look takes on; the rest follow a minute later. */
const batch = 2000

type Waiting = {
  compoundId: string
  id: string
  version: number
  typeCode: string
  grade: Grade
  state: State
  reportedOn: string
  receivedOn: string
  registeredOn: string | null
  dueOn: string | null
  stepsTaken: number
  assigneeId: string | null
  within: string[]
  finders: string[]
}

/** 督办: takes every step of the ladder that has fallen due, in order, each once. */
export async function escalateOverdue({ sql, now, record }: ReactionContext): Promise<void> {
  const today = dayOf(now)
  const waiting = await sql<Waiting[]>`
    select h.compound_id, h.id, h.version, h.type_code, h.grade, h.state, h.registered_on, h.due_on,
           (h.received_at at time zone 'Asia/Shanghai')::date as reported_on, h.steps_taken,
           h.assignee_id, p.within,
           array(select person_id from hazards.reporter r
                  where r.compound_id = h.compound_id and r.hazard_id = h.id) as finders
      from hazards.hazard h
      join places.place p on p.id = h.compound_id
     where h.next_step_on <= ${today}
     order by h.next_step_on
     limit ${batch}
       for update of h skip locked`
  if (waiting.length === 0) return

  const moves = waiting.map((h) => ({ h, ...escalate(h, h.stepsTaken, today) }))
  await advance(sql, moves, now)
  for (const { h, due } of moves) {
    const about = {
      placeId: h.compoundId,
      within: h.within,
      people: h.assigneeId ? [...h.finders, h.assigneeId] : h.finders,
    }
    const daysLate = Math.max(0, daysBetween(actBy(h)!, today))
    for (const step of due)
      if (step === 'overdue') record('hazard.went-overdue', about, { ...standing(h, h), daysLate })
      else record('hazard.escalated', about, { ...standing(h, h), step, daysLate })
  }
}

type Move = { h: Waiting; due: string[]; taken: number; nextOn: string | null }

/** One statement for all: where each ladder stands now, and a line in each timeline. */
async function advance(sql: Tx, moves: readonly Move[], now: Date): Promise<void> {
  const rows = moves.map(({ h, due, taken, nextOn }) => ({
    compound_id: h.compoundId,
    id: h.id,
    version: h.version,
    taken,
    next_on: nextOn,
    overdue: due.includes('overdue'),
    due,
  }))
  await sql`
    with moved as (
      select * from jsonb_to_recordset(${rows as never}::jsonb) as m(
             compound_id uuid, id uuid, version int, taken int, next_on date, overdue boolean, due text[])),
    steps as (
      select m.*, s.step, s.n from moved m, unnest(m.due) with ordinality s(step, n)),
    told as (
      insert into hazards.act (compound_id, hazard_id, version, act, by, at, recorded_at, from_state,
                               to_state, grade, due_on, detail)
      select s.compound_id, s.id, s.version + s.n, case s.step when 'overdue' then 'overdue' else 'escalate' end,
             ${systemActor.id}, ${now}, ${now}, h.state, h.state, h.grade, h.due_on,
             jsonb_build_object('step', s.step)
        from steps s join hazards.hazard h on h.compound_id = s.compound_id and h.id = s.id)
    update hazards.hazard h
       set steps_taken = m.taken, next_step_on = m.next_on, version = m.version + cardinality(m.due),
           overdue_at = case when m.overdue then ${now}::timestamptz else h.overdue_at end
      from moved m
     where h.compound_id = m.compound_id and h.id = m.id`
}

/** 到期恢复: a suspension ends on the morning after its last day, unless somebody ended it before. */
export async function resumeHeld({ sql, now, record }: ReactionContext): Promise<void> {
  const today = dayOf(now)
  const over = await sql<{ id: string }[]>`
    select id from hazards.hazard
     where state = 'suspended' and held_until < ${today}
     order by held_until
     limit 200
       for update skip locked`
  for (const { id } of over) {
    const hazard = (await loadHazard(sql, id))!
    const change = release(hazard, today)
    await write(
      sql,
      record,
      hazard,
      'resume',
      systemActor.id,
      { at: now, now },
      {
        change: { ...change, heldUntil: null, holdReason: null },
        detail: { dueBefore: hazard.dueOn, dueOn: change.dueOn, until: hazard.heldUntil },
        facts: [{ name: 'hazard.resumed' }],
      },
    )
  }
}
