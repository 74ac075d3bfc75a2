// `npm test`: brings what is missing, runs the checks, then every test, and adds up.
//
// Tests run in few processes, each with a database of its own; starting a process costs more than most
// tests. What kills servers, and what drives a browser, has a process to itself.

import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { atEnd, end, watchForTheEnd } from '#main/lifetime.ts'
import { stopTestServer, testServer } from '#server/embedded.ts'
import { root } from '#server/migrate.ts'
import { bringBrowser } from '../test/chromium.ts'
import { inParallel, runChecks, type Tally } from './check.ts'
import { mark } from './test-reporter.ts'

type Group = { title: string; files: string[]; timeoutMinutes: number }

watchForTheEnd()
const began = Date.now()
const { path, from, env } = bringBrowser((line) => console.log(line))
console.log(`Browser: ${path}${path === from ? '' : ` (${from})`}`)
Object.assign(process.env, env, { CHROMIUM_PATH: path })
await testServer() // held to the end, so that it is started once
atEnd(stopTestServer)

const tally = await runChecks()
await inParallel(groups(), async (group) => add(await runGroup(group)))
await stopTestServer()
console.log(`${((Date.now() - began) / 1000).toFixed(0)} s`)
console.log(`${tally.passed} passed, ${tally.failed} failed`)
await end(tally.failed === 0 ? 0 : 1)

function add({ passed, failed }: Tally): void {
  tally.passed += passed
  tally.failed += failed
}

/** The slow ones first, so that nothing long is left for the end. */
function groups(): Group[] {
  const find = (pattern: string) =>
    globSync(pattern, { cwd: root, exclude: ['node_modules/**'] }).sort()
  const alone = ['test/crash.test.ts', 'server/embedded.test.ts']
  const tests = find('{base,law,server,web,capabilities,main,bin,test}/**/*.test.ts')
  const many = tests.filter((file) => !alone.includes(file))
  const journeys = find('{web,capabilities,test}/**/*.e2e.ts')
  const part = (files: string[], which: number, of: number) =>
    files.filter((_, index) => index % of === which)
  return [
    { title: 'journeys 1', files: part(journeys, 0, 3), timeoutMinutes: 20 },
    { title: 'journeys 2', files: part(journeys, 1, 3), timeoutMinutes: 20 },
    { title: 'crashes', files: tests.filter((file) => alone.includes(file)), timeoutMinutes: 15 },
    { title: 'journeys 3', files: part(journeys, 2, 3), timeoutMinutes: 20 },
    { title: 'tests 1', files: part(many, 0, 2), timeoutMinutes: 10 },
    { title: 'tests 2', files: part(many, 1, 2), timeoutMinutes: 10 },
  ].filter(({ files }) => files.length > 0)
}

async function runGroup({ title, files, timeoutMinutes }: Group): Promise<Tally> {
  const since = Date.now()
  const reporter = new URL('./test-reporter.ts', import.meta.url).href
  const flags = ['--test', '--test-isolation=none', `--test-reporter=${reporter}`]
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', ...flags, `--test-timeout=${240_000}`, ...files],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMinutes * 60_000)
  let counts: (Tally & { skipped: number }) | undefined
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => {
    if (line.startsWith(mark)) counts = JSON.parse(line.slice(mark.length))
    else console.log(line)
  })
  const [code] = await Promise.all([
    new Promise<number | null>((done) => child.once('exit', done)),
    new Promise<void>((done) => lines.once('close', done)),
  ])
  clearTimeout(timer)
  const { passed, failed, skipped } = counts ?? { passed: 0, failed: 0, skipped: 0 }
  // A file that does not even load, or a process that hangs or dies, has no test to fail.
  const broken = code !== 0 && failed === 0 ? 1 : 0
  if (broken) console.log(`✗ ${title}: the process ended with ${code ?? 'a signal'}`)
  const left = skipped > 0 ? `, ${skipped} skipped` : ''
  const seconds = ((Date.now() - since) / 1000).toFixed(0)
  console.log(`${failed + broken === 0 ? '✓' : '✗'} ${title}: ${passed} passed${left} ${seconds} s`)
  return { passed, failed: failed + broken }
}
