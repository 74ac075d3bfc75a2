// Accounts in a real browser: signing in, a guard registered and let in, a post given and ended, a password
// reset that must be changed, sessions ended. On a phone's and on a desk's width, with axe on every screen.

import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { newId } from '#base/id.ts'
import {
  endBrowser,
  mustBeAccessible,
  mustBeQuiet,
  openPage,
  shoot,
  signIn,
} from '../../../test/browser.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { given, givenCompany, givenCompound, givenTree } from '../../places/testing.ts'
import { fullCost, setCost } from '../password.ts'
import { givenPerson, testCost } from '../testing.ts'

const password = 'lou-dao-bu-dui-wu-7'
const chosen = 'wo-zi-ji-de-mi-ma-9'
// What a browser says about refusals: whoever is signed out asks who they are, and is told 401.
const refusals = /status of (401|403|404|409)/

let server: TestServer
let compound: string
before(async () => {
  setCost(testCost)
  server = await startServer()
  await server.db.begin(async (sql) => {
    await givenTree(sql)
    const company = await givenCompany(sql)
    compound = await givenCompound(sql, { companyId: company })
    await givenPerson(sql, [['administrator', given.city]], {
      name: '周管理',
      account: 'admin',
      password,
    })
    await givenPerson(sql, [['company-manager', company]], {
      name: '陈总',
      account: 'boss',
      password,
    })
    await givenPerson(sql, [['project-manager', compound]], {
      name: '王秀兰',
      account: 'manager',
      password,
    })
    for (const name of ['赵铁柱', '单雄信', '欧阳修远', '曾小贤'])
      await givenPerson(sql, [['guard', compound]], {
        name,
        phone: `138${String(10_000_000 + name.charCodeAt(0) * 7).slice(0, 8)}`,
      })
  })
})
after(async () => {
  setCost(fullCost)
  await endBrowser()
  await server.stop()
})

// Closed after each journey: pages left open keep listening, and slow down the next.
const opened: Page[] = []
afterEach(() => Promise.all(opened.splice(0).map((page) => page.context().close())))

const arrive = async (width: number): Promise<Page> => {
  const page = await openPage(server.url, { width })
  opened.push(page)
  return page
}
const open = async (path: string, account: string, width: number): Promise<Page> => {
  const page = await arrive(width)
  await signIn(page, account, password)
  await page.goto(server.url + path)
  return page
}
const looked = async (page: Page, name: string, width: number): Promise<void> => {
  await mustBeAccessible(page)
  await shoot(page, `identity-${name}-${width}`, true)
}
const choose = async (page: Page, label: string, option: string): Promise<void> => {
  await page.getByRole('combobox', { name: label }).click()
  await page.locator('.ant-select-item-option', { hasText: option }).first().click()
}
const fillSignIn = async (page: Page, account: string, word: string): Promise<void> => {
  await page.getByLabel('账号或手机号').fill(account)
  await page.getByLabel('密码', { exact: true }).fill(word)
  await page.getByRole('button', { name: '登录' }).click()
}

