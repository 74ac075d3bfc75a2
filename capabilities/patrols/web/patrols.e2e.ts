// Patrols on the desk, in a real browser: the rounds of a day, a doubt settled, a round excused, a route planned
// and changed by keyboard. On a phone's and on a desk's width, with axe on every screen.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { newId } from '#base/id.ts'
import { addDays, addMinutes, clockOf, dayOf } from '#base/time.ts'
import type { Tx } from '#server/command.ts'
import {
  endBrowser,
  mustBeAccessible,
  mustBeQuiet,
  openPage,
  shoot,
  signIn,
} from '../../../test/browser.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { givenPerson } from '../../identity/testing.ts'
import { given, givenCompany, givenCompound, givenTree } from '../../places/testing.ts'
import type { Slot } from '../route.ts'
import { type GivenRound, givenRound } from '../testing.ts'

const password = 'xun-cha-bu-dui-wu-7'
const refusals = /status of (401|403|404|409)/
const widths = [390, 1440] as const
type Width = (typeof widths)[number]

let server: TestServer
/** a compound for each width, so that neither journey sees what the other did */
let compounds: Record<Width, string>

before(async () => {
  server = await startServer()
  await server.db.begin(async (sql) => {
    await givenTree(sql)
    const companyId = await givenCompany(sql)
    const [phone, desk] = [
      await givenCompound(sql, { companyId, name: '海利华宫' }),
      await givenCompound(sql, { companyId, name: '中交中央公园D4区' }),
    ]
    compounds = { 390: phone, 1440: desk }
    await givenPerson(sql, [['street-officer', given.street]], {
      name: '刘街道',
      account: 'street',
      password,
    })
    for (const width of widths) await givenDay(sql, compounds[width], `manager-${width}`)
  })
})
after(async () => {
  await endBrowser()
  await server.stop()
})

/** Rounds of today: one walked, one with a doubt, one missed in part, one that runs, one to come. */
async function givenDay(sql: Tx, compoundId: string, account: string): Promise<void> {
  const guardId = await givenPerson(sql, [['guard', compoundId]], { name: '赵铁柱' })
  await givenPerson(sql, [['project-manager', compoundId]], { name: '王秀兰', account, password })
  const now = new Date()
  const day = dayOf(now)
  const slot = (minutesAgo: number): Slot => ({
    opens: clockOf(addMinutes(now, -minutesAgo)),
    minutes: 60,
  })
  const round = (name: string, minutesAgo: number) =>
    givenRound(sql, compoundId, {
      points: 8,
      day,
      plan: { name, fromOn: day, slots: [slot(minutesAgo)] },
    })
  const walked = await round('东区巡查', 300)
  const doubted = await round('西区巡查', 240)
  const missed = await round('地库巡查', 180)
  await round('夜间防火', 20)
  await walk(sql, walked, guardId, 8, addMinutes(walked.opensAt, 50))
  await walk(sql, doubted, guardId, 8, doubted.opensAt)
  await walk(sql, missed, guardId, 5, addMinutes(missed.opensAt, 50))
}

/** Scans five minutes apart; those after the instant of receipt claim a time the server had not reached. */
async function walk(sql: Tx, round: GivenRound, by: string, points: number, receivedAt: Date) {
  const { scanBatch } = await import('../commands/patrol-scan-batch.ts')
  const scans = round.points.slice(0, points).map(({ id, code }, i) => ({
    id: newId(),
    checkpointId: id,
    at: addMinutes(round.opensAt, 2 + i * 5).toISOString(),
    code,
  }))
  const { compoundId, roundId } = round
  const actor = { id: by, name: '', holds: { 'patrol.walk': [compoundId] } }
  const input = scanBatch.input.parse({ compoundId, roundId, scans })
  const context = {
    sql,
    actor,
    now: receivedAt,
    at: receivedAt,
    commandId: newId(),
    record: () => {},
  }
  await scanBatch.run(context, input)
}

const open = async (path: string, width: number, account = `manager-${width}`): Promise<Page> => {
  const page = await openPage(server.url, { width })
  await signIn(page, account, password)
  await page.goto(server.url + path)
  return page
}
const looked = async (page: Page, name: string, width: number): Promise<void> => {
  await mustBeAccessible(page)
  await shoot(page, `patrols-${name}-${width}`, true)
}
const rounds = (page: Page) => page.getByRole('table', { name: '巡查班次' })

