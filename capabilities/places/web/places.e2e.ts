// Places in a real browser: down the tree to a compound, keeping its profile, and what a guard is not offered.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import {
  endBrowser,
  type Look,
  mustBeAccessible,
  mustBeQuiet,
  openPage,
  shoot,
  signIn,
} from '../../../test/browser.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { givenPerson } from '../../identity/testing.ts'
import {
  given,
  givenAsset,
  givenBuilding,
  givenCheckpoint,
  givenCompany,
  givenCompound,
  givenTree,
} from '../testing.ts'

const password = 'lou-dao-bu-dui-wu-7'
const long = '中交中央公园第四期香樟里国际社区东区高层住宅组团园'
const expected = /status of 40\d/

let server: TestServer
let compoundId: string
before(async () => {
  server = await startServer()
  await server.db.begin(async (sql) => {
    await givenTree(sql)
    const companyId = await givenCompany(sql)
    compoundId = await givenCompound(sql, { companyId, address: '人民中路 1 号', code: 'CS-0001' })
    await givenCompound(sql, {
      name: long,
      parentId: given.otherCommunity,
      households: 1200,
      builtYear: 2019,
    })
    const buildingId = await givenBuilding(sql, compoundId)
    await givenBuilding(sql, compoundId, { name: '2栋', heightM: null })
    await givenAsset(sql, compoundId, { buildingId })
    await givenCheckpoint(sql, compoundId, { buildingId, location: '信报箱旁', floor: 1 })
    await givenCheckpoint(sql, compoundId, {
      number: 2,
      name: '地下水泵房',
      kind: 'pump-room',
      proof: 'P3',
    })
    const people = [
      ['administrator', given.city, '周管理', 'admin'],
      ['street-officer', given.street, '陈街道', 'street'],
      ['project-manager', compoundId, '王秀兰', 'manager'],
      ['guard', compoundId, '赵铁柱', 'guard'],
    ] as const
    for (const [kind, at, name, account] of people)
      await givenPerson(sql, [[kind, at]], { name, account, password })
  })
})
after(async () => {
  await endBrowser()
  await server.stop()
})

async function enter(account: string, path: string, look: Look = {}): Promise<Page> {
  const page = await openPage(server.url, look)
  await signIn(page, account, password)
  await page.goto(server.url + path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.locator('.bm-skeleton').first().waitFor({ state: 'detached' })
  return page
}

for (const look of [
  { width: 1440 },
  { width: 1440, scheme: 'dark', lang: 'en' },
  { width: 390 },
  { width: 390, scheme: 'dark' },
] as const satisfies Look[]) {
  const name = Object.values(look).join('-')
  test(`the list of compounds and one of them, at ${name}`, async () => {
    const page = await enter('admin', '/places', look)
    await page.getByRole('link', { name: '海利华宫' }).waitFor()
    await mustBeAccessible(page)
    await shoot(page, `places-${name}`, true)
    await page.getByRole('link', { name: '海利华宫' }).click()
    await page.getByRole('heading', { name: '海利华宫', level: 1 }).waitFor()
    await page.locator('.bm-skeleton').first().waitFor({ state: 'detached' })
    await mustBeAccessible(page)
    await shoot(page, `compound-${name}`, true)
    mustBeQuiet(page, expected)
  })
}

test('a compound is found by pinyin, and the way back leads up the tree', async () => {
  const page = await enter('admin', '/places')
  await page.getByRole('textbox', { name: '名称、拼音、编号' }).fill('zjzy')
  await page.getByRole('link', { name: '海利华宫' }).waitFor({ state: 'detached' })
  await page.getByRole('link', { name: long }).click()
  await page.getByRole('heading', { name: long, level: 1 }).waitFor()
  await page.getByRole('link', { name: '城南路街道' }).click()
  await page.getByRole('heading', { name: '城南路街道有哪些小区' }).waitFor()
  assert.equal(await page.getByRole('link', { name: '海利华宫' }).count(), 0)
})

test('a manager keeps buildings, assets and checkpoints, and prints labels', async () => {
  const page = await enter('manager', `/places/${compoundId}`)
  await page.getByRole('button', { name: '登记楼栋' }).click()
  const form = page.getByRole('form', { name: '登记楼栋' })
  await mustBeAccessible(page)
  await form.getByLabel('名称').fill('3栋')
  await form.getByLabel('高度 (m)').fill('54.5')
  await form.getByRole('button', { name: '登记' }).click()
  await form.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: '3栋', exact: true }).click()
  const change = page.getByRole('form', { name: '修改3栋' })
  await change.getByLabel('地上层数').fill('18')
  await change.getByRole('button', { name: '保存' }).click()
  await change.waitFor({ state: 'detached' })

  await page.getByRole('button', { name: '1栋1单元客梯' }).click()
  const asset = page.getByRole('form', { name: '修改1栋1单元客梯' })
  await asset.getByLabel('维保单位').fill('长沙安达电梯')
  await mustBeAccessible(page)
  await shoot(page, 'asset-form-1440')
  await asset.getByRole('button', { name: '保存' }).click()
  await asset.waitFor({ state: 'detached' })
  await page.getByText('缺：').waitFor({ state: 'detached' })

  await page.getByRole('button', { name: '设置点位' }).click()
  const point = page.getByRole('form', { name: '设置点位' })
  await point.getByLabel('名称').fill('东门')
  await point.getByRole('button', { name: '设置', exact: true }).click()
  await point.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: '03 东门' }).click()
  await page.getByRole('form', { name: '修改 3 号点位' }).waitFor()
  await mustBeAccessible(page)
  await shoot(page, 'checkpoint-form-1440')
  await page.getByRole('button', { name: /更换标签/ }).click()
  await page.getByRole('button', { name: /确认更换/ }).click()
  await page.getByRole('form', { name: '修改 3 号点位' }).waitFor({ state: 'detached' })

  const [row] = await server.pool`
    select (select floors from places.building where name = '3栋') as floors,
           (select facts ->> 'maintainer' from places.asset) as maintainer,
           (select key_version from places.checkpoint where name = '东门') as version`
  assert.deepEqual(row, { floors: 18, maintainer: '长沙安达电梯', version: 2 })
  const href = await page.getByRole('link', { name: /大（100×70 毫米）/ }).getAttribute('href')
  const pdf = await page.request.get(server.url + href)
  assert.equal(pdf.headers()['content-type'], 'application/pdf')
  mustBeQuiet(page, expected)
})

