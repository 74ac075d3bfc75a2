// Signing in over real HTTP, and the attacks on it: guessing, locking others out, fixing, stealing and
// replaying cookies, foreign pages, and powers that should have ended.

import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { newId } from '#base/id.ts'
import { dayMs, hourMs, minuteMs } from '#base/time.ts'
import { localBlobs } from '#server/blobs.ts'
import { connect, dbOf, type Pool } from '#server/db.ts'
import { createHttp } from '#server/http.ts'
import { ledgerOf } from '#server/react.ts'
import { freshDatabase } from '#server/testing.ts'
import { installPermissions } from './actor.ts'
import { capability, doorkeeper } from './index.ts'
import { fullCost, setCost } from './password.ts'
import { permissions } from './permissions.ts'
import { subjectOf } from './sign-in.ts'
import { type City, cheaply, givenCity, givenPerson } from './testing.ts'

const password = 'lou-dao-bu-dui-wu-7'
let pool: Pool
let http: FastifyInstance
let drop: () => Promise<void>
let city: City
let now = new Date('2026-11-23T08:30:00+08:00')
const later = (ms: number) => {
  now = new Date(now.getTime() + ms)
}

before(async () => {
  const fresh = await freshDatabase()
  drop = fresh.drop
  pool = connect(fresh.url, { max: 6 })
  const db = dbOf(pool)
  installPermissions(permissions)
  const stream = { open: async () => {}, drop: () => {}, count: () => 0, stop: async () => {} }
  http = await createHttp({
    services: {
      db,
      pool,
      stream,
      blobs: localBlobs(mkdtempSync(join(tmpdir(), 'baimi-'))),
      capabilities: [capability],
      now: () => now,
    },
    dispatcher: { db, ledger: ledgerOf([capability], () => {}) },
    doorkeeper: (request, now) => doorkeeper(pool, request, now),
    trustProxy: true,
  })
  city = await givenCity(pool)
})
after(async () => {
  await http.close()
  await pool.end()
  await drop()
})

/** A test of its own: no tries yet, and hashes that cost nothing. */
const attack = (title: string, work: () => Promise<void>) =>
  test(title, () =>
    cheaply(async () => {
      await pool`delete from identity.attempt`
      await work()
    }),
  )

/** A browser: keeps cookies as one does, and knows its CSRF token. */
class Browser {
  jar: Record<string, string> = {}
  csrf = ''
  readonly ip: string
  readonly headers: Record<string, string>
  constructor(ip = '113.246.57.8', headers: Record<string, string> = {}) {
    this.ip = ip
    this.headers = headers
  }
  async send(
    method: 'GET' | 'POST',
    url: string,
    body?: object,
    headers: Record<string, string> = {},
  ) {
    const options: InjectOptions = {
      method,
      url,
      cookies: this.jar,
      headers: { 'x-forwarded-for': this.ip, 'x-csrf': this.csrf, ...this.headers, ...headers },
    }
    const response = await http.inject(body ? { ...options, payload: body } : options)
    for (const cookie of response.cookies)
      if (cookie.value === '') delete this.jar[cookie.name]
      else this.jar[cookie.name] = cookie.value
    const json = response.body === '' ? {} : JSON.parse(response.body)
    return {
      status: response.statusCode,
      code: json.code as string | undefined,
      json,
      cookies: response.cookies,
      headers: response.headers,
    }
  }
  signIn(account: string, word = password, headers: Record<string, string> = {}) {
    return this.send('POST', '/api/sign-in', { account, password: word }, headers)
  }
  async session() {
    const answer = await this.send('GET', '/api/session.current')
    this.csrf = answer.json.csrf ?? this.csrf
    return answer
  }
  command(name: string, input: object, headers: Record<string, string> = {}) {
    return this.send('POST', `/api/commands/${name}`, { id: newId(), input }, headers)
  }
}

let serial = 0
async function givenGuard(): Promise<{ id: string; account: string }> {
  const account = `guard${++serial}`
  return { id: await givenPerson(pool, [['guard', city.compound]], { account, password }), account }
}
async function signedIn(account: string, browser = new Browser()): Promise<Browser> {
  assert.equal((await browser.signIn(account)).status, 200)
  await browser.session()
  return browser
}

