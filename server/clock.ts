// The clock: every minute the sweeps run; the beginning of a day and of an hour are facts like any other.

import { z } from 'zod'
import { namedId } from '#base/id.ts'
import { systemActor } from '#base/permission.ts'
import { text } from '#base/text.ts'
import { addDays, type Day, dayOf, hourMs, instant } from '#base/time.ts'
import type { Capability, FactKinds } from './capability.ts'
import type { Db } from './db.ts'
import type { Log } from './log.ts'
import { runSweeps, type Worker } from './react.ts'
import { append, type Ledger, type Pending } from './record.ts'

export const clockFacts = {
  'day.began': {
    title: text('一天开始', 'A day began'),
    may: 'nobody',
    body: z.object({ day: z.string() }),
  },
  'hour.began': {
    title: text('整点', 'An hour began'),
    may: 'nobody',
    body: z.object({ hour: z.string() }),
  },
} satisfies FactKinds

/** Strikes each minute through pg-boss, so that of several processes one does the work. */
export async function startClock(
  db: Db,
  worker: Worker,
  capabilities: Capability[],
  log: Log,
): Promise<void> {
  const queue = 'clock'
  await worker.boss.createQueue(queue, {
    policy: 'singleton',
    expireInSeconds: 55, // a strike the database died under must not hold up the next
    retryLimit: 0,
    deleteAfterSeconds: 3600,
  })
  await worker.boss.schedule(queue, '* * * * *', null, { tz: 'Asia/Shanghai' })
  await worker.boss.work(queue, { pollingIntervalSeconds: 5 }, async () => {
    await strike(db, worker.ledger, capabilities, new Date(), log)
    worker.wake()
  })
  // A server that was down over midnight must not wait for the next minute to know it.
  await strike(db, worker.ledger, capabilities, new Date(), log)
}

/** Records what began since the clock last struck, each once, then runs the sweeps. */
export async function strike(
  db: Db,
  ledger: Ledger,
  capabilities: Capability[],
  now: Date,
  log: Log,
): Promise<void> {
  await db.begin(async (sql) => {
    const [last] = await sql<{ at: string }[]>`
      select value ->> 'at' as at from server.setting where name = 'clock' for update`
    const facts = begun(last ? new Date(last.at) : null, now)
    const known = new Set(
      (
        await sql<{ id: string }[]>`
          select id from server.fact where id = any(${facts.map((fact) => fact.id)}::uuid[])`
      ).map(({ id }) => id),
    )
    await append(
      sql,
      ledger,
      facts.filter((fact) => !known.has(fact.id)),
    )
    await sql`
      insert into server.setting (name, value) values ('clock', ${{ at: now.toISOString() } as never}::jsonb)
          on conflict (name) do update set value = excluded.value`
  })
  await runSweeps(db, ledger, capabilities, now, log)
}

/** The days (at most 31 back) and the hour that began after `last`, up to and including `now`. */
export function begun(last: Date | null, now: Date): Pending[] {
  const today = dayOf(now)
  const facts: Pending[] = []
  const earliest = addDays(today, -31)
  let day: Day = last ? addDays(dayOf(last), 1) : today
  if (day < earliest) day = earliest
  for (; day <= today; day = addDays(day, 1))
    facts.push(clockFact('day.began', day, instant(day), { day }))
  const hour = new Date(Math.floor(now.getTime() / hourMs) * hourMs)
  if (!last || last < hour) {
    const name = hour.toISOString().slice(0, 13)
    facts.push(clockFact('hour.began', name, hour, { hour: hour.toISOString() }))
  }
  return facts
}

function clockFact(name: string, which: string, at: Date, body: object): Pending {
  return {
    id: namedId(name, which),
    name,
    at,
    actorId: systemActor.id,
    placeId: null,
    within: [],
    people: [],
    causeId: null,
    commandId: null,
    body,
  }
}
