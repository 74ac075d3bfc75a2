// The board in a real browser, over a demonstration city of some days: from the city down to a compound, by
// mouse and by keyboard, on a phone, on a wall; it moves when something happens, and every figure opens its list.

import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { newId } from '#base/id.ts'
import { type App, startApp } from '#main/app.ts'
import { demoPassword } from '#main/demo/cast.ts'
import { seedDemonstration } from '#main/demo/index.ts'
import { divisions } from '#main/seeds.ts'
import { dist } from '#main/web-build.ts'
import { connect } from '#server/db.ts'
import { quiet } from '#server/log.ts'
import { freshDatabase } from '#server/testing.ts'
import { drawnPhoto, sha256Of } from '../capabilities/evidence/testing.ts'
import {
  endBrowser,
  type Look,
  mustBeAccessible,
  mustBeQuiet,
  openPage,
  shoot,
  signIn,
} from './browser.ts'

const daysPlayed = 12

let app: App
let endCity: () => Promise<void>
before(async () => {
  const database = await freshDatabase()
  const dataDir = mkdtempSync(join(tmpdir(), 'baimi-board-'))
  const pool = connect(database.url, { max: 2 })
  const ground = { pool, databaseUrl: database.url, dataDir, now: new Date() }
  await divisions.run(ground)
  await seedDemonstration(ground, () => {}, daysPlayed)
  await pool.end()
  app = await startApp({
    databaseUrl: database.url,
    dataDir,
    dist,
    port: 0,
    log: quiet,
    rateMax: 1_000_000,
  })
  endCity = async () => {
    await app.stop()
    await database.drop()
    rmSync(dataDir, { recursive: true, force: true })
  }
})
after(async () => {
  await endBrowser()
  await endCity()
})

async function enter(account: string, path: string, look: Look = {}): Promise<Page> {
  const page = await openPage(app.url, look)
  await signIn(page, account, demoPassword)
  await page.goto(app.url + path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}
const said = async (where: Locator): Promise<string> => (await where.textContent()) ?? ''
const numberIn = (words: string): number => Number(words.replaceAll(',', ''))
// What a browser says by itself when the door asks who it is.
const expected = /status of 401/

const every = ['city', 'district', 'street', 'community', 'compound'] as const
for (const [look, levels] of [
  [{ width: 1440 }, every],
  [{ width: 390 }, every],
  [{ width: 1440, scheme: 'dark', lang: 'en' }, every.slice(0, 2)],
  [{ width: 768 }, every.slice(0, 1)],
] as const satisfies [Look, readonly string[]][])
  test(`the board of the ${levels.join(', ')} at ${Object.values(look).join(' ')}`, async () => {
    const page = await enter('city', '/board', look)
    for (const level of levels) {
      if (level !== 'city') await goDown(page)
      await page.locator('.ov-board').waitFor()
      await page.locator('.bm-skeleton').first().waitFor({ state: 'detached' })
      await mustBeAccessible(page)
      await shoot(page, `board-${level}-${Object.values(look).join('-')}`, true)
    }
    if (levels.length < every.length) return
    // City, district, street, community; and the grid, where there is one.
    assert.ok((await page.locator('.bm-crumbs a').count()) >= 4)
    await page.locator('.bm-crumbs a').first().click()
    await page.getByRole('heading', { name: '长沙市' }).waitFor()
    mustBeQuiet(page, expected)
  })

/** The first row is the most pressing place, and the way down to it. */
async function goDown(page: Page): Promise<void> {
  const here = await said(page.getByRole('heading', { level: 1 }))
  await page.locator('.ov-children a.bm-table-open').first().click()
  await page.waitForFunction((before) => document.querySelector('h1')?.textContent !== before, here)
}

test('map and list light up together, and the keyboard goes down', async () => {
  const page = await enter('city', '/board')
  const first = page.locator('.ov-children tbody tr').first()
  await first.hover()
  const lit = page.locator('.ov-map .ov-shape.ov-lit')
  await lit.first().waitFor()
  const name = await said(first.locator('a').first())
  assert.ok(
    (
      await page.locator('.ov-map a', { has: page.locator('.ov-lit') }).getAttribute('aria-label')
    )?.startsWith(name),
  )

  await page.locator('.ov-children a.bm-table-open').first().focus()
  await page.keyboard.press('ArrowDown')
  const second = await said(page.locator('.ov-children tbody tr').nth(1).locator('a').first())
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), second)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: second }).waitFor()
})