/** Wrong guesses from unknown devices just now, one per address and account. */
async function givenFailures(accounts: string[], addresses: string[]): Promise<void> {
  for (const account of accounts)
    for (const address of addresses)
      await pool`
        insert into identity.attempt (id, subject, address, at)
        values (${newId()}, ${subjectOf(account)}, ${address}, ${now})`
}
const botnet = Array.from({ length: 20 }, (_, i) => `7.7.${i}.1`)

attack('signing in gives a strict, http-only cookie that the database does not know', async () => {
  const { account } = await givenGuard()
  const browser = new Browser()
  const { cookies, json } = await browser.signIn(account.toUpperCase())
  assert.deepEqual(json, { mustChange: false })
  for (const cookie of cookies)
    assert.deepEqual([cookie.httpOnly, cookie.sameSite, cookie.secure], [true, 'Strict', undefined])
  const token = browser.jar['baimi']!
  assert.match(token, /^[\w-]{43}$/)
  const rows = await pool`select token_hash, csrf from identity.session`
  assert.ok(!rows.some((row) => row['tokenHash'].includes(token) || row['csrf'] === token))

  const { json: session } = await browser.session()
  assert.deepEqual(
    session.posts.map((post: { kind: string; title: string; atName: string }) => [
      post.kind,
      post.title,
      post.atName,
    ]),
    [['guard', '秩序员', '海利华宫']],
  )
  assert.deepEqual(
    [session.person.account, session.person.mustChange, session.demo],
    [account, false, false],
  )
})

attack('behind https the cookie is bound to its host and a plain one does not count', async () => {
  const { account } = await givenGuard()
  const browser = new Browser('113.246.57.8', { 'x-forwarded-proto': 'https' })
  const { cookies } = await browser.signIn(account)
  assert.deepEqual(
    cookies.map(({ name, secure }) => [name, secure]),
    [
      ['__Host-baimi', true],
      ['__Secure-baimi-device', true],
    ],
  )
  assert.equal((await browser.session()).status, 200)
  browser.jar = { baimi: browser.jar['__Host-baimi']! }
  assert.equal((await browser.session()).code, 'identity.signed-out')
})

attack(
  'unknown account, wrong password and no password yet: one answer, about one time',
  async () => {
    setCost(fullCost)
    const { account } = await givenGuard()
    const bare = `bare${++serial}`
    await givenPerson(pool, [], { account: bare })
    const timed = async (name: string) => {
      const before = performance.now()
      const { status, json } = await new Browser('1.1.1.1').signIn(name, 'wrong')
      return { ms: performance.now() - before, answer: [status, json] }
    }
    const tries = [await timed(account), await timed('nobody-at-all'), await timed(bare)]
    for (const { ms, answer } of tries) {
      assert.deepEqual(answer, tries[0]!.answer)
      assert.equal(answer[1].code, 'identity.wrong-credentials')
      assert.ok(ms > tries[0]!.ms / 4 && ms < tries[0]!.ms * 4, tries.map(({ ms }) => ms).join(' '))
    }
  },
)

attack('malformed sign-ins are refused before any work is done', async () => {
  const browser = new Browser()
  for (const body of [
    {},
    { account: 'a' },
    { account: '', password: 'x' },
    { account: 'x'.repeat(65), password: 'x' },
    { account: 'x', password: 'x'.repeat(201) },
    { account: ['x'], password: 'x' },
  ])
    assert.equal((await browser.send('POST', '/api/sign-in', body)).code, 'input.invalid')
  assert.equal(
    (await browser.send('POST', '/api/sign-in', { account: 'x', password: 'x'.repeat(5000) }))
      .status,
    413,
  )
  assert.equal((await pool`select from identity.attempt`).length, 0)
})

attack(
  'guessing at one account gets slower, and the right password does not help while waiting',
  async () => {
    const { account } = await givenGuard()
    const attacker = new Browser('6.6.6.6')
    for (let i = 0; i < 5; i++)
      assert.equal((await attacker.signIn(account, `guess ${i}`)).status, 401)
    const refused = await attacker.signIn(account, password)
    assert.deepEqual(
      [refused.status, refused.code, refused.headers['retry-after']],
      [429, 'identity.must-wait', '4'],
    )
    later(4_000)
    assert.equal((await attacker.signIn(account, 'guess')).status, 401)
    assert.equal((await attacker.signIn(account, 'guess')).headers['retry-after'], '8')
  },
)

