// A browser with a profile on disk that can be killed like a phone that runs out of battery.

import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Browser, chromium, type Page } from 'playwright-core'
import { bringBrowser } from './chromium.ts'

const flags = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--lang=zh-CN',
  '--accept-lang=zh-CN',
  '--remote-debugging-port=0',
]

export class KillableBrowser {
  readonly profile = mkdtempSync(join(tmpdir(), 'baimi-phone-'))
  #process: ChildProcess | undefined
  #driven: Browser | undefined

  /** Starts it on its profile, as it was left. */
  async start(): Promise<Page> {
    const { path, env } = bringBrowser(() => undefined)
    const started = spawn(path, [...flags, `--user-data-dir=${this.profile}`, 'about:blank'], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
      // A group of its own, so that all its processes die in one moment.
      detached: true,
    })
    this.#process = started
    const address = await new Promise<string>((found, lost) => {
      const lines = createInterface({ input: started.stderr! })
      lines.on('line', (line) => {
        const [, url] = /DevTools listening on (ws:\S+)/.exec(line) ?? []
        if (url) found(url)
      })
      started.once('exit', () => lost(new Error('the browser did not start')))
    })
    this.#driven = await chromium.connectOverCDP(address)
    const page = this.#driven.contexts()[0]!.pages()[0]!
    await page.setViewportSize({ width: 390, height: 844 })
    return page
  }

  /** No goodbye, nothing flushed. */
  async kill(): Promise<void> {
    const dying = this.#process
    if (!dying?.pid) return
    const gone = new Promise((done) => dying.once('exit', done))
    process.kill(-dying.pid, 'SIGKILL')
    await gone
    await this.#driven?.close().catch(() => undefined)
    this.#process = undefined
  }

  async end(): Promise<void> {
    await this.kill()
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 })
  }
}
