// A real browser for journeys: pages of any width, language and scheme, looked at by axe and by camera.

import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type BrowserContext, chromium, type Browser as Driven, type Page } from 'playwright-core'
import type { Lang } from '#base/text.ts'
import { root } from '#server/migrate.ts'
import { bringBrowser } from './chromium.ts'

export type Look = {
  /** 390 is a phone, 1440 a desk; anything else is taken as it is */
  width?: number
  height?: number
  lang?: Lang
  scheme?: 'light' | 'dark'
  /** cookies and storage of an earlier page, to stay signed in */
  like?: Page
  /** `camera` shows Chromium's test picture, `geolocation` stands in Changsha */
  permissions?: string[]
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--font-render-hinting=none',
]
/** Kept in the repository only when asked for, since the clock in them changes every day. */
const pictures = join(root, process.env['SCREENS'] ? 'docs/screens' : '.cache/screens')

let driven: Promise<Driven> | undefined
const complaints = new WeakMap<Page, string[]>()

/** The browser of this process, started when it is first needed. */
export function browser(): Promise<Driven> {
  driven ??= launch()
  return driven
}

async function launch(): Promise<Driven> {
  const { path, env } = bringBrowser((line) => console.error(line))
  return chromium.launch({
    executablePath: path,
    args: flags,
    headless: true,
    env: { ...process.env, ...env } as Record<string, string>,
  })
}

/** Call in `after`. */
export async function endBrowser(): Promise<void> {
  const ending = driven
  driven = undefined
  await (await ending)?.close()
}

/** A page of its own, with nothing stored. What goes wrong in it is kept for `mustBeQuiet`. */
export async function openPage(address: string, look: Look = {}): Promise<Page> {
  const context = await contextLike(look)
  const page = await context.newPage()
  const heard: string[] = []
  complaints.set(page, heard)
  page.on('pageerror', (error) => heard.push(`threw ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') heard.push(`said ${message.text()} (${message.location().url})`)
  })
  await page.goto(address)
  return page
}

async function contextLike(look: Look): Promise<BrowserContext> {
  const { width = 1440, lang = 'zh', scheme = 'light' } = look
  const isPhone = width < 600
  return (await browser()).newContext({
    viewport: { width, height: look.height ?? (isPhone ? 844 : 900) },
    deviceScaleFactor: isPhone ? 2 : 1,
    hasTouch: isPhone,
    locale: lang === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Asia/Shanghai',
    colorScheme: scheme,
    reducedMotion: 'reduce',
    geolocation: { latitude: 28.1127, longitude: 112.9834 },
    permissions: look.permissions ?? [],
    ...(look.like ? { storageState: await look.like.context().storageState() } : {}),
  })
}

/** Signs in without the form, for journeys about something else. */
export async function signIn(page: Page, account: string, password: string): Promise<void> {
  // A request made beside the page; the origin is what a page of ours would send.
  const { origin } = new URL(page.url())
  const answer = await page.request.post(`${origin}/api/sign-in`, {
    data: { account, password },
    headers: { origin },
  })
  assert.equal(answer.ok(), true, `${account} could not sign in: ${await answer.text()}`)
  await page.reload()
}

/** Nothing was thrown, and nothing complained about on the console. */
export function mustBeQuiet(page: Page, except: RegExp = /^$/): void {
  const heard = (complaints.get(page) ?? []).filter((line) => !except.test(line))
  assert.deepEqual(heard, [])
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** axe finds nothing, and nothing is wider than the screen. */
export async function mustBeAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
  const found = violations.map(({ id, help, nodes }) => {
    const where = nodes
      .slice(0, 3)
      .map(({ target, failureSummary }) => `${target}: ${failureSummary}`)
    return `${id}: ${help}\n    ${where.join('\n    ')}`
  })
  assert.equal(found.length, 0, `axe on ${page.url()}\n  ${found.join('\n  ')}`)
  const all = 'document.documentElement'
  const overflow = await page.evaluate<number>(`${all}.scrollWidth - ${all}.clientWidth`)
  assert.ok(overflow <= 0, `${page.url()} is ${overflow} px wider than the screen`)
}

/** Takes a picture for docs/screens (with SCREENS=1) or .cache/screens. */
export async function shoot(page: Page, name: string, whole = false): Promise<void> {
  mkdirSync(pictures, { recursive: true })
  await page.evaluate('document.fonts.ready')
  await page.screenshot({
    path: join(pictures, `${name}.png`),
    fullPage: whole,
    animations: 'disabled',
    caret: 'hide',
  })
}
