// A guard walks a round with the phone: scans by camera and by code, with and without signal.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { endBrowser, mustBeQuiet, openPage, shoot } from './browser.ts'
import {
  expected,
  holdNothing,
  holdUp,
  mustHoldEverywhere,
  openPhone,
  type Phone,
} from './field-phone.ts'
import { type FieldWorld, givenField, password } from './field-world.ts'
import { startServer, type TestServer } from './server.ts'

let server: TestServer
let world: FieldWorld
before(async () => {
  server = await startServer()
  world = await givenField(server.pool)
})
after(async () => {
  await endBrowser()
  await server.stop()
})

const scansKept = async () =>
  (
    await server.pool<{ number: number; method: string; verdict: string }[]>`
      select checkpoint.number, scan.method, scan.verdict
        from patrols.scan join places.checkpoint on checkpoint.id = scan.checkpoint_id
       where scan.round_id = ${world.roundId} order by scan.at`
  ).map(({ number, method, verdict }) => `${number} ${method} ${verdict}`)

test('signing in on the phone, by the form', async () => {
  const phone = await openPage(`${server.url}/field`, { width: 390 })
  await phone.getByLabel('账号').fill('guard')
  await phone.getByLabel('密码').fill('not the password')
  await phone.getByRole('button', { name: '登录' }).click()
  await phone.getByRole('alert').waitFor()
  await mustHoldEverywhere(phone)
  await phone.close()
})

test('a round is walked: camera, a label that does not count, code, and nothing twice', async () => {
  const phone = await openPhone(server.url, 'guard')
  await phone.getByText('还差 6 个点位').waitFor()
  await mustHoldEverywhere(phone)
  await shoot(phone, 'field-today-390')

  await phone.getByRole('button', { name: '开始巡查' }).click()
  await phone.getByText('东门岗亭').waitFor()
  await mustHoldEverywhere(phone)
  await holdUp(phone, world.points[0]!.qr)
  await phone.getByText('1 号 已扫到').waitFor()
  await mustHoldEverywhere(phone)
  await shoot(phone, 'field-scanned-390')

  // The label is still in sight when the guard goes on: it is not read again.
  await phone.getByRole('button', { name: '下一个 2 号' }).click()
  await phone.waitForTimeout(600)
  await phone.getByText('3 栋大堂').waitFor()
  await holdUp(phone, 'https://example.com/menu')
  await phone.getByText('这不是点位二维码').waitFor()
  await mustHoldEverywhere(phone)
  await shoot(phone, 'field-refused-390')
  await holdNothing(phone)

  await phone.getByRole('button', { name: '输入编号' }).click()
  await phone.getByLabel('标签上的 6 位编号').fill('000000')
  await phone.getByRole('button', { name: '确定' }).click()
  await phone.getByText('编号不对').waitFor()
  await mustHoldEverywhere(phone)
  await phone.getByLabel('标签上的 6 位编号').fill(world.points[1]!.code)
  await phone.getByRole('button', { name: '确定' }).click()
  await phone.getByText('2 号 已扫到').waitFor()

  await phone.getByRole('button', { name: '返回' }).click()
  await phone.getByText('还差 4 个点位').waitFor()
  await phone.getByRole('link', { name: /还差 4 个点位/ }).click()
  await phone.getByRole('heading', { name: '全部点位，不限顺序' }).waitFor()
  await mustHoldEverywhere(phone)
  await shoot(phone, 'field-round-390')
  await phone.getByText('全部已发送').waitFor()
  assert.deepEqual(await scansKept(), ['1 token counted', '2 code counted'])
  mustBeQuiet(phone, expected)
})

test('in the basement: the app starts cold, scans are judged, marked unsent, and go as one', async () => {
  const phone = await openPhone(server.url, 'guard')
  await phone.getByText('还差 4 个点位').waitFor()
  // The reader of codes is fetched in the first seconds, for phones that have none of their own.
  await phone.waitForResponse(/zxing_reader.*wasm/)
  await phone.context().setOffline(true)
  await phone.reload()
  await phone.getByText('没有信号，照常工作').waitFor()
  await phone.getByText('还差 4 个点位').waitFor()
  await mustHoldEverywhere(phone)

  await phone.getByRole('button', { name: '继续扫点位' }).click()
  for (const point of world.points.slice(2, 4)) {
    await holdUp(phone, point.qr)
    await phone.getByText(`${point.number} 号 已扫到`).waitFor()
    await phone.getByText('未发送').waitFor()
    await phone.getByRole('button', { name: /^下一个/ }).click()
  }
  await phone.getByRole('button', { name: '返回' }).click()
  await phone.getByText('2 个未发送').waitFor()
  await shoot(phone, 'field-basement-390')
  await phone.getByRole('link', { name: /没有信号/ }).click()
  await phone.getByText('巡查打点 · 夜间防火巡查 × 2').waitFor()
  await mustHoldEverywhere(phone)
  await shoot(phone, 'field-queue-390')

  await phone.context().setOffline(false)
  await phone.getByText('全部已送达，没有未发送的记录').waitFor()
  await mustHoldEverywhere(phone)
  assert.deepEqual((await scansKept()).slice(2), ['3 token counted', '4 token counted'])
  const receipts = await server.pool`
    select from server.receipt where name = 'patrol.scan-batch' and device_id is not null`
  assert.equal(receipts.count, 3)
  mustBeQuiet(phone, expected)
})

test('two guards on one phone: what one left unsent stays his', async () => {
  const phone = await openPhone(server.url, 'guard')
  await phone.getByText('还差 2 个点位').waitFor()
  await phone.context().setOffline(true)
  await phone.getByRole('button', { name: '继续扫点位' }).click()
  // Its first minute with the app, and no signal: the reader of codes has not come yet.
  await phone.getByText('扫码部件还没有存到这台手机').waitFor()
  await phone.getByRole('button', { name: '输入编号' }).click()
  await phone.getByLabel('标签上的 6 位编号').fill(world.points[4]!.code)
  await phone.getByRole('button', { name: '确定' }).click()
  await phone.getByText('5 号 已扫到').waitFor()
  await phone.getByRole('button', { name: '返回' }).click()
  await phone.getByRole('link', { name: '我的' }).click()
  await phone.getByRole('button', { name: '退出登录' }).click()
  await phone.getByText('还有 1 条没有送达').waitFor()
  await mustHoldEverywhere(phone)
  await phone.getByRole('button', { name: '仍要退出' }).click()
  await phone.getByLabel('账号').waitFor()

  await phone.context().setOffline(false)
  await signInBy(phone, 'other')
  await phone.getByText('全部已发送').waitFor()
  await phone.getByRole('link', { name: '我的' }).click()
  await phone.getByText('另有 1 条是其他人').waitFor()
  await mustHoldEverywhere(phone)
  await shoot(phone, 'field-mine-390', true)
  assert.equal((await scansKept()).length, 4)

  await phone.getByRole('button', { name: '退出登录' }).click()
  await signInBy(phone, 'guard')
  await phone.getByText('还差 1 个点位').waitFor()
  await phone.getByText('全部已发送').waitFor()
  assert.equal((await scansKept()).at(-1), '5 code counted')
})

async function signInBy(phone: Phone, account: string): Promise<void> {
  await phone.getByLabel('账号').fill(account)
  await phone.getByLabel('密码').fill(password)
  await phone.getByRole('button', { name: '登录' }).click()
  await phone.getByRole('heading', { name: '今天要做什么' }).waitFor()
}
