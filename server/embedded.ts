// The embedded PostgreSQL: our own child in a directory of ours, started, adopted, revived and stopped.
//
// Several processes may use one directory at a time (the server and an import, many test processes).
// Each holds a shared advisory lock on one connection of its own. That connection is the whole
// book-keeping: it ends with its process however that dies, its end tells us that PostgreSQL went away,
// and whoever releases the lock last stops the server. PostgreSQL's own pid file decides who starts it.

import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type driver from 'postgres'
import { nativeDirectory, runnerFor } from './embedded-binaries.ts'
import {
  type Cluster,
  launch,
  makeCluster,
  runningPostmaster,
  stateOf,
  tailOfLog,
} from './embedded-cluster.ts'
import { postgres } from './postgres.ts'

export type EmbeddedOptions = {
  /** where the cluster, its password and its log live */
  dir: string
  /** taken when free; a running server keeps the port it has */
  port?: number
  settings?: Record<string, string | number>
  log?: (line: string) => void
  /** for data that may be lost: no fsync, and a cluster that no longer starts is made anew */
  disposable?: boolean
}

export type Embedded = {
  url: string
  /** Stops PostgreSQL when nobody else uses it. */
  stop(): Promise<void>
}

const database = 'baimi'
const holders = 430_100_001 // the advisory lock that every process using the server shares
const patienceMs = 15_000 // after a kill -9, orphaned backends block the next start for a few seconds

/** Starts PostgreSQL on `dir`, or adopts the one that runs there, and keeps it running until `stop()`. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const supervisor = new Supervisor(options)
  await supervisor.start()
  return { url: supervisor.url(database), stop: () => supervisor.stop() }
}

let forTests: Promise<Embedded> | undefined

/**
 * The address of a server for tests: `DATABASE_URL`, else a fast and forgetful one in `.cache/`, shared by
 * all test processes of this machine. It keeps running between them; `npm test` stops it in the end.
 */
export async function testServer(): Promise<string> {
  const own = process.env['DATABASE_URL']
  if (own) return own
  const root = fileURLToPath(new URL('..', import.meta.url))
  forTests ??= startEmbedded({
    dir: join(root, '.cache', `postgres-${process.getuid?.() ?? 'user'}`),
    disposable: true,
    settings: { max_connections: 200, max_wal_size: '512MB' },
  })
  return (await forTests).url
}

/** Stops the server of `testServer()`, when no other process tests. */
export async function stopTestServer(): Promise<void> {
  await (await forTests)?.stop()
  forTests = undefined
}

class Supervisor {
  readonly #options: EmbeddedOptions
  readonly #dir: string
  #cluster!: Cluster
  #password = ''
  #port = 0
  /** the connection that holds our share of the lock; undefined while there is none */
  #held: driver.Sql | undefined
  #socket: Socket | undefined
  #pid = 0
  #alone = false
  #stopping = false
  #handedOut = false

  constructor(options: EmbeddedOptions) {
    this.#options = options
    this.#dir = resolve(options.dir)
  }

  url(name: string): string {
    return `postgres://${database}:${this.#password}@127.0.0.1:${this.#port}/${name}`
  }