test('a street officer registers a compound, records its contract and moves it', async () => {
  const page = await enter('street', `/places/${given.community}`)
  await page.getByRole('button', { name: '登记小区' }).click()
  const form = page.getByRole('form', { name: '登记小区' })
  await form.getByLabel('小区名称').fill('海利华宫')
  await form.getByRole('button', { name: '登记', exact: true }).click()
  await form.getByText('这里已有名为“海利华宫”的地点').waitFor()
  await form.getByLabel('小区名称').fill('碧湘园')
  await form.getByLabel('户数').fill('320')
  await mustBeAccessible(page)
  await form.getByRole('button', { name: '登记', exact: true }).click()
  await page.getByRole('heading', { name: '碧湘园', level: 1 }).waitFor()

  await page.getByRole('button', { name: '登记合同' }).click()
  const contract = page.getByRole('form', { name: '登记物业服务合同' })
  await contract.getByLabel('物业企业').click()
  await contract.getByLabel('物业企业').fill('湘江')
  await page.getByText('湘江美居物业服务有限公司').last().click()
  await mustBeAccessible(page)
  await contract.getByRole('button', { name: '登记', exact: true }).click()
  await contract.waitFor({ state: 'detached' })
  await page.getByText('履行中').waitFor()

  await page.getByRole('button', { name: '管理' }).click()
  await page.getByRole('menuitem', { name: '更名' }).click()
  const rename = page.getByRole('form', { name: '碧湘园更名' })
  await rename.getByLabel('名称').fill('碧湘新园')
  await rename.getByRole('button', { name: '更名' }).click()
  await page.getByRole('heading', { name: '碧湘新园', level: 1 }).waitFor()
  mustBeQuiet(page, expected)
})

test('a guard sees the compound, and neither forms nor the codes he must walk to', async () => {
  const page = await enter('guard', `/places/${compoundId}`, { width: 390 })
  await page.getByText('地下水泵房').waitFor()
  for (const name of ['设置点位', '登记设备', '登记楼栋', '登记合同', '修改档案', '管理'])
    assert.equal(await page.getByRole('button', { name }).count(), 0, name)
  assert.equal(await page.getByText('手输码').count(), 0)
  assert.equal(await page.getByText('打印全部标签').count(), 0)
  await mustBeAccessible(page)
})