for (const width of widths) {
  test(`a manager sees how the rounds of today stand, and opens the numbers (${width} px)`, async () => {
    const page = await open('/patrols', width)
    await page.getByRole('heading', { level: 1, name: '今天的班次走到哪了' }).waitFor()
    for (const name of ['东区巡查', '西区巡查', '地库巡查', '夜间防火'])
      await rounds(page).getByText(name).waitFor()
    await rounds(page).getByText('漏 3 点').waitFor()
    await looked(page, 'rounds', width)

    await page.getByRole('link', { name: /存疑/ }).click()
    await rounds(page).getByText('东区巡查').waitFor({ state: 'detached' })
    assert.equal(new URL(page.url()).searchParams.get('state'), 'suspect')
    await rounds(page).getByRole('link').first().click()
    await page.getByRole('heading', { level: 1, name: /西区巡查/ }).waitFor()
    mustBeQuiet(page, refusals)
  })

  test(`a doubt is settled with a reason, by somebody who did not walk (${width} px)`, async () => {
    const page = await open('/patrols?state=suspect', width)
    await rounds(page).getByRole('link').first().click()
    await page.getByText('声称时间晚于服务器时间').first().waitFor()
    await looked(page, 'round', width)
    await page.getByRole('button', { name: '复核通过' }).click()
    const submit = page
      .getByRole('form', { name: '复核通过' })
      .getByRole('button', { name: '复核通过' })
    await page.getByText('请写明理由').waitFor()
    await page.getByLabel('理由').fill('调阅监控，确已到场')
    await looked(page, 'review', width)
    await submit.click()
    await page.getByText('经过').waitFor()
    await page.getByText('调阅监控，确已到场').first().waitFor()
    mustBeQuiet(page, refusals)
  })

  test(`what was missed is excused with a reason; what was walked stays walked (${width} px)`, async () => {
    const page = await open('/patrols?state=missed', width)
    await rounds(page).getByRole('link').filter({ hasText: /./ }).first().click()
    await page.getByRole('heading', { level: 1, name: /地库巡查/ }).waitFor()
    await page.getByRole('button', { name: '准予免巡' }).click()
    await page.getByLabel('理由').fill('地库施工封闭')
    await page
      .getByRole('form', { name: '准予免巡' })
      .getByRole('button', { name: '准予免巡' })
      .click()
    await page.getByRole('form', { name: '准予免巡' }).waitFor({ state: 'detached' })
    const points = page.getByRole('table', { name: '点位' })
    await points.getByText('免巡').nth(2).waitFor()
    assert.equal(await points.getByText('已巡', { exact: true }).count(), 5)
    mustBeQuiet(page, refusals)
  })

  test(`a route is planned from a proposal and ordered by keyboard (${width} px)`, async () => {
    const page = await open(`/patrols/routes/${compounds[width]}/new`, width)
    await page.getByText(/默认 32 个点位/).waitFor()
    await page.getByLabel('路线名称').fill('周末防火巡查')
    await looked(page, 'route-new', width)

    const points = page.locator('.patrol-points > li')
    const second = (await points.nth(1).locator('.patrol-point-line > span').textContent())!
    await points.nth(1).getByRole('button', { name: /^上移/ }).focus()
    await page.keyboard.press('Alt+ArrowUp')
    await page
      .getByRole('status')
      .getByText(/移到第 1 位/)
      .waitFor()
    assert.equal(await points.nth(0).locator('.patrol-point-line > span').textContent(), second)

    await page.getByLabel('第 2 班开始时间').fill('09:30')
    await page.getByText('两班时间重叠').first().waitFor()
    await page.getByLabel('第 2 班开始时间').fill('14:30')
    await page.getByRole('button', { name: '制定路线' }).click()
    await page.getByRole('heading', { level: 1, name: '周末防火巡查' }).waitFor()
    await looked(page, 'route', width)
    mustBeQuiet(page, refusals)
  })

  test(`a route is changed from tomorrow, and retired (${width} px)`, async () => {
    const page = await open(`/patrols/routes/${compounds[width]}`, width)
    await page.getByRole('heading', { level: 1, name: /怎么巡/ }).waitFor()
    await looked(page, 'routes', width)
    await page.getByRole('link', { name: '东区巡查' }).click()
    await page.getByRole('button', { name: '调整路线' }).click()
    await page.getByText('最早从明天起').waitFor()
    await page.getByRole('button', { name: /^移除 8/ }).click()
    await looked(page, 'route-change', width)
    await page.getByRole('button', { name: /起调整$/ }).click()
    await page.getByText('历次版本').waitFor()
    await page.getByText('第 2 版', { exact: true }).waitFor()

    await page.getByRole('button', { name: '停用', exact: true }).click()
    await page.getByLabel('最后一天').fill(addDays(dayOf(new Date()), 7))
    await page.getByRole('button', { name: '停用路线' }).click()
    await page
      .getByText(/后停用$/)
      .first()
      .waitFor()
    assert.equal(await page.getByRole('button', { name: '调整路线' }).count(), 0)
    mustBeQuiet(page, refusals)
  })

  test(`a street officer sees both compounds, and may not decide (${width} px)`, async () => {
    const page = await open('/patrols', width, 'street')
    await rounds(page).getByText('海利华宫').first().waitFor()
    await rounds(page).getByText('中交中央公园D4区').first().waitFor()
    await looked(page, 'street', width)
    await rounds(page).getByRole('link').first().click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.getByRole('table', { name: '点位' }).waitFor()
    assert.equal(await page.getByRole('button', { name: '准予免巡' }).count(), 0)
    mustBeQuiet(page, refusals)
  })
}
