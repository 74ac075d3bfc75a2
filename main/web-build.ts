// The built web in dist/: made once, and again when its sources are no longer those it was made from.

import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '#server/migrate.ts'

export const dist = join(root, 'dist')
const stamp = join(dist, '.sources')
const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')

const sources = [
  '{base,law,web,public}/**/*',
  'capabilities/**/*',
  'main/{web,field}.tsx',
  '{index,field}.html',
  'vite.config.ts',
  'package-lock.json',
]
const neverBuilt = /\.(test|e2e)\.ts$|\.(md|sql|csv)$|\/(migrations|schema\.txt)/

/** Whether dist/ was built from today's sources. Where Vite is not installed, what is there must do. */
export function isWebBuilt(): boolean {
  if (!existsSync(vite) && existsSync(join(dist, 'index.html'))) return true
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === sourceHash()
}

/** @throws Error with Vite's own words when the build fails */
export async function buildWeb(): Promise<void> {
  const hash = sourceHash() // before the build, so that a file saved meanwhile is built next time
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn', '--emptyOutDir'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let words = ''
  child.stdout.on('data', (chunk) => (words += chunk))
  child.stderr.on('data', (chunk) => (words += chunk))
  const stop = () => child.kill()
  process.once('exit', stop)
  const code = await new Promise((done) => child.once('exit', done))
  process.removeListener('exit', stop)
  if (code !== 0) throw new Error(`the web could not be built:\n${words.trim()}`)
  writeFileSync(stamp, hash)
}

function sourceHash(): string {
  const hash = createHash('sha256')
  for (const file of globSync(sources, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !neverBuilt.test(path))
    .sort())
    hash.update(file.slice(root.length)).update(readFileSync(file))
  return hash.digest('hex')
}
