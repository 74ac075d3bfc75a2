// An import in a real browser: a wrong row, its workbook, the mended one, and the city it becomes.

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
import { given, givenCompany, givenCompound, givenTree } from '../../places/testing.ts'
import { xlsxOf } from '../testing.ts'

const password = 'lou-dao-bu-dui-wu-7'
let server: TestServer
before(async () => {
  server = await startServer()
  await server.db.begin(async (sql) => {
    await givenTree(sql)
    await givenCompany(sql)
    await givenCompound(sql)
    await givenPerson(sql, [['administrator', given.city]], {
      name: '周管理',
      account: 'admin',
      password,
    })
  })
})
after(async () => {
  await endBrowser()
  await server.stop()
})

async function enter(look: Look = {}): Promise<Page> {
  const page = await openPage(server.url, look)
  await signIn(page, 'admin', password)
  await page.goto(`${server.url}/import`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

async function handIn(
  page: Page,
  name: string,
  sheets: Parameters<typeof xlsxOf>[0],
): Promise<void> {
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  await page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType, buffer: await xlsxOf(sheets) })
  await page
    .getByRole('region', { name: '检查结果' })
    .or(page.getByRole('region', { name: 'What would happen' }))
    .waitFor()
}

const wrong = {
  小区: [
    ['小区名称', '社区', '户数', '备注'],
    ['海利华宫', '八角亭社区', 872, ''],
    ['碧湘园', '八角亭社区', '三百多', ''],
    ['无名园', '不存在的社区', 12, ''],
  ],
  楼栋: [
    ['小区', '楼栋', '高度'],
    ['海利华宫', '1栋', 99.5],
    ['碧湘园', '1栋', 54],
  ],
}
const mended = {
  小区: [
    ['小区名称', '社区', '户数'],
    ['海利华宫', '八角亭社区', 872],
    ['碧湘园', '八角亭社区', 320],
  ],
  楼栋: [
    ['小区', '楼栋', '高度'],
    ['海利华宫', '1栋', 99.5],
    ['碧湘园', '1栋', 54],
  ],
}

for (const look of [
  { width: 1440 },
  { width: 1440, scheme: 'dark', lang: 'en' },
  { width: 390 },
] as const satisfies Look[]) {
  const name = Object.values(look).join('-')
  test(`a workbook with wrong rows, at ${name}`, async () => {
    const page = await enter(look)
    await mustBeAccessible(page)
    await shoot(page, `import-${name}`, true)
    await handIn(page, '小区台账.xlsx', wrong)
    await mustBeAccessible(page)
    await shoot(page, `import-refused-${name}`, true)
    mustBeQuiet(page, /status of 40\d/)
  })
}

test('the wrong rows are named, the result can be had, the mended workbook is taken', async () => {
  const page = await enter()
  const template = page.waitForEvent('download')
  await page.getByRole('link', { name: '下载模板' }).click()
  assert.equal((await template).suggestedFilename(), '导入模板.xlsx')

  await handIn(page, '小区台账.xlsx', wrong)
  await page.getByText('没有“不存在的社区”').waitFor()
  await page.getByText('应为数字').waitFor()
  await page.getByText('没有读取的列：备注').waitFor()
  assert.equal(await page.getByRole('button', { name: /确认导入/ }).count(), 0)
  const result = page.waitForEvent('download')
  await page.getByRole('link', { name: '下载结果表' }).click()
  assert.equal((await result).suggestedFilename(), '小区台账 导入结果.xlsx')

  await page.getByRole('button', { name: '重新上传' }).click()
  await handIn(page, '小区台账改.xlsx', mended)
  await page.reload()
  await page.getByText('860').waitFor()
  await shoot(page, 'import-ready-1440', true)
  await page.getByRole('button', { name: '确认导入：新增 3，变更 1' }).click()
  await page.getByText(/已于.*导入/).waitFor()
  await mustBeAccessible(page)
  await shoot(page, 'import-done-1440', true)
  const rows = await server.pool`
    select p.name, c.households from places.place p join places.compound c on c.compound_id = p.id order by p.name`
  assert.deepEqual(
    [...rows],
    [
      { name: '海利华宫', households: 872 },
      { name: '碧湘园', households: 320 },
    ],
  )

  await page.getByRole('button', { name: '再导入一份' }).click()
  await page.getByRole('button', { name: '小区台账改.xlsx' }).waitFor()
  await handIn(page, '小区台账改.xlsx', mended)
  await page.getByText('与现有数据完全一致').waitFor()
  mustBeQuiet(page, /status of 40\d/)
})

test('what is no workbook is refused with a sentence', async () => {
  const page = await enter({ width: 390 })
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'x.xlsx', mimeType: '', buffer: Buffer.from('%PDF-1.7') })
  await page.getByRole('alert').getByText('这不是可以读取的表格').waitFor()
  await mustBeAccessible(page)
})