attack('a hundred guesses at once are a hundred guesses', async () => {
  const { account } = await givenGuard()
  const attacker = new Browser('6.6.6.7')
  const statuses = (
    await Promise.all(Array.from({ length: 30 }, (_, i) => attacker.signIn(account, `g${i}`)))
  ).map(({ status }) => status)
  assert.equal(statuses.filter((status) => status === 401).length, 5)
  assert.equal(statuses.filter((status) => status === 429).length, 25)
})

attack('an unknown account is throttled like a known one', async () => {
  const attacker = new Browser('6.6.6.8')
  for (let i = 0; i < 5; i++) assert.equal((await attacker.signIn('ghost', `${i}`)).status, 401)
  assert.equal((await attacker.signIn('ghost', 'x')).code, 'identity.must-wait')
})

attack('trying one password on many accounts is slowed by the address', async () => {
  await givenFailures(
    Array.from({ length: 39 }, (_, i) => `spray${i}`),
    ['6.6.6.9'],
  )
  const attacker = new Browser('6.6.6.9')
  assert.equal((await attacker.signIn('spray40', '12345678aB')).code, 'identity.wrong-credentials')
  assert.equal((await attacker.signIn('spray41', '12345678aB')).code, 'identity.must-wait')
})

attack('a botnet locks out strangers, and never the owner on a known device', async () => {
  const { account, id } = await givenGuard()
  const phone = await signedIn(account, new Browser('113.246.1.1'))
  const desk = await signedIn(account, new Browser('113.246.2.2'))
  await givenFailures([account], botnet)
  assert.equal((await new Browser('8.8.8.8').signIn(account)).code, 'identity.must-wait')

  phone.jar = { 'baimi-device': phone.jar['baimi-device']! }
  assert.equal((await phone.signIn(account)).status, 200)
  // Without its cookies the desk is still at an address that this account has signed in from.
  desk.jar = {}
  assert.equal((await desk.signIn(account)).status, 200)
  assert.equal((await pool`select from identity.known_device where person_id = ${id}`).length, 3)
})

attack(
  'a device cookie is worth nothing for another account, when made up, or when guessed from',
  async () => {
    const { account } = await givenGuard()
    const { account: other } = await givenGuard()
    const phone = await signedIn(account, new Browser('113.246.1.1'))
    await givenFailures([account, other], botnet)
    const thief = new Browser('9.9.9.9')
    const steal = () => {
      thief.jar = { 'baimi-device': phone.jar['baimi-device']! }
    }
    steal()
    assert.equal((await thief.signIn(other)).code, 'identity.must-wait')
    thief.jar = { 'baimi-device': 'A'.repeat(43) }
    assert.equal((await thief.signIn(account)).code, 'identity.must-wait')
    // On a stolen cookie guesses are slowed like anybody's, without hurting other devices.
    steal()
    later(1000)
    for (let i = 0; i < 8; i++)
      assert.equal((await thief.signIn(account, 'guess')).code, 'identity.wrong-credentials')
    assert.equal((await thief.signIn(account, 'guess')).code, 'identity.must-wait')
    phone.jar = {}
    assert.equal((await phone.signIn(account)).status, 200)
  },
)

attack('failures of colleagues at one address do not keep known devices out', async () => {
  const { account } = await givenGuard()
  const mine = await signedIn(account, new Browser('113.246.9.9'))
  await givenFailures(
    Array.from({ length: 45 }, (_, i) => `colleague${i}`),
    ['113.246.9.9'],
  )
  const clumsy = new Browser('113.246.9.9')
  assert.equal((await clumsy.signIn('colleague99', 'x')).code, 'identity.must-wait')
  assert.equal((await mine.signIn(account)).status, 200)
})