for (const width of [390, 1440]) {
  test(`a wrong password is refused in words, the right one lets in (${width} px)`, async () => {
    const page = await arrive(width)
    await fillSignIn(page, 'manager', 'not-the-password')
    await page.getByRole('alert').getByText('账号或密码不正确').waitFor()
    await mustBeAccessible(page)
    await fillSignIn(page, 'manager', password)
    await page.getByRole('heading', { level: 1 }).waitFor()
    mustBeQuiet(page, refusals)
  })

  test(`a guard is registered, signs in once, and has to choose a password (${width} px)`, async () => {
    const phone = width === 390 ? '13900003901' : '13900014401'
    const manager = await open('/people/new', 'manager', width)
    await manager.getByLabel('姓名').fill('李建国')
    await manager.getByLabel('手机号').fill(phone)
    await choose(manager, '岗位', '秩序员')
    await manager.getByTitle('海利华宫').waitFor() // the manager's own compound is meant
    await looked(manager, 'register', width)
    await manager.getByRole('button', { name: '登记并生成一次性密码' }).click()
    const oneTime = (await manager.locator('.id-one-time code').textContent())!
    assert.match(oneTime, /^\w{4}-\w{4}-\w{4}$/)
    await looked(manager, 'one-time', width)
    mustBeQuiet(manager, refusals)

    const guard = await arrive(width)
    await fillSignIn(guard, phone, oneTime)
    await mustChoose(guard, oneTime)
    await guard.getByText('先换成自己的密码').waitFor({ state: 'detached' })
    mustBeQuiet(guard, refusals)
  })

  test(`a post is given, shown, and ended; the history stays (${width} px)`, async () => {
    const boss = await open('/people?search=sxx', 'boss', width)
    await boss.getByRole('link', { name: '单雄信' }).click()
    await boss.getByRole('heading', { level: 1, name: '单雄信' }).waitFor()
    const rows = boss.getByRole('table', { name: '岗位' }).locator('tbody tr')
    const before = await rows.count()
    await boss.getByRole('button', { name: '任命岗位' }).click()
    const dialog = boss.getByRole('dialog')
    await choose(boss, '岗位', '秩序主管')
    await dialog.getByRole('combobox', { name: '地点' }).fill('海利')
    await boss.locator('.ant-select-item-option', { hasText: '海利华宫' }).first().click()
    await looked(boss, 'give-post', width)
    await dialog.getByRole('button', { name: '任命', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    await rows.filter({ hasText: '秩序主管' }).filter({ hasText: '在任' }).waitFor()
    await looked(boss, 'person', width)

    await rows
      .filter({ hasText: '秩序主管' })
      .filter({ hasText: '在任' })
      .getByRole('button', { name: '免去' })
      .click()
    await boss.getByRole('dialog').getByRole('button', { name: '免去', exact: true }).click()
    await boss.getByRole('dialog').waitFor({ state: 'detached' })
    assert.equal(await rows.count(), before + 1)
    await rows.filter({ hasText: '已结束' }).first().waitFor()
    mustBeQuiet(boss, refusals)
  })

  test(`a whole phone number is shown once asked for, and the look is told (${width} px)`, async () => {
    const manager = await open('/people?search=ztz', 'manager', width)
    await manager.getByRole('link', { name: '赵铁柱' }).click()
    await manager.getByText(/^138\*{4}\d{4}$/).waitFor()
    await manager.getByRole('button', { name: /显示完整号码/ }).click()
    await manager.getByText(/^138\d{8}$/).waitFor()
    mustBeQuiet(manager, refusals)
  })

  test(`a reset password signs out and must be changed (${width} px)`, async () => {
    const account = `reset${width}`
    const id = await givenPerson(server.pool, [['engineer', compound]], {
      name: '孙师傅',
      account,
      password,
    })
    const engineer = await open('/account', account, width)
    await engineer.getByRole('heading', { level: 1, name: '我的账号' }).waitFor()

    const manager = await open(`/people/${id}`, 'manager', width)
    await manager.getByRole('button', { name: '重置密码' }).click()
    await looked(manager, 'reset', width)
    await manager.getByRole('dialog').getByRole('button', { name: '重置密码' }).click()
    const oneTime = (await manager.locator('.id-one-time code').textContent())!
    mustBeQuiet(manager, refusals)

    await engineer.reload()
    await fillSignIn(engineer, account, password)
    await engineer.getByRole('alert').getByText('账号或密码不正确').waitFor()
    await fillSignIn(engineer, account, oneTime)
    await mustChoose(engineer, oneTime)
    await engineer.getByRole('heading', { level: 1, name: '我的账号' }).waitFor()
    mustBeQuiet(engineer, refusals)
  })

  test(`somebody sees where they are signed in and ends the rest (${width} px)`, async () => {
    const first = await open('/', 'boss', width)
    const page = await open('/account', 'boss', width)
    await page.getByText('本机').waitFor()
    await looked(page, 'account', width)
    await page.getByRole('button', { name: '结束其他所有登录' }).click()
    await page
      .getByRole('table', { name: '登录中的设备' })
      .locator('tbody tr')
      .nth(1)
      .waitFor({ state: 'detached' })
    await first.reload()
    await first.getByLabel('账号或手机号').waitFor()
    mustBeQuiet(page, refusals)
  })

  test(`lists, an organisation and the notices read well (${width} px)`, async () => {
    const page = await open('/people', 'admin', width)
    await page.getByRole('link', { name: '单雄信' }).waitFor()
    await looked(page, 'people', width)
    await page.goto(`${server.url}/organisations`)
    await page.getByRole('link', { name: '湘江美居物业服务有限公司' }).click()
    await page.getByRole('link', { name: '陈总' }).waitFor()
    await looked(page, 'organisation', width)
    await page.goto(`${server.url}/organisations/new`)
    await page.getByLabel('名称').fill(`岳麓山下物业${width}`)
    await page.getByLabel('统一社会信用代码').fill('91350100M000100Y4Z')
    await page.getByRole('alert').or(page.getByText('校验不通过')).first().waitFor()
    await page.getByLabel('统一社会信用代码').fill('')
    await page.getByRole('combobox', { name: '注册或服务地点' }).fill('长沙')
    await page.locator('.ant-select-item-option', { hasText: '长沙市' }).first().click()
    await looked(page, 'register-organisation', width)
    await page.getByRole('button', { name: '登记', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: `岳麓山下物业${width}` }).waitFor()
    await server.pool`
      insert into server.notice (id, person_id, at, kind, zh, en, link, urgent)
      select ${newId()}, id, now(), ${`test${width}`}, '您的密码已被重置', 'Your password was reset', '/account', true
        from identity.person where account = 'admin'`
    await page.goto(`${server.url}/notices`)
    await page.getByRole('link', { name: '您的密码已被重置' }).first().waitFor()
    await looked(page, 'notices', width)
    mustBeQuiet(page, refusals)
  })
}

/** The one page that somebody with a one-time password gets. */
async function mustChoose(page: Page, oneTime: string): Promise<void> {
  await page.getByText('先换成自己的密码').waitFor()
  await mustBeAccessible(page)
  await page.getByLabel('现在的密码').fill(oneTime)
  await page.getByLabel('新密码', { exact: true }).fill(chosen)
  await page.getByLabel('再填一次新密码').fill(chosen)
  await page.getByRole('button', { name: '修改密码' }).click()
}
