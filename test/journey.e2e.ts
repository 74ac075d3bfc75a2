// The first loop, whole: a guard reports a blocked exit, the manager registers and assigns it, an engineer puts
// it right, the community accepts and closes it, and the city's board moves while it looks.
//
// It plays in the demonstration city, so the demonstration is tested with it.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { demoPassword } from '#main/demo/cast.ts'
import { seedDemonstration } from '#main/demo/index.ts'
import { loadDivisions } from '#places'
import { sealBatch, verifyChain } from '#server/seal.ts'
import { endBrowser, mustBeAccessible, mustBeQuiet, openPage, shoot, signIn } from './browser.ts'
import { expected as heardOnPhones, online, takePhoto } from './field-phone.ts'
import { startServer, type TestServer } from './server.ts'

const expected = /status of 40\d/
const daysOfHistory = 2

let server: TestServer
before(async () => {
  server = await startServer()
  const { pool, databaseUrl, dataDir } = server
  await pool.begin((tx) => loadDivisions(tx))
  await seedDemonstration({ pool, databaseUrl, dataDir, now: new Date() }, () => {}, daysOfHistory)
})
after(async () => {
  await endBrowser()
  await server.stop()
})

async function desk(account: string, path: string, width: number): Promise<Page> {
  const page = await openPage(server.url, { width })
  await signIn(page, account, demoPassword)
  await page.goto(server.url + path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

async function phone(account: string): Promise<Page> {
  const page = await openPage(`${server.url}/field`, { width: 390 })
  await signIn(page, account, demoPassword)
  await page.getByRole('heading', { name: '今天要做什么' }).waitFor()
  return page
}

const openHazards = async (board: Page): Promise<number> => {
  const figure = board.getByRole('link', { name: /未销号隐患/ }).first()
  await figure.waitFor()
  return Number(
    /未销号隐患\s*([\d,]+)/.exec((await figure.textContent()) ?? '')?.[1]?.replace(',', ''),
  )
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (
    const end = Date.now() + 20_000;
    !(await holds());
    await new Promise((go) => setTimeout(go, 150))
  )
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`)
}

const newest = async () => {
  const [hazard] = await server.pool<{ id: string; state: string }[]>`
    select h.id, h.state from hazards.hazard h join places.place p on p.id = h.compound_id
     where p.name = '海利华宫' order by h.reported_at desc limit 1`
  return hazard!
}

test('from a photo to a closed hazard on the city’s board', async () => {
  const board = await desk('city', '/board', 1440)
  const before = await openHazards(board)
  await mustBeAccessible(board)

  const guard = await phone('guard')
  await guard.getByRole('link', { name: '上报' }).click()
  await takePhoto(guard, '#7a5a48')
  await guard.getByRole('button', { name: '其他种类' }).click()
  await guard.getByRole('button', { name: /安全出口/ }).click()
  await guard.getByRole('button', { name: /1栋楼梯间/ }).click()
  await guard.getByRole('button', { name: '上报', exact: true }).click()
  await guard.getByText(/已送达，编号 YH-/).waitFor()
  mustBeQuiet(guard, heardOnPhones)
  const { id } = await newest()
  await until(
    'the board counts the new hazard',
    async () => (await openHazards(board)) === before + 1,
  )

  const manager = await desk('manager', '/', 1440)
  await manager
    .getByRole('region', { name: /等您登记的隐患/ })
    .or(manager.getByText('等您登记的隐患'))
    .first()
    .waitFor()
  await mustBeAccessible(manager)
  await manager.goto(`${server.url}/hazards/${id}`)
  await manager.getByRole('button', { name: '登记定级' }).click()
  await manager.getByRole('form', { name: '登记定级' }).waitFor()
  await mustBeAccessible(manager)
  await manager
    .getByRole('form', { name: '登记定级' })
    .getByRole('button', { name: '登记定级' })
    .click()
  await manager.getByText('待派单').first().waitFor()
  const [engineerOf] = await server.pool<{ id: string }[]>`
    select id from identity.person where account = 'engineer'`
  await online(manager, 'hazard.assign', {
    hazardId: id,
    assigneeId: engineerOf!.id,
    measure: '清空楼梯间，告知住户',
    interim: '专人值守，每两小时巡查',
    moneyYuan: 200,
    moneySource: '物业服务费',
  })
  await manager.getByText('整改中').first().waitFor()
  await mustBeAccessible(manager)
  await shoot(manager, 'journey-assigned-1440')
  mustBeQuiet(manager, expected)

  const engineer = await phone('engineer')
  await engineer
    .getByRole('link', { name: /安全出口/ })
    .first()
    .click()
  await engineer.getByRole('button', { name: '改好了，拍照提交' }).click()
  await takePhoto(engineer, '#dfe8ee')
  await engineer.getByRole('textbox', { name: /做了什么/ }).fill('已清空')
  await engineer.getByRole('button', { name: '提交整改' }).click()
  await until('the rectification arrived', async () => (await newest()).state === 'rectified')

  const community = await desk('community', `/hazards/${id}`, 390)
  await mustBeAccessible(community)
  await online(community, 'hazard.accept', { hazardId: id, close: true })
  await community.getByText('已销号').first().waitFor()
  await mustBeAccessible(community)
  await shoot(community, 'journey-closed-390')

  await until('the board counts one less', async () => (await openHazards(board)) === before)
  await shoot(board, 'journey-board-1440')
  await until('everything is sealed', async () => {
    await sealBatch(server.db, new Date())
    const [row] = await server.pool<{ n: number }[]>`select count(*) as n from server.unsealed`
    return row!.n === 0
  })
  assert.equal((await verifyChain(server.pool)).brokenAt, null)
})
