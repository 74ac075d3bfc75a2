// A hazard as the phone sees it: reported in three taps, assigned, put right in a basement, told to its finder.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { endBrowser, mustBeAccessible, mustBeQuiet, shoot } from './browser.ts'
import { expected, mustHoldEverywhere, online, openPhone, takePhoto } from './field-phone.ts'
import { type FieldWorld, givenField } from './field-world.ts'
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

type Mine = Record<'rectify' | 'reported', { id: string; state: string }[]>

const hazards = () => server.pool<
  { id: string; state: string; finding: string; location: string }[]
>`
  select id, state, finding, location from hazards.hazard order by reported_at`

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 300; tries++) {
    const found = await look()
    if (found !== undefined) return found
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error('waited in vain')
}

test('at a scanned point: photo, kind, report; the finding becomes a hazard of that point', async () => {
  const phone = await openPhone(server.url, 'guard')
  await phone.getByRole('button', { name: '开始巡查' }).click()
  await phone.getByRole('button', { name: '扫不了，输入编号' }).click()
  await phone.getByLabel('标签上的 6 位编号').fill(world.points[2]!.code)
  await phone.getByRole('button', { name: '确定' }).click()
  await phone.getByRole('button', { name: '这里有问题，上报' }).click()
  await phone.getByText('海利华宫 · 3 栋 12 层消防通道').waitFor()
  await mustHoldEverywhere(phone)
  await shoot(phone, 'field-report-photo-390')

  await takePhoto(phone, '#6b5a48') // one
  await phone.getByRole('heading', { name: '是哪一类' }).waitFor()
  await mustHoldEverywhere(phone)
  await shoot(phone, 'field-report-kind-390')
  await phone.getByRole('button', { name: /安全出口/ }).click() // two
  await phone.getByRole('heading', { name: '确认上报' }).waitFor()
  await mustHoldEverywhere(phone)
  await shoot(phone, 'field-report-390')
  await phone.getByRole('button', { name: '上报', exact: true }).click() // three
  await phone.getByText(/已送达/).waitFor()
  await mustHoldEverywhere(phone)

  const [found] = await until(async () => {
    const rows = await hazards()
    return rows.length > 0 ? rows : undefined
  })
  assert.equal(found!.finding, 'patrol')
  assert.equal(found!.location, '3 栋 12 层消防通道')
  mustBeQuiet(phone, expected)
})

test('away from any point: the third tap says where, and nothing is lost when the app is killed', async () => {
  const phone = await openPhone(server.url, 'other')
  await phone.getByRole('link', { name: '上报' }).click()
  await takePhoto(phone, '#48586b')
  await phone.getByRole('button', { name: '其他种类' }).click()
  await mustHoldEverywhere(phone)
  await phone.getByRole('button', { name: /消防车通道/ }).click()
  await phone.reload()
  await phone.getByRole('heading', { name: '在什么地方' }).waitFor()
  await mustHoldEverywhere(phone)
  await phone.getByRole('button', { name: /东门岗亭/ }).click()
  await phone.getByRole('button', { name: '上报', exact: true }).click()
  await phone.getByText(/已送达，编号 YH-/).waitFor()
  await phone.getByRole('link', { name: '我的' }).click()
  await phone.getByRole('link', { name: /消防车通道.*东门岗亭/ }).waitFor()
  await mustHoldEverywhere(phone)
  const [, second] = await hazards()
  assert.equal(second!.finding, 'person')
  mustBeQuiet(phone, expected)
})

test('the engineer puts it right without signal; the photo goes first, then the act, then the word to the finder', async () => {
  const [hazard] = await hazards()
  const manager = await openPhone(server.url, 'manager')
  await online(manager, 'hazard.register', { hazardId: hazard!.id, grade: 2 })
  await online(manager, 'hazard.assign', {
    hazardId: hazard!.id,
    assigneeId: world.people.engineer,
    measure: '清空堆物，换装推杆锁，复查同单元全部楼层',
    moneyYuan: 300,
    moneySource: '物业费',
    interim: '每两小时巡查一次，保持通道畅通',
  })
  await manager.close()

  const phone = await openPhone(server.url, 'engineer')
  const task = phone.getByRole('link', { name: /安全出口/ })
  await task.waitFor()
  await mustHoldEverywhere(phone)
  await shoot(phone, 'field-tasks-390')
  // Read ahead while there was signal: the task opens in the basement though it was never opened before.
  await until(async () => {
    const kept = await phone.evaluate<number>(readsKept)
    return kept > 0 ? kept : undefined
  })
  await phone.context().setOffline(true)
  await task.click()
  await phone.getByText('清空堆物，换装推杆锁').waitFor()
  await mustHoldEverywhere(phone)
  await phone.getByRole('button', { name: '改好了，拍照提交' }).click()
  await phone.getByText('还差一张整改后的照片').waitFor()
  await mustHoldEverywhere(phone)
  await takePhoto(phone, '#dde7ee')
  await phone.getByRole('textbox', { name: /做了什么/ }).fill('已清空并更换推杆锁')
  await phone.getByRole('button', { name: '提交整改' }).click()
  await phone.getByText(/整改 · .*还没有发送/).waitFor()
  await mustHoldEverywhere(phone)
  await shoot(phone, 'field-rectified-390')

  await phone.context().setOffline(false)
  await phone.getByText('待验收').waitFor()
  await phone.getByText('已清空并更换推杆锁').waitFor()
  await mustHoldEverywhere(phone)
  await shoot(phone, 'field-hazard-390')
  assert.equal((await hazards())[0]!.state, 'rectified')
  mustBeQuiet(phone, expected)

  const finder = await openPhone(server.url, 'guard')
  const { reported } = await online<Mine>(finder, 'hazard.mine')
  assert.equal(reported[0]!.state, 'rectified')
  await finder.getByRole('link', { name: '我的' }).click()
  await finder.getByRole('link', { name: '通知' }).click()
  await finder.getByRole('heading', { name: '通知' }).waitFor()
  await mustHoldEverywhere(finder)
})

test('in English, with the longest names', async () => {
  const phone = await openPhone(server.url, 'engineer')
  await phone.getByRole('link', { name: '我的' }).click()
  await phone.getByRole('button', { name: 'English' }).click()
  await phone.getByRole('heading', { name: 'What I reported' }).waitFor()
  await mustBeAccessible(phone)
  await phone.getByRole('link', { name: 'Today' }).click()
  await phone.getByRole('heading', { name: 'What to do today' }).waitFor()
  await mustHoldEverywhere(phone)
  await shoot(phone, 'field-today-390-en')
})

const readsKept = `new Promise((done) => {
  const opening = indexedDB.open('baimi')
  opening.onsuccess = () => {
    const reads = opening.result.transaction('reads').objectStore('reads').getAllKeys()
    reads.onsuccess = () => {
      opening.result.close()
      done(reads.result.filter((key) => key.includes('hazard.view')).length)
    }
  }
})`
