// npm run bench: measures what Baimi promises, each figure beside the raw database in the same run.
//
//   npm run bench                       the sizes of the promises: 10,000,000 scans, 1,000,000 hazards; 15 minutes
//   npm run bench -- --quick            a twentieth of it, for a look while working
//   npm run bench -- --only=scans,board some of the parts
//   npm run bench -- --record           also writes the table of docs/performance.md
//
// It makes a database of its own on a durable server of its own, or on that of DATABASE_URL, and drops it.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { dayOf } from '#base/time.ts'
import { rebuild } from '#overview'
import { type Database, freshDatabase, isDurable, serve } from '../bench/bed.ts'
import type { Bench, Part } from '../bench/bench.ts'
import { board } from '../bench/board.ts'
import { full, makeCity, quick, type Sizes } from '../bench/city.ts'
import { hazards } from '../bench/hazards.ts'
import { makeHazards, makeScans } from '../bench/history.ts'
import { list } from '../bench/list.ts'
import { type Figure, inWords, machine, meets, record } from '../bench/report.ts'
import { scans } from '../bench/scans.ts'
import { stream } from '../bench/stream.ts'

const parts: Readonly<Record<string, Part>> = { list, board, scans, hazards, stream }

const { values: flags } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
})
const wanted = flags.only?.split(',') ?? Object.keys(parts)
const unknown = wanted.filter((name) => !(name in parts))
if (unknown.length > 0)
  throw new Error(`no such part: ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`)

const say = (line: string): void => console.log(line)
const sizes = flags.quick ? quick : full
const today = dayOf(new Date())

say(`Baimi bench on ${machine()}`)
const database = await freshDatabase(say)
const folder = mkdtempSync(join(tmpdir(), 'baimi-bench-'))
try {
  if (!(await isDurable(database.pool)))
    say('! this database does not flush what it acknowledges: its figures are not comparable')
  const figures = await fill(database, sizes)
  const served = await serve(database.url, folder)
  try {
    const bench: Bench = {
      ...database,
      databaseUrl: database.url,
      served,
      sizes,
      isQuick: flags.quick,
      today,
      say,
    }
    await dayHasBegun(database)
    for (const name of wanted) {
      // What filling left to be written must not be written while something is measured.
      await database.pool`checkpoint`
      for (const figure of await parts[name]!(bench)) {
        figures.push(figure)
        say(inWords(figure))
      }
    }
  } finally {
    await served.stop()
  }
  if (flags.record) record('docs/performance.md', figures, { command: commandLine(), day: today })
  const missed = figures.filter((figure) => meets(figure) === false)
  say(missed.length === 0 ? 'every aim is met' : `${missed.length} aims are missed`)
} finally {
  await database.stop()
  rmSync(folder, { recursive: true, force: true })
}

/** The city and its past; counting the past is itself a figure. */
async function fill({ pool }: Database, sizes: Sizes): Promise<Figure[]> {
  const figures: Figure[] = []
  const timed = async (what: string, work: () => Promise<unknown>): Promise<number> => {
    const from = performance.now()
    await work()
    const seconds = (performance.now() - from) / 1000
    say(`  ${what}: ${seconds.toFixed(1)} s`)
    return seconds
  }
  const progress = (what: string) => (done: number) => {
    if (process.stdout.isTTY) process.stdout.write(`  ${what}: ${done.toLocaleString('en-US')}\r`)
  }
  await timed(`${sizes.compounds} compounds, companies, routes`, () => makeCity(pool, sizes, today))
  await timed(`${sizes.scans} scans`, () => makeScans(pool, sizes, today, progress('scans')))
  await timed(`${sizes.hazards} hazards`, () =>
    makeHazards(pool, sizes, today, progress('hazards')),
  )
  await timed('statistics', () => pool`vacuum analyze`)
  const seconds = await timed('counters, counted from all that', () =>
    pool.begin((tx) => rebuild(tx)),
  )
  await pool`vacuum analyze`
  figures.push({
    part: 'board',
    what: 'all counters counted anew from history',
    value: seconds,
    unit: 's',
  })
  return figures
}

/** The server plans today's rounds when its day begins; whoever walks must wait for them. */
async function dayHasBegun({ pool }: Database): Promise<void> {
  for (let patience = 600; patience > 0; patience--) {
    const [row] = await pool<{ open: boolean; waiting: boolean }[]>`
      select exists (select from patrols.round where day = ${today}) as open,
             exists (select from pgboss.job where state in ('created', 'active', 'retry') and name <> 'clock') as waiting`
    if (row!.open && !row!.waiting) return
    await new Promise((next) => setTimeout(next, 200))
  }
  throw new Error('the rounds of the day were never opened')
}

function commandLine(): string {
  const given = process.argv.slice(2).filter((flag) => flag !== '--record')
  return `npm run bench${given.length > 0 ? ` -- ${given.join(' ')}` : ''}`
}
