// `npm run check`: runs the checks of main/check.ts, a few at a time, and shows what the failing ones say.

import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { delimiter, join } from 'node:path'
import { type Check, checks } from '#main/check.ts'
import { root } from '#server/migrate.ts'

export type Tally = { passed: number; failed: number }

const binaries = join(root, 'node_modules', '.bin')

/** Runs every check; each counts as one. */
export async function runChecks(): Promise<Tally> {
  const tally = { passed: 0, failed: 0 }
  await inParallel(checks, async (check) => {
    const began = Date.now()
    const { code, words } = await run(check)
    const seconds = `${((Date.now() - began) / 1000).toFixed(1)} s`
    if (code === 0) {
      tally.passed += 1
      console.log(`✓ ${check.title} ${seconds}`)
    } else {
      tally.failed += 1
      console.log(`✗ ${check.title} ${seconds}\n${words.trimEnd()}\n  (${check.run.join(' ')})`)
    }
  })
  return tally
}

/** Does the work on all items, as many at a time as the machine has processors. */
export async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>) {
  const waiting = [...items]
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, worker))
}

function run({ run: [program, ...args] }: Check): Promise<{ code: number; words: string }> {
  const command = program.endsWith('.ts')
    ? { file: process.execPath, args: [program, ...args] }
    : { file: join(binaries, program), args }
  const child = spawn(command.file, command.args, {
    cwd: root,
    env: { ...process.env, PATH: `${binaries}${delimiter}${process.env['PATH']}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let words = ''
  child.stdout.on('data', (chunk) => (words += chunk))
  child.stderr.on('data', (chunk) => (words += chunk))
  return new Promise((done) => {
    child.once('error', (error) => done({ code: 1, words: String(error) }))
    child.once('close', (code) => done({ code: code ?? 1, words }))
  })
}

if (import.meta.main) {
  const { passed, failed } = await runChecks()
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
}