test('every figure opens the list that holds exactly these', async () => {
  const page = await enter('city', '/board')
  const figure = page.locator('.bm-figure', { hasText: '逾期未整改' })
  const address = new URL((await figure.getAttribute('href'))!, app.url)
  assert.equal(address.pathname, '/hazards')
  const input = new URLSearchParams(address.search)
  const count = numberIn(await said(figure.locator('.bm-figure-value')))
  let rows = 0
  let next: string | null = ''
  while (next !== null) {
    if (next) input.set('after', next)
    const answer = await page.request.get(`${app.url}/api/hazard.list?${input}`)
    const list = (await answer.json()) as { rows: unknown[]; next: string | null }
    rows += list.rows.length
    next = list.next
  }
  assert.equal(rows, count)
})

test('what happens shows on the board without a reload', async () => {
  const page = await enter('city', '/board')
  const found = page.locator('.bm-figure', { hasText: '未销号隐患' }).locator('.bm-figure-value')
  await found.waitFor()
  const before = numberIn(await said(found))
  await reportHazard(await enter('guard', '/'))
  await page.waitForFunction(
    (expected) =>
      [...document.querySelectorAll('.bm-figure')]
        .find((one) => one.textContent?.includes('未销号隐患'))
        ?.querySelector('.bm-figure-value')
        ?.textContent?.replaceAll(',', '') === String(expected),
    before + 1,
    { timeout: 20_000 },
  )
  await page.locator('.ov-happened li', { hasText: '发现隐患' }).first().waitFor()
})

/** A guard reports something from his page, as his phone would. */
async function reportHazard(page: Page): Promise<void> {
  const { csrf } = (await (await page.request.get(`${app.url}/api/session.current`)).json()) as {
    csrf: string
  }
  const headers = { 'x-csrf': csrf, origin: app.url }
  const photo = await drawnPhoto()
  const sha256 = sha256Of(photo)
  const brought = await page.request.put(`${app.url}/api/evidence/${sha256}`, {
    data: photo,
    headers: { ...headers, 'content-type': 'image/jpeg' },
  })
  assert.ok(brought.ok(), await brought.text())
  const [place] = await app.pool<{ id: string }[]>`
    select post.at_id as id from identity.post join identity.person on person.id = person_id
     where account = 'guard' limit 1`
  const input = {
    hazardId: newId(),
    compoundId: place!.id,
    typeCode: 'FIRE-03',
    location: '东门',
    photos: [sha256],
  }
  const answer = await page.request.post(`${app.url}/api/commands/hazard.report`, {
    data: { id: newId(), input },
    headers,
  })
  assert.ok(answer.ok(), await answer.text())
}

test('a company opens on its own compounds; a manager on the one he runs', async () => {
  const company = await enter('company', '/board')
  await company.locator('.ov-children').waitFor()
  await mustBeAccessible(company)
  await shoot(company, 'board-company-1440', true)
  const manager = await enter('manager', '/board')
  await manager.locator('.ov-board').waitFor()
  assert.equal(await manager.locator('.ov-children').count(), 0)
})

test('somebody else’s board is refused with a sentence', async () => {
  const [other] = await app.pool<
    { id: string }[]
  >`select id from places.place where kind = 'district' limit 1`
  const page = await enter('manager', `/board/${other!.id}`)
  await page.getByText('没有这个地点的总览').waitFor()
  await mustBeAccessible(page)
})

for (const [width, height] of [
  [1920, 1080],
  [3840, 1080],
] as const)
  test(`a wall of ${width}×${height} shows everything on one screen`, async () => {
    const page = await enter('city', '/wall', { width, height })
    await page.locator('.ov-wall-now li').first().waitFor()
    await mustBeAccessible(page)
    const overflow = await page.evaluate(
      () => document.documentElement.scrollHeight - document.documentElement.clientHeight,
    )
    assert.ok(overflow <= 0, `${overflow} px below the edge`)
    await shoot(page, `wall-${width}`)
    await page.getByRole('link', { name: '退出大屏' }).click()
    await page.locator('.ov-board').waitFor()
    assert.equal(
      await page.evaluate(() => document.documentElement.classList.contains('ov-wall-root')),
      false,
    )
  })
