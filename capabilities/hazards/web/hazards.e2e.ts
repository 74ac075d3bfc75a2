// Hazards in a real browser, on a phone's and on a desk's width: found in the list, registered, assigned with
// the five elements, rectified, accepted and closed; refused where the table refuses, and told in words.

import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { newId } from '#base/id.ts'
import { holdings } from '#base/permission.ts'
import { receive } from '#evidence'
import { localBlobs } from '#server/blobs.ts'
import type { AnyCommand } from '#server/command.ts'
import { dispatch } from '#server/dispatch.ts'
import {
  endBrowser,
  mustBeAccessible,
  mustBeQuiet,
  openPage,
  shoot,
  signIn,
} from '../../../test/browser.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { sha256Of } from '../../evidence/testing.ts'
import { givenPerson } from '../../identity/testing.ts'
import { given, givenCompany, givenCompound, givenTree } from '../../places/testing.ts'
import {
  assignHazard,
  commentHazard,
  rectifyHazard,
  registerHazard,
  reportHazard,
} from '../commands/index.ts'
import { permissions } from '../permissions.ts'

const password = 'lou-dao-bu-dui-wu-7'
const refusals = /status of (401|403|404|409)/

let server: TestServer
let compoundId: string
const people = {} as Record<
  'guard' | 'engineer' | 'manager' | 'community',
  { id: string; kind: string; at: string }
>

before(async () => {
  server = await startServer()
  await server.db.begin(async (sql) => {
    await givenTree(sql)
    const companyId = await givenCompany(sql)
    compoundId = await givenCompound(sql, { companyId })
    const posts = [
      ['guard', '周强', 'guard', compoundId],
      ['engineer', '王建军', 'engineer', compoundId],
      ['manager', '李秀兰', 'project-manager', compoundId],
      ['community', '陈敏', 'community-officer', given.community],
    ] as const
    for (const [account, name, kind, at] of posts)
      people[account] = {
        id: await givenPerson(sql, [[kind, at]], { name, account, password }),
        kind,
        at,
      }
  })
})
after(async () => {
  await endBrowser()
  await server.stop()
})

const opened: Page[] = []
afterEach(() => Promise.all(opened.splice(0).map((page) => page.context().close())))

const open = async (
  path: string,
  account: string,
  width: number,
  scheme?: 'dark',
): Promise<Page> => {
  const page = await openPage(server.url, { width, ...(scheme ? { scheme } : {}) })
  opened.push(page)
  await signIn(page, account, password)
  await page.goto(server.url + path)
  return page
}
const looked = async (page: Page, name: string, width: number): Promise<void> => {
  await mustBeAccessible(page)
  await shoot(page, `hazards-${name}-${width}`, true)
}
/** What somebody does by other means while the browser looks elsewhere. */
async function done(
  account: keyof typeof people,
  command: AnyCommand,
  input: object,
): Promise<void> {
  const { id, kind, at } = people[account]
  const actor = { id, name: account, holds: holdings(permissions, [{ kind, at }]) }
  const { db, worker } = server
  const answer = await dispatch(
    { db, ledger: worker.ledger },
    command,
    actor,
    { id: newId(), input },
    new Date(),
  )
  assert.ok(answer.ok, JSON.stringify(answer))
}
async function photoBy(account: keyof typeof people, color: string): Promise<string> {
  const bytes = await sharp({ create: { width: 640, height: 480, channels: 3, background: color } })
    .composite([
      {
        input: Buffer.from(
          `<svg width="640" height="480"><text x="24" y="450" font-size="20" fill="#fff">${newId()}</text></svg>`,
        ),
      },
    ])
    .jpeg()
    .toBuffer()
  const sha256 = sha256Of(bytes)
  const blobs = localBlobs(`${server.dataDir}/evidence`)
  await receive(server.pool, blobs, { sha256, bytes, by: people[account].id, at: new Date() })
  return sha256
}
async function reported(location: string, typeCode = 'FIRE-01'): Promise<string> {
  const hazardId = newId()
  const photos = [await photoBy('guard', '#7a5a48')]
  await done('guard', reportHazard, {
    hazardId,
    compoundId,
    typeCode,
    location,
    note: '纸箱堵住疏散门',
    photos,
  })
  return hazardId
}
const stateOf = async (id: string): Promise<string> =>
  (await server.pool`select state from hazards.hazard where id = ${id}`)[0]!.state
const until = async (id: string, state: string): Promise<void> => {
  for (
    const end = Date.now() + 15_000;
    (await stateOf(id)) !== state;
    await new Promise((go) => setTimeout(go, 100))
  )
    if (Date.now() > end) throw new Error(`it never was ${state}, but ${await stateOf(id)}`)
}

