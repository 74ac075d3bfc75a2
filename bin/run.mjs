// Runs one of the project's programs on the project's own Node, after installing what is missing.
//
// The only file that any Node from 20 on must understand: the rest is TypeScript for Node 24, which comes
// from npm like everything else. It starts `node_modules/.bin/node` by its path and never by PATH.

import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const chinese = /^zh/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '')
const say = (zh, en) => process.stderr.write(`${chinese ? zh : en}\n`)
const stop = (zh, en) => {
  say(zh, en)
  process.exit(1)
}
const atLeast = (version, wanted) => {
  const [a, b] = [version, wanted].map((text) => text.replace(/^v/, '').split('.').map(Number))
  return a[0] > b[0] || (a[0] === b[0] && a[1] >= b[1])
}

if (!atLeast(process.version, '20.0'))
  stop(
    `需要 Node 20 或更新版本，当前是 ${process.version}。请从 https://nodejs.org 安装后重试`,
    `Node 20 or newer is needed, this is ${process.version}. Install it from https://nodejs.org and try again`,
  )
if (!isInstalled()) await install()
await run(nodes(), process.argv.slice(2))

/** Whether node_modules holds what the lock file asks for, package by package. */
function isInstalled() {
  const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8')).packages
  if (!existsSync(join(root, 'node_modules/.package-lock.json'))) return false
  const wanted = read('package-lock.json')
  const present = read('node_modules/.package-lock.json')
  const withoutDev = /\bdev\b/.test(process.env.npm_config_omit || '') || isProduction()
  return Object.entries(wanted).every(([path, { version, dev, optional, devOptional, link }]) => {
    if (path === '' || link) return true
    if (!present[path]) return Boolean(optional || (withoutDev && (dev || devOptional)))
    return present[path].version === version
  })
}

function isProduction() {
  return process.env.NODE_ENV === 'production'
}

async function install() {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const count = Object.values(lock.packages).filter((one) => !one.optional).length
  say(`正在安装 ${count} 个依赖包（约一分钟）`, `Installing ${count} packages (about a minute)`)
  // The npm that started us, else the one on the PATH.
  const npm = process.env.npm_execpath
  const [command, ...before] = npm?.endsWith('.js') ? [process.execPath, npm] : ['npm']
  const began = Date.now()
  const ticker = setInterval(() => {
    const seconds = Math.round((Date.now() - began) / 1000)
    if (process.stderr.isTTY) process.stderr.write(`\r  ${seconds} s`)
    else if (seconds % 10 === 0) say(`  已用 ${seconds} 秒`, `  ${seconds} s`)
  }, 1000)
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error', '--no-progress']
  const omit = isProduction() ? ['--omit=dev'] : ['--include=dev']
  const { code } = await ended(
    spawn(command, [...before, 'ci', ...omit, ...quiet], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    }),
  )
  clearInterval(ticker)
  if (process.stderr.isTTY) process.stderr.write('\r')
  if (code !== 0)
    stop(
      'npm ci 没有成功，原因见上。若是网络问题，请换一个镜像：npm config set registry <镜像地址>',
      'npm ci failed for the reason above. Is the registry reachable? npm config set registry <mirror> names another one',
    )
  say(
    `依赖已装好，用时 ${Math.round((Date.now() - began) / 1000)} 秒`,
    `Installed in ${Math.round((Date.now() - began) / 1000)} s`,
  )
}

/** The Node of node_modules, then the one that runs us, if it can run TypeScript. */
function nodes() {
  const own = join(root, 'node_modules', '.bin', 'node')
  const usable = [
    ...(existsSync(own) ? [own] : []),
    ...(atLeast(process.version, '24.12') ? [process.execPath] : []),
  ]
  if (usable.length > 0) return usable
  return stop(
    `npm 没有适合 ${process.platform}-${process.arch} 的 Node 24。请自行安装 Node 24.12 或更新版本后重试（当前 ${process.version}）`,
    `npm has no Node 24 for ${process.platform}-${process.arch}. Install Node 24.12 or newer yourself and try again (this is ${process.version})`,
  )
}

/** Runs the program to its end, hands it our signals, and ends as it ended. */
async function run([node, ...others], args) {
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH}`,
      NODE_COMPILE_CACHE: join(root, '.cache', 'compiled'),
      BAIMI_STARTED_BY: `${process.pid}`,
    },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'])
    process.on(signal, () => child.kill(signal))
  // npm or its shell may die without a word to us; then nobody wants this program any more.
  const parent = process.ppid
  if (process.env.npm_lifecycle_event)
    setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 1000).unref()
  const { code, signal, error } = await ended(child)
  // A Linux without glibc has the file but cannot run it.
  if (error && others.length > 0) return run(others, args)
  if (error)
    stop(
      `无法运行 ${node}（${error.message}）。请自行安装 Node 24.12 或更新版本后重试`,
      `${node} does not run here (${error.message}). Install Node 24.12 or newer yourself and try again`,
    )
  process.exit(code ?? 128 + (constants.signals[signal] ?? 1))
}

function ended(child) {
  return new Promise((done) => {
    child.once('error', (error) => done({ code: 1, error }))
    child.once('exit', (code, signal) => done({ code, signal }))
  })
}
