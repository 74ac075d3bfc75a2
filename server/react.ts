// Delivers facts to the capabilities that answer them. This file and clock.ts alone know pg-boss.
//
// One queue per answering capability; a command's transaction puts its facts there, so a fact and the
// work that follows from it commit together or not at all. `server.reacted` is written with that work:
// each reaction sees each fact once, whatever is delivered twice.

import { PgBoss } from 'pg-boss'
import { systemActor } from '#base/permission.ts'
import type { Capability, Fact, ReactionContext } from './capability.ts'
import { type Db, databaseError, type Tx } from './db.ts'
import type { Log } from './log.ts'
import { append, collector, type Ledger, type Pending } from './record.ts'

const batchSize = 200
const retries = { retryLimit: 12, retryDelay: 1, retryBackoff: true, retryDelayMax: 300 }
/** A batch whose end could not be noted, because the database died under it, is free again after this. */
const expireInSeconds = 60
const superviseSeconds = 15
const deadQueue = 'dead'

export type Worker = {
  ledger: Ledger
  /** wakes the queues of this process; called after a commit, so reactions start at once */
  wake(): void
  start(): Promise<void>
  stop(): Promise<void>
  boss: PgBoss
}

/** Creates the queues, and a ledger whose `deliver` fills them. Reactions run only after `start`. */
export async function createWorker(
  url: string,
  db: Db,
  capabilities: Capability[],
  log: Log,
): Promise<Worker> {
  const boss = new PgBoss({
    connectionString: url,
    max: 6,
    application_name: 'baimi-jobs',
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
  })
  boss.on('error', (error) => log.error({ error: String(error) }, 'jobs'))
  boss.on('warning', () => {})
  await boss.start()
  await boss.createQueue(deadQueue)
  const answering = capabilities.filter((c) => Object.keys(c.reactions ?? {}).length > 0)
  for (const { name } of answering) {
    const options = { ...retries, expireInSeconds, deadLetter: deadQueue, deleteAfterSeconds: 3600 }
    await boss.createQueue(name, options)
  }

  const ledger = ledgerOf(capabilities, (tx, queue, facts) => {
    // pg-boss builds the statement; it runs in the command's own transaction. Its text is the same for every
    // job of a queue, so it is prepared: unprepared, each command would pay a round trip and a plan more.
    const within = {
      executeSql: async (text: string, values?: unknown[]) => ({
        rows: (await tx.unsafe(text, (values ?? []) as never[], { prepare: true })) as never[],
      }),
    }
    return boss.insert(queue, [{ data: { facts } }], { db: within })
  })

  const workers: string[] = []
  const wake = (): void => {
    for (const id of workers) boss.notifyWorker(id)
  }
  return {
    boss,
    ledger,
    wake,
    async start() {
      // What a killed process had taken is taken up again now, not when its time limit has passed. Should
      // that process be alive after all, `server.reacted` keeps the second try from doing anything.
      await db.sql`update pgboss.job set state = 'retry', start_after = now() where state = 'active'`
      for (const capability of answering) {
        const id = await boss.work<{ facts: Pending[] }>(
          capability.name,
          { batchSize, pollingIntervalSeconds: 0.5 },
          async (jobs) => {
            const facts = jobs.flatMap((job) => job.data.facts).map(revive)
            await reactToAll(db, ledger, capability, facts, () => new Date(), log)
            wake()
          },
        )
        workers.push(id)
      }
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  }
}

/** The declared fact kinds of all capabilities, and a `deliver` that groups facts by who answers them. */
export function ledgerOf(
  capabilities: Capability[],
  enqueue: (tx: Tx, capability: string, facts: Pending[]) => unknown,
): Ledger {
  return {
    kinds: Object.assign({}, ...capabilities.map((c) => c.facts)),
    async deliver(tx, facts) {
      await Promise.all(
        capabilities.map((capability) => {
          const answered = facts.filter((fact) => capability.reactions?.[fact.name])
          return answered.length > 0 ? enqueue(tx, capability.name, answered) : undefined
        }),
      )
    },
  }
}

/**
 * Runs one capability's reactions over a batch; when the batch fails, over each fact alone, so that one
 * bad fact holds up no other.
 *
 * @throws the last failure, after all others are done; the queue tries again later
 */
export async function reactToAll(
  db: Db,
  ledger: Ledger,
  capability: Capability,
  facts: Fact[],
  clock: () => Date,
  log: Log,
): Promise<void> {
  try {
    await react(db, ledger, capability, facts, clock())
  } catch (error) {
    // Without a database every fact would fail alike; the queue brings the batch again.
    if (databaseError(error)?.lost || facts.length === 1) throw error
    let last: unknown
    for (const fact of facts) {
      try {
        await react(db, ledger, capability, [fact], clock())
      } catch (failure) {
        log.error(
          { fact: fact.id, name: fact.name, by: capability.name, error: String(failure) },
          'reaction',
        )
        last = failure
      }
    }
    if (last !== undefined) throw last
  }
}

/** One transaction: marks the facts as answered, runs the reactions over those that were not, records. */
export async function react(
  db: Db,
  ledger: Ledger,
  capability: Capability,
  facts: Fact[],
  now: Date,
): Promise<void> {
  await db.begin(async (sql) => {
    const claims = facts.map((fact) => ({
      reaction: `${capability.name}/${fact.name}`,
      fact_id: fact.id,
    }))
    const fresh = new Set(
      (
        await sql<{ factId: string }[]>`
          insert into server.reacted (reaction, fact_id)
          select reaction, fact_id
            from jsonb_to_recordset(${claims as never}::jsonb) as c(reaction text, fact_id uuid)
           order by 1, 2
              on conflict do nothing
          returning fact_id`
      ).map(({ factId }) => factId),
    )
    const { record, facts: follow } = collector(ledger, {
      actorId: systemActor.id,
      at: now,
      commandId: null,
    })
    const context: ReactionContext = { sql, now, record }
    for (const [name, answer] of Object.entries(capability.reactions ?? {})) {
      const batch = facts.filter((fact) => fact.name === name && fresh.has(fact.id))
      if (batch.length > 0) await answer(context, batch)
    }
    await append(sql, ledger, follow)
  })
}

const revive = (fact: Pending): Fact => ({ ...fact, at: new Date(fact.at) })

/** Runs every sweep once, each in its own transaction; a failing one is logged and comes again next minute. */
export async function runSweeps(
  db: Db,
  ledger: Ledger,
  capabilities: Capability[],
  now: Date,
  log: Log,
): Promise<void> {
  for (const capability of capabilities)
    for (const [name, sweep] of Object.entries(capability.sweeps ?? {}))
      try {
        await db.begin(async (sql) => {
          const { record, facts } = collector(ledger, {
            actorId: systemActor.id,
            at: now,
            commandId: null,
          })
          await sweep({ sql, now, record })
          await append(sql, ledger, facts)
        })
      } catch (error) {
        log.error({ sweep: `${capability.name}/${name}`, error: String(error) }, 'sweep')
      }
}