  async start(): Promise<void> {
    mkdirSync(this.#dir, { recursive: true })
    const native = nativeDirectory()
    this.#cluster = { native, dir: this.#dir, runner: runnerFor(native, this.#dir) }
    this.#password = passwordIn(this.#dir)
    const make = { password: this.#password, user: database, log: this.#log, ...this.#options }
    await makeCluster(this.#cluster, make)
    try {
      await this.#hold()
    } catch (error) {
      if (!this.#options.disposable) throw error
      this.#log(`The test database does not start and is made anew (${(error as Error).message})`)
      rmSync(join(this.#dir, 'cluster'), { recursive: true, force: true })
      await makeCluster(this.#cluster, make)
      await this.#hold()
    }
    await this.#createDatabase()
    this.#handedOut = true
    process.once('exit', this.#stopAtExit)
  }

  /** Last one out turns off the light: only who gets the lock for itself stops the server. */
  async stop(): Promise<void> {
    if (this.#stopping) return
    this.#stopping = true
    process.removeListener('exit', this.#stopAtExit)
    this.#socket?.ref()
    if (this.#held) await this.#held`select pg_advisory_unlock_shared(${holders})`.catch(() => {})
    for (let attempt = 0; this.#held && attempt < 4; attempt++) {
      const [answer] = await this.#held<{ last: boolean }[]>`
        select pg_try_advisory_lock(${holders}) as last`.catch(() => [])
      if (answer?.last) {
        kill(this.#pid, 'SIGINT') // fast shutdown: ends sessions, writes a checkpoint
        while (stateOf(this.#pid, this.#cluster) === 'postgres') await sleep(10)
        return
      }
      await sleep(25) // the session of a process that was just killed may still be ending
    }
    await this.#held?.end({ timeout: 1 })
  }

  async #createDatabase(): Promise<void> {
    const sql = postgres(this.url('postgres'), { max: 1 })
    const [found] = await sql`select 1 from pg_database where datname = ${database}`
    if (!found) await sql`create database ${sql(database)}`.catch(ignore('42P04'))
    await sql.end()
  }

  /** Does not return before we hold a connection to a running server, started by us if need be. */
  async #hold(): Promise<void> {
    const since = Date.now()
    for (let attempt = 0; ; attempt++) {
      const running = runningPostmaster(this.#cluster)
      if (running?.ready && (await this.#connect(running.pid, running.port))) return
      if (!running) {
        if (Date.now() - since > patienceMs)
          throw new Error(
            `PostgreSQL does not start. ${this.#dir}/postgres.log ends:\n${tailOfLog(this.#dir)}`,
          )
        if (attempt > 0) await sleep(Math.min(50 * attempt, 500))
        await this.#launch()
      }
      await sleep(15)
    }
  }

  async #launch(): Promise<void> {
    if (!this.#handedOut) this.#port = await freePort(this.#options.port ?? portIn(this.#dir))
    const forgetful = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }
    await launch(this.#cluster, this.#port, {
      ...(this.#options.disposable ? forgetful : {}),
      ...this.#options.settings,
    })
  }

  async #connect(pid: number, port: number): Promise<boolean> {
    if (this.#handedOut && port !== this.#port)
      throw new Error(
        `PostgreSQL in ${this.#dir} moved from port ${this.#port} to ${port}; start again`,
      )
    this.#port = port
    const socket = connect(port, '127.0.0.1')
    const open = await new Promise((done) =>
      socket.once('connect', () => done(true)).once('error', () => done(false)),
    )
    if (!open) return false
    const options = {
      max: 1,
      connect_timeout: 10,
      max_lifetime: null,
      fetch_types: false,
      connection: { application_name: 'baimi supervisor' },
      socket: once(socket), // not in the type declarations, but what the option is for
      onclose: () => this.#lost(held),
    }
    const held = postgres(this.url('postgres'), options)
    try {
      await held`select pg_advisory_lock_shared(${holders})`
      const [others] = await held<{ count: number }[]>`
        select count(*)::int
          from pg_locks
         where locktype = 'advisory'
           and objsubid = 1 and objid = ${holders}
           and pid <> pg_backend_pid()`
      this.#alone = others?.count === 0
    } catch (error) {
      await held.end({ timeout: 0 })
      if ((error as { code?: string }).code === '28P01')
        throw new Error(`The password in ${this.#dir}/password does not open the cluster beside it`)
      return false // it is starting up, or shutting down under another process
    }
    this.#held = held
    this.#socket = socket.unref() // must not keep a finished process alive
    this.#pid = pid
    writeFileSync(join(this.#dir, 'port'), `${port}`)
    return true
  }

  /** Our connection ended. Unless we are stopping, PostgreSQL died or was stopped: bring it back. */
  #lost(held: driver.Sql): void {
    if (this.#held !== held) return
    this.#held = undefined
    if (this.#stopping) return
    this.#log('PostgreSQL went away; starting it again')
    this.#revive()
  }

  #revive(): void {
    if (this.#stopping) return
    this.#hold().then(
      () => this.#log('PostgreSQL is back'),
      async (error: Error) => {
        this.#log(error.message)
        await sleep(5_000)
        this.#revive()
      },
    )
  }

  /** For a process that ends without `stop()`. Nothing can be awaited here; the others revive it if need be. */
  readonly #stopAtExit = (): void => {
    if (this.#alone && !this.#options.disposable) kill(this.#pid, 'SIGINT')
  }

  readonly #log = (line: string): void => this.#options.log?.(line)
}

function passwordIn(dir: string): string {
  const path = join(dir, 'password')
  try {
    writeFileSync(path, randomBytes(24).toString('hex'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    ignore('EEXIST')(error)
  }
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    throw new Error(
      `${dir} belongs to another user (uid ${statSync(path).uid}): start as that user, or hand the ` +
        `directory over, chown -R ${process.getuid?.()} ${dir}`,
    )
  }
}

/** The port of the last start, so that a process still holding its address finds the server there again. */
function portIn(dir: string): number {
  try {
    return Number(readFileSync(join(dir, 'port'), 'utf8'))
  } catch {
    return 0
  }
}

/** The wished port when it is free, else any free one. */
const freePort = (wished: number): Promise<number> =>
  new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', (error) => (wished === 0 ? fail(error) : freePort(0).then(done, fail)))
    probe.listen(wished, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })

/** Hands out a socket the first time; a session that held our lock must not be silently replaced. */
function once(socket: Socket): () => Socket {
  let given = false
  return () => {
    if (given) throw new Error('the connection to PostgreSQL ended')
    given = true
    return socket
  }
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {} // it is gone already
}

const ignore = (code: string) => (error: unknown) => {
  if ((error as { code?: string }).code !== code) throw error
}
