// Nothing is lost and nothing happens twice: half of the answers lost after the commit, a tenth of the acts
// refused, the network cut, the browser killed. What was kept arrives once each, in the order it was made.
//
// FIELD_ACTS=200 FIELD_SEED=7 for a longer run of another course.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { randomOf } from '#main/demo/random.ts'
import { online, takePhoto } from './field-phone.ts'
import { givenField, password } from './field-world.ts'
import { type FlakyProxy, startFlakyProxy } from './flaky-proxy.ts'
import { KillableBrowser } from './killable-browser.ts'
import { startServer, type TestServer } from './server.ts'

const acts = Number(process.env['FIELD_ACTS'] ?? 18)
const random = randomOf(`field-${process.env['FIELD_SEED'] ?? 1}`)

let server: TestServer
let proxy: FlakyProxy
const browser = new KillableBrowser()
before(async () => {
  server = await startServer()
  await givenField(server.pool)
  proxy = await startFlakyProxy(server.url, () => random.next())
})
after(async () => {
  await browser.end()
  await proxy.stop()
  await server.stop()
})

/** The hazard that stays, and the one that is taken from the guard's sight while his phone still shows it. */
type Hazards = Record<'seen' | 'hidden', string>

const title =
  'every act that was kept arrives exactly once, in order; every refusal stays to be seen'

test(title, { timeout: 300_000 }, async () => {
  let phone = await opened()
  const hazards = { seen: await givenReport(phone), hidden: await givenReport(phone) }
  await server.pool`delete from hazards.reporter where hazard_id = ${hazards.hidden}`

  proxy.lost = 0.5
  const kept: Record<keyof Hazards, string[]> = { seen: [], hidden: [] }
  // However slow the machine is: until enough answers have been lost for the run to mean something.
  for (let i = 1; i <= acts || proxy.losses < acts / 6; i++) {
    if (random.chance(0.15)) proxy.cut = !proxy.cut
    const which = random.chance(0.1) ? 'hidden' : 'seen'
    const words = `第 ${i} 条说明`
    await comment(phone, hazards[which], words, i % 8 === 0)
    kept[which].push(words)
    await phone.waitForTimeout(random.int(0, 1_200))
    if (random.chance(0.12)) {
      await phone.waitForTimeout(random.int(0, 600))
      await browser.kill()
      phone = await opened()
    }
  }
  proxy.cut = false
  proxy.lost = 0
  await phone.evaluate("window.dispatchEvent(new Event('online'))")
  await phone.goto(`${proxy.url}/field/queue`)
  await signInAgain(phone)
  await phone.getByText(kept.hidden.length > 0 ? /条被退回/ : '全部已发送').waitFor()
  await phone.getByText(/条未发送|正在发送/).waitFor({ state: 'detached' })

  assert.deepEqual(await commentsOn(hazards.seen), kept.seen)
  assert.deepEqual(await commentsOn(hazards.hidden), [])
  assert.equal(await phone.getByText('没有这条隐患').count(), kept.hidden.length)
  const [refused] = await server.pool`
    select count(*) as receipts from server.receipt where not ok and name = 'hazard.comment'`
  assert.equal(refused!['receipts'], kept.hidden.length)

  // What came back is the person's to settle: sent again it is refused again, discarded it is gone.
  if (kept.hidden.length === 0) return
  await phone.getByRole('button', { name: '丢弃' }).first().click()
  await phone.getByRole('button', { name: '确定丢弃' }).click()
  await phone
    .getByText('没有这条隐患')
    .nth(kept.hidden.length - 1)
    .waitFor({ state: 'detached' })
})

/** The app on the phone's own profile, signed in. With the network cut it starts from the phone alone. */
async function opened(): Promise<Page> {
  const phone = await browser.start()
  await phone.goto(`${proxy.url}/field`)
  await signInAgain(phone)
  await phone.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  return phone
}

/** A browser that is killed within seconds forgets its cookies; the queue knows whose it is all the same. */
async function signInAgain(phone: Page): Promise<void> {
  const door = phone.getByRole('button', { name: '登录', exact: true })
  const expired = phone.getByText('需要重新登录')
  const inside = phone.getByRole('navigation', { name: '主要页面' })
  await door.or(inside).first().waitFor()
  await phone.waitForTimeout(300)
  if (await expired.count()) await expired.click()
  if (!(await door.count())) return
  const { cut, lost } = proxy
  Object.assign(proxy, { cut: false, lost: 0 })
  await phone.getByLabel('账号').fill('guard')
  await phone.getByLabel('密码').fill(password)
  await door.click()
  await inside.waitFor()
  Object.assign(proxy, { cut, lost })
}

/** A hazard that the guard has reported and looked at once. */
async function givenReport(phone: Page): Promise<string> {
  await phone.goto(`${proxy.url}/field/report`)
  await takePhoto(phone, '#554433')
  await phone.getByRole('button', { name: /消防车通道/ }).click()
  await phone.getByLabel('说明位置').fill('3 栋北侧')
  await phone.getByRole('button', { name: '就用这个位置' }).click()
  await phone.getByRole('button', { name: '上报', exact: true }).click()
  await phone.getByText(/已送达，编号/).waitFor()
  const { reported } = await online<{ reported: { id: string }[] }>(phone, 'hazard.mine')
  await phone.goto(`${proxy.url}/field/hazards/${reported[0]!.id}`)
  await phone.getByText('办理过程').waitFor()
  return reported[0]!.id
}

/** Comments, and waits until the phone says that it is kept: from then on it may not be lost. */
async function comment(
  phone: Page,
  hazardId: string,
  words: string,
  photo: boolean,
): Promise<void> {
  const address = `${proxy.url}/field/hazards/${hazardId}`
  if (phone.url() !== address) await phone.goto(address)
  await phone.getByRole('button', { name: '补充说明' }).click()
  if (photo) await takePhoto(phone, '#334455')
  await phone.getByRole('textbox', { name: '说明' }).fill(words)
  await phone.getByRole('button', { name: '提交说明' }).click()
  await phone.getByText('办理过程').waitFor()
}

const commentsOn = async (hazardId: string): Promise<string[]> =>
  (
    await server.pool<{ note: string }[]>`
      select note from hazards.act where hazard_id = ${hazardId} and act = 'comment' order by version`
  ).map(({ note }) => note)