attack('session fixation: a cookie planted before signing in is never taken over', async () => {
  const { account } = await givenGuard()
  const victim = new Browser()
  victim.jar = { baimi: 'A'.repeat(43), 'baimi-device': 'B'.repeat(43) }
  await victim.signIn(account)
  assert.notEqual(victim.jar['baimi'], 'A'.repeat(43))
  assert.notEqual(victim.jar['baimi-device'], 'B'.repeat(43))
  // A session of the attacker's own, planted, ends when the victim signs in over it.
  const attacker = await signedIn((await givenGuard()).account)
  const planted = new Browser()
  planted.jar = { baimi: attacker.jar['baimi']! }
  await planted.signIn(account)
  assert.equal((await attacker.session()).code, 'identity.signed-out')
  assert.equal((await planted.session()).json.person.account, account)
})

attack('a sign-in or a change from a foreign page is refused', async () => {
  const { account } = await givenGuard()
  const browser = new Browser()
  for (const headers of [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
  ])
    assert.equal(
      (await browser.signIn(account, password, headers as never)).code,
      'identity.foreign-page',
    )
  assert.equal(
    (await browser.signIn(account, password, { origin: 'http://localhost:80' })).status,
    200,
  )
  await browser.session()
  const choose = (headers: Record<string, string>) =>
    browser.command('language.choose', { language: 'en' }, headers)
  assert.equal((await choose({ 'x-csrf': '' })).code, 'identity.csrf')
  assert.equal((await choose({ 'sec-fetch-site': 'cross-site' })).code, 'identity.csrf')
  const stranger = await signedIn((await givenGuard()).account)
  assert.equal((await choose({ 'x-csrf': stranger.csrf })).code, 'identity.csrf')
  assert.equal(
    (await browser.send('POST', '/api/sign-out', {}, { 'x-csrf': '' })).code,
    'identity.csrf',
  )
  assert.equal((await choose({})).status, 200)
})

attack(
  'signing out ends the session at once and clears the cookie; twice is harmless',
  async () => {
    const browser = await signedIn((await givenGuard()).account)
    const stolen = new Browser()
    stolen.jar = { ...browser.jar }
    const out = await browser.send('POST', '/api/sign-out', {})
    assert.equal(out.status, 200)
    assert.equal(browser.jar['baimi'], undefined)
    assert.equal((await stolen.session()).code, 'identity.signed-out')
    assert.equal((await browser.send('POST', '/api/sign-out', {})).status, 200)
  },
)

attack(
  'the cookie is exchanged every few hours; requests under way with the old one still count',
  async () => {
    const browser = await signedIn((await givenGuard()).account)
    const old = { ...browser.jar }
    later(4 * hourMs + 1)
    const parallel = await Promise.all([browser.session(), browser.session(), browser.session()])
    assert.deepEqual(
      parallel.map(({ status }) => status),
      [200, 200, 200],
    )
    assert.equal(parallel.filter(({ cookies }) => cookies.length > 0).length, 1)
    assert.notEqual(browser.jar['baimi'], old['baimi'])
    assert.equal((await browser.session()).status, 200)

    const straggler = new Browser()
    straggler.jar = old
    later(9 * minuteMs)
    assert.equal((await straggler.session()).status, 200)
  },
)

attack(
  'an exchanged cookie that comes back later was copied: the session ends for both',
  async () => {
    const browser = await signedIn((await givenGuard()).account)
    const thief = new Browser()
    thief.jar = { ...browser.jar }
    later(4 * hourMs + 1)
    await browser.session()
    await browser.session()
    later(11 * minuteMs)
    assert.equal((await thief.session()).code, 'identity.signed-out')
    assert.equal((await browser.session()).code, 'identity.signed-out')
    const [session] =
      await pool`select revoked_why from identity.session order by created_at desc, id desc limit 1`
    assert.deepEqual(session, { revokedWhy: 'copied' })
  },
)

attack(
  'when the answer with the new cookie is lost in a basement, the old one goes on and is exchanged again',
  async () => {
    const browser = await signedIn((await givenGuard()).account)
    const old = { ...browser.jar }
    later(4 * hourMs + 1)
    await browser.session()
    browser.jar = { ...old }
    later(30 * minuteMs)
    assert.equal((await browser.session()).status, 200)
    assert.notEqual(browser.jar['baimi'], old['baimi'])
    assert.equal((await browser.session()).status, 200)
  },
)

