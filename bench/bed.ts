// What the benchmark runs on: a durable PostgreSQL with a database of its own, and Baimi in its own process.

import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { connect, type Pool } from '#server/db.ts'
import { startEmbedded } from '#server/embedded.ts'
import { migrate, root } from '#server/migrate.ts'

export type Database = { url: string; pool: Pool; stop(): Promise<void> }

/**
 * A fresh database on a server with durable settings, because a benchmark without fsync measures a promise
 * nobody could keep. `DATABASE_URL` names another server; its own databases are left alone.
 */
export async function freshDatabase(say: (line: string) => void): Promise<Database> {
  const own = process.env['DATABASE_URL']
  const embedded = own
    ? { url: own, stop: async () => {} }
    : await startEmbedded({
        dir: join(root, '.cache', `bench-${process.getuid?.() ?? 'user'}`),
        settings: { max_connections: 100, max_wal_size: '4GB' },
        log: say,
      })
  const name = 'baimi_bench'
  const admin = connect(embedded.url, { max: 1 })
  await admin.unsafe(`drop database if exists ${name} with (force)`)
  await admin.unsafe(`create database ${name}`)
  const url = new URL(embedded.url)
  url.pathname = `/${name}`
  const pool = connect(url.href, { max: 8, name: 'baimi-bench' })
  await migrate(pool)
  return {
    url: url.href,
    pool,
    async stop() {
      await pool.end({ timeout: 5 })
      await admin.unsafe(`drop database if exists ${name} with (force)`)
      await admin.end()
      await embedded.stop()
    },
  }
}

/** Whether the database flushes what it acknowledges; figures of one that does not are worth nothing. */
export async function isDurable(pool: Pool): Promise<boolean> {
  const rows = await pool<{ name: string; setting: string }[]>`
    select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes')`
  return rows.every(({ setting }) => setting === 'on')
}

export type Served = { url: string; memoryMb(): Promise<number>; stop(): Promise<void> }

/** Baimi as it is started in earnest, in a process of its own, on a free port. */
export function serve(databaseUrl: string, dataDir: string): Promise<Served> {
  const child = fork(join(import.meta.dirname, 'app.ts'), [databaseUrl, dataDir], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  return new Promise((done, fail) => {
    child.once('error', fail)
    child.once('exit', (code) =>
      fail(new Error(`the server ended with ${code} before it was ready`)),
    )
    child.once('message', (message) => {
      child.removeAllListeners('exit')
      const { url } = message as { url: string }
      done({ url, memoryMb: () => asked(child, 'memory'), stop: () => ended(child) })
    })
  })
}

const asked = (child: ChildProcess, question: string): Promise<number> =>
  new Promise((done) => {
    child.once('message', (answer) => done(answer as number))
    child.send(question)
  })

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((done) => {
    child.once('exit', () => done())
    child.kill('SIGTERM')
  })
