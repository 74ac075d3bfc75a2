// The world of a test: a real, migrated PostgreSQL, one transaction, always rolled back.

import { createHash, randomBytes } from 'node:crypto'
import { PgBoss } from 'pg-boss'
import type postgres from 'postgres'
import type { z } from 'zod'
import { newId } from '#base/id.ts'
import { type Actor, anyone, forbidden, mayAnywhere } from '#base/permission.ts'
import type { Capability, Fact } from './capability.ts'
import { clockFacts } from './clock.ts'
import type { AnyCommand, Command } from './command.ts'
import { connect, dbWithin, type Pool, type Tx } from './db.ts'
import { type Answer, dispatch, invalidInput, issuesOf } from './dispatch.ts'
import { testServer } from './embedded.ts'
import { loud } from './log.ts'
import { migrate, migrations } from './migrate.ts'
import type { Query } from './query.ts'
import { ledgerOf, react, reactToAll, runSweeps } from './react.ts'
import { append, type Pending } from './record.ts'

export type World = {
  sql: Tx
  /** server time; tests move it */
  now: Date
  /** runs a command as dispatch does; rejects with its Problem */
  run<I extends z.ZodType, A>(
    command: Command<I, A>,
    actor: Actor,
    input: z.input<I>,
    options?: { id?: string; at?: Date | string; now?: Date | string },
  ): Promise<A>
  /** asks a query as the HTTP door does; rejects with its Problem */
  ask<I extends z.ZodType, A>(query: Query<I, A>, actor: Actor, input: z.input<I>): Promise<A>
  /** an actor with these permissions at these anchors */
  as(holds: Record<string, readonly string[]>, who?: { id?: string; name?: string }): Actor
  /** every fact recorded so far, in order */
  facts: Pending[]
  /** delivers all waiting facts, and what follows from them, to the reactions of the capabilities */
  react(): Promise<void>
  /** runs every sweep once at `now` */
  sweep(now?: Date | string): Promise<void>
  /** hands reactions a fact as if it had been recorded upstream */
  given(fact: Partial<Fact> & { name: string; body: unknown }): Promise<void>
}

/**
 * Runs a test in a world of its own.
 *
 * @param capabilities whose facts may be recorded and whose reactions answer
 */
export async function world(
  capabilities: Capability[],
  test: (world: World) => Promise<void>,
): Promise<void> {
  const pool = await testPool()
  await pool
    .begin(async (tx) => {
      await test(worldIn(tx, capabilities))
      throw rollback
    })
    .catch((error) => {
      if (error !== rollback) throw error
    })
}

const rollback = new Error('the world ends')
const clock: Capability = {
  name: 'clock',
  title: { zh: '时钟', en: 'Clock' },
  permissions: {},
  facts: clockFacts,
  commands: [],
  queries: [],
}