attack('a session ends when unused for days, and at its age even when used', async () => {
  const account = (await givenGuard()).account
  const idle = await signedIn(account)
  later(72 * hourMs + 1)
  assert.equal((await idle.session()).code, 'identity.signed-out')
  const busy = await signedIn(account)
  for (let i = 0; i < 29; i++) {
    later(dayMs)
    assert.equal((await busy.session()).status, 200)
  }
  later(dayMs)
  assert.equal((await busy.session()).code, 'identity.signed-out')
})

attack(
  'a revoked session, an ended post and a disabled person stop with the next request',
  async () => {
    const { account, id } = await givenGuard()
    const phone = await signedIn(account)
    const desk = await signedIn(account, new Browser('113.246.2.2'))
    const { json } = await phone.send('GET', '/api/session.list')
    assert.equal(json.sessions.length, 2)
    const own = (await phone.session()).json.sessionId
    const other = json.sessions.find((session: { id: string }) => session.id !== own)
    assert.equal((await phone.command('session.revoke', { sessionId: other.id })).status, 200)
    assert.equal((await desk.session()).code, 'identity.signed-out')

    const manager = await givenPerson(pool, [['company-manager', city.company]], {
      account: `boss${++serial}`,
      password,
    })
    const boss = await signedIn(`boss${serial}`)
    assert.equal((await boss.send('GET', `/api/person.view?personId=${id}`)).status, 200)
    await pool`update identity.post set to_on = '2026-11-22' where person_id = ${manager}`
    assert.equal(
      (await boss.send('GET', `/api/person.view?personId=${id}`)).code,
      'identity.person-not-found',
    )
    assert.equal((await boss.send('GET', '/api/person.list')).code, 'identity.forbidden')
    assert.deepEqual((await boss.session()).json.holds, {})

    await pool`update identity.person set disabled_at = ${now} where id = ${id}`
    assert.equal((await phone.session()).code, 'identity.signed-out')
    assert.equal((await phone.signIn(account)).code, 'identity.account-disabled')
    assert.equal((await phone.signIn(account, 'wrong')).code, 'identity.wrong-credentials')
  },
)

attack('a one-time password lets its holder do nothing but choose another', async () => {
  const { account, id } = await givenGuard()
  await pool`update identity.person set one_time_until = ${new Date(now.getTime() + hourMs)} where id = ${id}`
  const browser = new Browser()
  assert.deepEqual((await browser.signIn(account)).json, { mustChange: true })
  const { json } = await browser.session()
  assert.deepEqual([json.person.mustChange, json.holds], [true, {}])
  assert.equal((await browser.send('GET', '/api/me.notices')).code, 'identity.must-change-password')
  assert.equal(
    (await browser.command('session.revoke-others', { keep: newId() })).code,
    'identity.must-change-password',
  )
  const next = 'xin-de-mi-ma-2027'
  assert.equal(
    (await browser.command('password.change', { current: password, next, keep: json.sessionId }))
      .status,
    200,
  )
  assert.equal((await browser.session()).json.person.mustChange, false)
  assert.equal((await browser.send('GET', '/api/me.notices')).status, 200)

  await pool`update identity.person set one_time_until = ${now} where id = ${id}`
  assert.equal((await browser.signIn(account, next)).code, 'identity.one-time-expired')
})

attack('changing the password throws out whoever else was signed in', async () => {
  const { account } = await givenGuard()
  const mine = await signedIn(account)
  const thief = await signedIn(account, new Browser('9.9.9.9'))
  const { sessionId } = (await mine.session()).json
  await mine.command('password.change', {
    current: password,
    next: 'xin-de-mi-ma-2027',
    keep: sessionId,
  })
  assert.equal((await thief.session()).code, 'identity.signed-out')
  assert.equal((await mine.session()).status, 200)
})

attack('a device is remembered per person, and forgotten when a password is reset', async () => {
  const { account, id } = await givenGuard()
  const browser = await signedIn(account)
  const device = browser.jar['baimi-device']
  const { account: second } = await givenGuard()
  await browser.signIn(second)
  assert.equal(browser.jar['baimi-device'], device)
  await pool`delete from identity.known_device where person_id = ${id}`
  await givenFailures([account], botnet)
  browser.jar = { 'baimi-device': device! }
  const moved = new Browser('5.5.5.5')
  moved.jar = browser.jar
  assert.equal((await moved.signIn(account)).code, 'identity.must-wait')
})
