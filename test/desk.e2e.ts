// The frame of the desk in a real browser: what a post is offered, how one gets about, and that nothing typed
// is lost when the language changes, the network goes or the session ends.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { givenPerson } from '../capabilities/identity/testing.ts'
import { given, givenCompany, givenCompound, givenTree } from '../capabilities/places/testing.ts'
import {
  endBrowser,
  type Look,
  mustBeAccessible,
  mustBeQuiet,
  openPage,
  shoot,
  signIn,
} from './browser.ts'
import { startServer, type TestServer } from './server.ts'

const password = 'lou-dao-bu-dui-wu-7'
// What a browser says of its own accord about refusals and a network that is gone.
const expected = /status of 40\d|ERR_INTERNET_DISCONNECTED/

let server: TestServer
before(async () => {
  server = await startServer()
  await server.db.begin(async (sql) => {
    await givenTree(sql)
    const company = await givenCompany(sql)
    const compound = await givenCompound(sql, { companyId: company })
    const people = [
      ['administrator', given.city, '周管理', 'admin'],
      ['project-manager', compound, '王秀兰', 'manager'],
      ['guard', compound, '赵铁柱', 'guard'],
    ] as const
    for (const [kind, at, name, account] of people)
      await givenPerson(sql, [[kind, at]], { name, account, password })
  })
})
after(async () => {
  await endBrowser()
  await server.stop()
})

async function enter(account: string, path = '/', look: Look = {}): Promise<Page> {
  const page = await openPage(server.url, look)
  await signIn(page, account, password)
  await page.goto(server.url + path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

for (const look of [
  { width: 1440 },
  { width: 1440, scheme: 'dark', lang: 'en' },
  { width: 768 },
  { width: 390, scheme: 'dark' },
] as const satisfies Look[]) {
  const name = Object.values(look).join('-')

  test(`axe finds nothing at the door and in the frame (${name})`, async () => {
    const door = await openPage(server.url, look)
    await door.getByRole('button', { name: /^(登录|Sign in)$/ }).waitFor()
    await mustBeAccessible(door)
    await shoot(door, `desk-door-${name}`)
    mustBeQuiet(door, expected)

    const page = await enter('manager', '/', look)
    await mustBeAccessible(page)
    await shoot(page, `desk-today-${name}`)
    await page.goto(`${server.url}/no-such-page`)
    await page.getByText(/没有这一页|There is no such page/).waitFor()
    await mustBeAccessible(page)
    mustBeQuiet(page, expected)
  })
}

test('the rail offers what the posts allow, and a page beyond them says so', async () => {
  const rail = (page: Page) => page.getByRole('navigation', { name: '主导航' })
  const admin = await enter('admin')
  await rail(admin).getByRole('link', { name: '人员' }).waitFor()
  const guard = await enter('guard')
  assert.equal(await rail(guard).getByRole('link', { name: '人员' }).count(), 0)
  await guard.goto(`${server.url}/people`)
  await guard.getByRole('heading', { name: '您的岗位看不到这一页' }).waitFor()
  await mustBeAccessible(guard)
})

test('Ctrl-K, a word and Enter lead to a compound', async () => {
  const page = await enter('manager')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: '页面或地点' }).fill('海利')
  await page.getByRole('option', { name: /海利华宫/ }).waitFor()
  await mustBeAccessible(page)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/places\//)
  mustBeQuiet(page, expected)
})

test('menus open and close by keyboard, and give the focus back', async () => {
  const page = await enter('manager')
  const account = page.getByRole('button', { name: '王秀兰' })
  await account.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: '账号' }).waitFor()
  await mustBeAccessible(page)
  await page.keyboard.press('Escape')
  await page.getByRole('dialog', { name: '账号' }).waitFor({ state: 'hidden' })
  assert.ok(await account.evaluate((button) => button === document.activeElement))
})

test('the language changes without a reload, and nothing typed is lost', async () => {
  const page = await enter('admin', '/people/new')
  await page.getByLabel('姓名').fill('李建国')
  await page.getByRole('button', { name: '周管理' }).click()
  await page.getByText('English', { exact: true }).click()
  await page.getByRole('link', { name: 'Today' }).waitFor()
  assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), '李建国')
  assert.equal(await page.locator('html').getAttribute('lang'), 'en')
})

test('without network the page says so and keeps what is typed; the button works again after', async () => {
  const page = await enter('admin', '/people/new')
  await page.getByLabel('姓名').fill('李建国')
  await page.context().setOffline(true)
  await page.getByText('没有网络').waitFor()
  await mustBeAccessible(page)
  await shoot(page, 'desk-offline-1440')
  await page.context().setOffline(false)
  await page.getByText('没有网络').waitFor({ state: 'detached' })
  assert.equal(await page.getByLabel('姓名').inputValue(), '李建国')
  mustBeQuiet(page, expected)
})

test('a session that ends asks for the password on top, and the form is still there', async () => {
  const page = await enter('admin', '/people')
  await page.getByRole('searchbox').or(page.getByRole('textbox')).first().fill('李')
  await page.context().clearCookies()
  await page.getByRole('textbox').first().fill('李建')
  const dialog = page.getByRole('dialog', { name: '请再次登录' })
  await dialog.waitFor()
  await mustBeAccessible(page)
  await dialog.getByLabel('账号或手机号').fill('admin')
  await dialog.getByLabel('密码', { exact: true }).fill(password)
  await dialog.getByRole('button', { name: '登录' }).click()
  await dialog.waitFor({ state: 'detached' })
  assert.equal(await page.getByRole('textbox').first().inputValue(), '李建')
  mustBeQuiet(page, expected)
})
