// Finds a Chromium for the tests, or brings one; says which was taken.
//
// In this order: CHROMIUM_PATH; a Chromium or Chrome on the PATH; the one inside the npm package
// @sparticuz/chromium; the distribution's, where we are root on Debian or Ubuntu; Playwright's download.

import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { root } from '#server/migrate.ts'

export type Browser = {
  path: string
  /** where it was found, for the person who wonders which browser ran */
  from: string
  env: Record<string, string>
}

const cache = join(root, '.cache', 'chromium')
const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']

/** A browser that is here already; undefined when one must be brought. */
export function findBrowser(): Browser | undefined {
  const named = process.env['CHROMIUM_PATH']
  if (named) {
    if (!runs(named)) throw new Error(`CHROMIUM_PATH=${named} does not run`)
    return { path: named, from: 'CHROMIUM_PATH', env: fonts() }
  }
  return onPath() ?? fromPackage() ?? downloaded()
}

/** A browser, brought if need be. Takes from seconds to a few minutes. */
export function bringBrowser(say: (line: string) => void): Browser {
  const here = findBrowser()
  if (here) return here
  const ways: [string, () => Browser | undefined][] = [
    ['the npm package @sparticuz/chromium', installPackage],
    ['the chromium of the distribution', installFromDistribution],
    ['the chromium that Playwright downloads', download],
  ]
  for (const [what, bring] of ways) {
    say(`No browser found; trying ${what}`)
    const browser = attempt(bring, say)
    if (browser) return browser
  }
  throw new Error(
    'No Chromium could be found or installed. Install Chromium or Chrome, or name one in CHROMIUM_PATH',
  )
}

function attempt(bring: () => Browser | undefined, say: (line: string) => void) {
  try {
    return bring()
  } catch (error) {
    say(`  that did not work: ${(error as Error).message.split('\n')[0]}`)
    return undefined
  }
}

function onPath(): Browser | undefined {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter))
    for (const name of names) {
      const path = join(folder, name)
      if (existsSync(path) && runs(path)) return { path, from: path, env: fonts() }
    }
  return undefined
}

// ── The package: x64 Linux; npm leaves it out where the machine's own Node is too old for it ──────────

function fromPackage(): Browser | undefined {
  const folder = packageFolder()
  return folder && process.arch === 'x64' && process.platform === 'linux'
    ? unpack(folder)
    : undefined
}

function packageFolder(): string | undefined {
  for (const base of [root, cache])
    try {
      const entry = createRequire(join(base, 'index.js')).resolve('@sparticuz/chromium')
      return join(dirname(dirname(entry)), 'bin')
    } catch {} // not there
  return undefined
}

function unpack(folder: string): Browser | undefined {
  const path = join(cache, 'chromium')
  mkdirSync(cache, { recursive: true })
  if (!existsSync(path)) {
    for (const archive of ['al2023', 'swiftshader']) untar(folder, archive)
    const draft = `${path}.${process.pid}`
    writeFileSync(draft, brotliDecompressSync(readFileSync(join(folder, 'chromium.br'))))
    chmodSync(draft, 0o755)
    renameSync(draft, path)
  }
  const from = '@sparticuz/chromium'
  if (runs(path)) return { path, from, env: fonts() }
  // The machine lacks libnss3 and its like; the package has copies.
  const env = { ...fonts(), LD_LIBRARY_PATH: join(cache, 'lib') }
  return runs(path, env) ? { path, from: `${from} with its own libraries`, env } : undefined
}

function untar(folder: string, archive: string): void {
  const tar = brotliDecompressSync(readFileSync(join(folder, `${archive}.tar.br`)))
  execFileSync('tar', ['-x', '-C', cache], { input: tar })
}

function installPackage(): Browser | undefined {
  if (process.arch !== 'x64' || process.platform !== 'linux') return undefined
  const declared = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const version = declared.optionalDependencies['@sparticuz/chromium']
  mkdirSync(cache, { recursive: true })
  writeFileSync(join(cache, 'package.json'), '{ "private": true }\n')
  npm(['install', '--prefix', cache, '--no-audit', '--no-fund', `@sparticuz/chromium@${version}`])
  return fromPackage()
}

/** npm run by our own Node, which is new enough for every package. */
function npm(args: string[]): void {
  const started = process.env['npm_execpath']
  if (started?.endsWith('.js')) execFileSync(process.execPath, [started, ...args], quiet)
  else execFileSync('npm', args, quiet)
}

// ── The distribution and Playwright ──────────────────────────────────────────────────────────────────

function installFromDistribution(): Browser | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  execFileSync('apt-get', ['update', '-qq'], { ...quiet, env })
  const packages = ['chromium', 'fonts-noto-cjk']
  execFileSync('apt-get', ['install', '-qq', '-y', '--no-install-recommends', ...packages], {
    ...quiet,
    env,
  })
  return onPath()
}

const playwright = join(root, 'node_modules', 'playwright-core', 'cli.js')
const downloads = join(root, '.cache', 'playwright')

function download(): Browser | undefined {
  const env = { ...process.env, PLAYWRIGHT_BROWSERS_PATH: downloads }
  execFileSync(process.execPath, [playwright, 'install', 'chromium'], { ...quiet, env })
  return downloaded()
}

function downloaded(): Browser | undefined {
  if (!existsSync(downloads)) return undefined
  const code = "console.log(require('playwright-core').chromium.executablePath())"
  const env = { ...process.env, PLAYWRIGHT_BROWSERS_PATH: downloads }
  const path = execFileSync(process.execPath, ['-e', code], { cwd: root, env }).toString().trim()
  return runs(path) ? { path, from: 'Playwright’s download', env: fonts() } : undefined
}

const quiet = { stdio: ['ignore', 'ignore', 'inherit'] as ['ignore', 'ignore', 'inherit'] }

function runs(path: string, env: Record<string, string> = {}): boolean {
  const options = { env: { ...process.env, ...env }, stdio: 'ignore' as const, timeout: 20_000 }
  return spawnSync(path, ['--version', '--no-sandbox'], options).status === 0
}

/** Where the machine has no Chinese font, the one of our printed labels is lent to the browser. */
function fonts(): Record<string, string> {
  const listed = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' })
  if (listed.status === 0 && listed.stdout.trim() !== '') return {}
  const path = join(cache, 'fonts.conf')
  mkdirSync(cache, { recursive: true })
  const ours = join(root, 'node_modules', '@expo-google-fonts', 'noto-sans-sc')
  writeFileSync(
    path,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<dir>${ours}</dir><dir>/usr/share/fonts</dir><cachedir>${cache}/fontconfig</cachedir>
</fontconfig>\n`,
  )
  return { FONTCONFIG_FILE: path }
}
