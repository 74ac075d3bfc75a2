// The files and the process of one embedded cluster: initdb, the postmaster and its pid file.

import { spawn } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import type { Runner } from './embedded-binaries.ts'

export type Cluster = { native: string; dir: string; runner: Runner }
export type Postmaster = { pid: number; port: number; ready: boolean }

const logLimit = 8_000_000
const abandonedMs = 600_000

type Make = { user: string; password: string; disposable?: boolean; log: (line: string) => void }

/**
 * Makes the cluster where there is none. It is made beside its place and moved there whole, so a
 * process that dies half-way leaves nothing that looks like a database, and of two one wins.
 */
export async function makeCluster(
  cluster: Cluster,
  { user, password, disposable, log }: Make,
): Promise<void> {
  const { dir, runner } = cluster
  const place = join(dir, 'cluster')
  if (existsSync(join(place, 'PG_VERSION'))) return own(place, runner)
  for (const name of readdirSync(dir)) {
    const path = join(dir, name)
    if (name.startsWith('new-') && Date.now() - statSync(path).mtimeMs > abandonedMs)
      rmSync(path, { recursive: true, force: true })
  }
  log('Making the database (once)')
  const fresh = join(dir, `new-${process.pid}`)
  const passwordFile = join(fresh, 'password')
  mkdirSync(fresh, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  own(fresh, runner)
  // Sorting by code point, the same on every machine, and no locale needed from the system.
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const access = [`--username=${user}`, '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  const unsafe = disposable ? ['--no-sync'] : []
  await finished(
    run(cluster, 'initdb', [
      '-D',
      join(fresh, 'cluster'),
      '--encoding=UTF8',
      ...locale,
      ...access,
      ...unsafe,
    ]),
    dir,
  )
  try {
    renameSync(join(fresh, 'cluster'), place)
  } catch (error) {
    if (!existsSync(join(place, 'PG_VERSION'))) throw error // else another process was quicker
  }
  rmSync(fresh, { recursive: true, force: true })
}

/** Starts the postmaster; resolves when it is ready or has ended. Its log goes to a file, for it may outlive us. */
export async function launch(
  cluster: Cluster,
  port: number,
  settings: Record<string, string | number>,
): Promise<void> {
  const memory = Math.floor(totalmem() / 1_048_576)
  const all = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    shared_buffers: `${Math.min(Math.max(Math.floor(memory / 16), 64), 1024)}MB`,
    effective_cache_size: `${Math.max(Math.floor(memory / 2), 256)}MB`,
    random_page_cost: 1.1,
    jit: 'off',
    ...settings,
  }
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = run(cluster, 'postgres', ['-D', join(cluster.dir, 'cluster'), ...flags])
  child.unref()
  let ended = false
  child.once('exit', () => (ended = true)).once('error', () => (ended = true))
  while (!ended) {
    const running = runningPostmaster(cluster)
    if (running?.ready) return
    await new Promise((next) => setTimeout(next, 15))
  }
}

/** What the pid file tells, when it tells the truth; undefined when no postmaster runs. */
export function runningPostmaster(cluster: Cluster): Postmaster | undefined {
  const path = join(cluster.dir, 'cluster', 'postmaster.pid')
  let lines: string[]
  try {
    lines = readFileSync(path, 'utf8').split('\n')
  } catch {
    return undefined
  }
  const pid = Number(lines[0])
  if (!(pid > 0)) return undefined
  const state = stateOf(pid, cluster)
  if (state === 'postgres')
    return { pid, port: Number(lines[3]), ready: lines[7]?.startsWith('ready') ?? false }
  if (state === 'other') disown(path, lines)
  return undefined
}

/**
 * A dead postmaster's number may live on, as a zombie that nobody reaps or as somebody else's process;
 * PostgreSQL would then refuse to start for ever. Deleting the file would also delete its second safeguard,
 * the shared memory that orphaned backends may still use; so only the number is made impossible.
 */
function disown(path: string, lines: string[]): void {
  const impossible = '2147483646'
  if (readFileSync(path, 'utf8').split('\n')[0] !== lines[0]) return
  writeFileSync(path, [impossible, ...lines.slice(1)].join('\n'))
}

/** Whether a process is the postmaster of these files, something else, or nothing. */
export function stateOf(pid: number, { dir }: Cluster): 'postgres' | 'other' | 'none' {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return 'none'
  }
  if (process.platform !== 'linux') return 'postgres'
  try {
    const [, name, state] = /^\d+ \((.*)\) (\w)/s.exec(readFileSync(`/proc/${pid}/stat`, 'latin1'))!
    if (name !== 'postgres' || state === 'Z' || state === 'X') return 'other'
    const works = worksIn(pid)
    return works === undefined || works === realpathSync(join(dir, 'cluster'))
      ? 'postgres'
      : 'other'
  } catch {
    return 'none'
  }
}

function worksIn(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined // it is ending, or we may not look
  }
}

/** One of the programs, in a session of its own, so that Ctrl-C in our terminal does not reach it before us. */
function run({ native, dir, runner }: Cluster, program: string, args: string[]) {
  const log = openLog(dir)
  const [command, ...rest] = [...runner.prefix, join(native, 'bin', program), ...args] as [
    string,
    ...string[],
  ]
  const inherited = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name))
  try {
    return spawn(command, rest, {
      ...runner.ids,
      cwd: dir,
      env: { ...Object.fromEntries(inherited), LC_ALL: 'C' },
      stdio: ['ignore', log, log],
      detached: true,
    })
  } finally {
    closeSync(log)
  }
}

const finished = (child: ReturnType<typeof run>, dir: string): Promise<void> =>
  new Promise((done, fail) => {
    child.once('error', fail)
    child.once('exit', (code) =>
      code === 0
        ? done()
        : fail(new Error(`initdb failed. ${dir}/postgres.log ends:\n${tailOfLog(dir)}`)),
    )
  })

function openLog(dir: string): number {
  const path = join(dir, 'postgres.log')
  if (existsSync(path) && statSync(path).size > logLimit) renameSync(path, `${path}.1`)
  return openSync(path, 'a', 0o600)
}

export function tailOfLog(dir: string): string {
  return readFileSync(join(dir, 'postgres.log'), 'utf8').trimEnd().split('\n').slice(-8).join('\n')
}

/** Gives the files to the user that PostgreSQL runs as; does nothing where they are theirs already. */
function own(path: string, { owner }: Runner): void {
  const { uid } = statSync(path)
  if (owner === undefined) return
  if (uid === owner) return
  for (const name of readdirSync(path, { recursive: true }))
    chownSync(join(path, `${name}`), owner, owner)
  chownSync(path, owner, owner)
}