function worldIn(tx: postgres.TransactionSql, capabilities: Capability[]): World {
  const db = dbWithin(tx)
  const facts: Pending[] = []
  const waiting: { capability: string; fact: Pending }[] = []
  const ledger = ledgerOf([clock, ...capabilities], (_, capability, answered) => {
    waiting.push(...answered.map((fact) => ({ capability, fact })))
  })
  // What a rolled back command had recorded never happened.
  const settle = async (): Promise<void> => {
    const rows = await tx<{ id: string }[]>`
      select id from server.fact where id <> all(${facts.map((fact) => fact.id)}::uuid[]) order by seq`
    const kept = new Set([...facts.map((fact) => fact.id), ...rows.map(({ id }) => id)])
    for (let i = waiting.length - 1; i >= 0; i--)
      if (!kept.has(waiting[i]!.fact.id)) waiting.splice(i, 1)
    if (rows.length > 0)
      facts.push(
        ...(await tx<Pending[]>`
          select id, name, at, actor_id, place_id, within, people, cause_id, command_id, body
            from server.fact where id = any(${rows.map(({ id }) => id)}::uuid[]) order by seq`),
      )
  }

  const made: World = {
    sql: tx,
    now: new Date('2026-11-23T08:30:00+08:00'),
    facts,
    as: (holds, who) => ({ ...anyone, id: who?.id ?? newId(), name: who?.name ?? '某人', holds }),
    async run(command, actor, input, options = {}) {
      if (options.now) made.now = new Date(options.now)
      const at = options.at === undefined ? undefined : new Date(options.at)
      const envelope = { id: options.id ?? newId(), input, at }
      const answer: Answer = await dispatch(
        { db, ledger },
        command as AnyCommand,
        actor,
        envelope,
        made.now,
      )
      await settle()
      if (!answer.ok) throw answer.problem
      return answer.answer as never
    },
    async ask(query, actor, input) {
      if (query.may !== 'anyone' && query.may !== 'signed-in' && !mayAnywhere(actor, query.may))
        throw forbidden({ permission: query.may })
      const parsed = query.input.safeParse(input)
      if (!parsed.success) throw invalidInput({ issues: issuesOf(parsed.error) })
      return query.run({ sql: tx, actor, now: made.now }, parsed.data)
    },
    async react() {
      for (let round = 0; waiting.length > 0; round++) {
        if (round > 50) throw new Error('reactions answer each other for ever')
        const batch = waiting.splice(0)
        for (const capability of capabilities) {
          const mine = batch.filter((entry) => entry.capability === capability.name)
          if (mine.length > 0)
            await react(
              db,
              ledger,
              capability,
              mine.map(({ fact }) => fact),
              made.now,
            )
        }
        await settle()
      }
    },
    async sweep(now) {
      if (now) made.now = new Date(now)
      const strict = {
        ...loud,
        error: (details: object) => {
          throw new Error(JSON.stringify(details))
        },
      }
      await runSweeps(db, ledger, capabilities, made.now, strict)
      await settle()
    },
    async given(fact) {
      const pending: Pending = {
        id: newId(),
        at: made.now,
        placeId: null,
        within: [],
        people: [],
        actorId: anyone.id,
        causeId: null,
        commandId: null,
        ...fact,
      } as Pending
      await append(tx, { ...ledger, deliver: async () => {} }, [pending])
      facts.push(pending)
      for (const capability of capabilities)
        if (capability.reactions?.[pending.name])
          await reactToAll(db, ledger, capability, [pending], () => made.now, loud)
      await settle()
    },
  }
  return made
}

// One database per process, cloned from the migrated template.
let shared: Promise<{ pool: Pool; drop(): Promise<void> }> | null = null

async function testPool(): Promise<Pool> {
  shared ??= freshDatabase().then(({ url, drop }) => ({ pool: connect(url, { max: 8 }), drop }))
  return (await shared).pool
}

/** Call in `after`: closes this process's connections and drops its database. Calling twice is harmless. */
export async function endDb(): Promise<void> {
  const ending = shared
  shared = null
  if (!ending) return
  const { pool, drop } = await ending
  await pool.end({ timeout: 5 })
  await drop()
}

/** A database of one's own, cloned from the migrated template: for servers, browsers and benchmarks. */
export async function freshDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = await testServer()
  const name = `baimi_x_${process.pid}_${randomBytes(4).toString('hex')}`
  await administer(server, async (admin) => {
    const template = await ensureTemplate(admin, server)
    await admin.unsafe(`create database ${name} template ${template}`)
  })
  return {
    url: databaseUrl(server, name),
    async drop() {
      await administer(server, (admin) =>
        admin.unsafe(`drop database if exists ${name} with (force)`),
      )
    },
  }
}

/** Several test processes share one server; one at a time makes or clones the template. */
async function administer(url: string, work: (admin: Pool) => Promise<unknown>): Promise<void> {
  const admin = connect(url, { max: 1 })
  try {
    await admin`select pg_advisory_lock(7300003)`
    await work(admin)
  } finally {
    await admin.end({ timeout: 5 })
  }
}

async function ensureTemplate(admin: Pool, server: string): Promise<string> {
  const hash = createHash('sha256')
    .update(
      migrations()
        .map((m) => m.hash)
        .join(),
    )
    .digest('hex')
  const name = `baimi_t_${hash.slice(0, 12)}`
  const [there] = await admin`select 1 from pg_database where datname = ${name}`
  if (there) return name
  const draft = `${name}_draft`
  await admin.unsafe(`drop database if exists ${draft} with (force)`)
  await admin.unsafe(`create database ${draft}`)
  const url = databaseUrl(server, draft)
  const pool = connect(url, { max: 2 })
  await migrate(pool)
  await pool.end()
  // pg-boss's own tables are part of the template, so that no test waits for them.
  const boss = new PgBoss({ connectionString: url, max: 2, schedule: false, supervise: false })
  await boss.start()
  await boss.stop({ graceful: false })
  await admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${draft}`
  await admin.unsafe(`alter database ${draft} rename to ${name}`)
  return name
}

function databaseUrl(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}