for (const width of [390, 1440]) {
  test(`a report is found, registered and assigned with all five elements (${width} px)`, async () => {
    const hazardId = await reported(`3 栋 ${width} 单元`)
    const page = await open('/hazards', 'manager', width)
    await page
      .getByRole('link', { name: /安全出口/ })
      .first()
      .waitFor()
    await looked(page, 'list', width)

    await page.goto(`${server.url}/hazards/${hazardId}`)
    await page.getByRole('button', { name: '登记定级' }).click()
    await looked(page, 'register', width)
    await page.getByRole('button', { name: '登记定级' }).click()
    await until(hazardId, 'registered')

    await page.getByRole('button', { name: '派单' }).click()
    const send = page.getByRole('button', { name: '派单' })
    await page.getByText(/还没有填写/).waitFor()
    await looked(page, 'assign-incomplete', width)
    await page.getByRole('combobox', { name: '责任人' }).click()
    await page.getByRole('combobox', { name: '责任人' }).fill('王建军')
    await page.locator('.ant-select-item-option', { hasText: '王建军' }).first().click()
    await page.getByLabel('整改措施').fill('清空疏散门前杂物，更换门锁')
    await page.getByLabel('临时措施（预案）').fill('专人值守，每两小时巡查')
    await page.getByLabel('资金（元）').fill('300')
    await page.getByLabel('资金来源').fill('物业服务费')
    await looked(page, 'assign', width)
    await send.click()
    await until(hazardId, 'assigned')
    await page.getByText('责任人：王建军').waitFor()
    await looked(page, 'assigned', width)
    mustBeQuiet(page, refusals)
  })

  test(`four eyes: the manager may not accept a serious one; the community does, and closes it (${width} px)`, async () => {
    const hazardId = await reported(`5 栋 ${width} 单元`)
    await done('manager', registerHazard, { hazardId, grade: 2 })
    await done('manager', assignHazard, {
      hazardId,
      assigneeId: people.engineer.id,
      measure: '清空',
      moneyYuan: 0,
      moneySource: '无需',
      interim: '值守',
    })
    await done('engineer', rectifyHazard, {
      hazardId,
      photos: [await photoBy('engineer', '#4c7a52')],
      note: '已清空',
    })
    const manager = await open(`/hazards/${hazardId}`, 'manager', width)
    await manager.getByText('须由社区或以上一级办理').first().waitFor()
    await looked(manager, 'refused', width)

    const community = await open(`/hazards/${hazardId}`, 'community', width)
    await community.getByRole('button', { name: '验收通过' }).click()
    await community.getByLabel(/说明/).fill('现场复查，通道畅通')
    await looked(community, 'accept', width)
    await community.getByRole('button', { name: '验收通过' }).click()
    await until(hazardId, 'closed')
    await community.getByText('已销号').first().waitFor()
    await looked(community, 'closed', width)
    mustBeQuiet(community, refusals)
  })

  test(`who acts on what was moved meanwhile is told so, and nothing is lost (${width} px)`, async () => {
    const hazardId = await reported(`7 栋 ${width} 单元`, 'FIRE-10')
    // Without its stream, as after a moment underground: the page still shows what was.
    const page = await open('/account', 'community', width)
    await page.route('**/api/stream', (route) => route.abort())
    await page.goto(`${server.url}/hazards/${hazardId}`)
    await page.getByRole('button', { name: '登记定级' }).click()
    await done('manager', registerHazard, { hazardId, grade: 3 })
    await page.getByRole('button', { name: '登记定级' }).click()
    await page
      .getByRole('alert')
      .getByText(/李秀兰 刚在 \d\d:\d\d 办理了“登记定级”/)
      .waitFor()
    await looked(page, 'moved-on', width)
  })
}

test('the list keeps its filters in the address, and the chosen hazard beside it', async () => {
  const hazardId = await reported('9 栋地下车库', 'WATER-02')
  await done('guard', commentHazard, { hazardId, note: '积水约五厘米' })
  const page = await open('/hazards?typeCode=WATER-02', 'manager', 1440)
  await page
    .getByRole('link', { name: /排水泵/ })
    .first()
    .click()
  await page.waitForURL(/typeCode=WATER-02.*hazard=/)
  await page.getByText('积水约五厘米').waitFor()
  await looked(page, 'beside', 1440)
  await page.keyboard.press('Escape')
  await page.getByText('积水约五厘米').waitFor({ state: 'detached' })
  const workbook = page.waitForEvent('download')
  await page.getByRole('link', { name: '导出台账' }).click()
  assert.match((await workbook).suggestedFilename(), /隐患台账.*\.xlsx/)
})

test('in the dark it reads as well', async () => {
  const hazardId = await reported('11 栋', 'GAS-01')
  const page = await open(`/hazards/${hazardId}`, 'manager', 1440, 'dark')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await looked(page, 'dark', 1440)
})

test('where there is nothing, the page says what that means', async () => {
  const page = await open('/hazards?group=closed&typeCode=CONF-01', 'manager', 1440)
  await page.getByText('没有符合的隐患').waitFor()
  await looked(page, 'empty', 1440)
  await page.goto(`${server.url}/hazards/${newId()}`)
  await page.getByText('没有这条隐患').first().waitFor()
  await mustBeAccessible(page)
})
