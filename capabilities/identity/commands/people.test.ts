// Accounts on a real database: who may register, change, disable, and look at a phone number.

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '#base/id.ts'
import type { Actor } from '#base/permission.ts'
import { endDb, world } from '#server/testing.ts'
import { capability } from '../index.ts'
import { isPassword } from '../password.ts'
import { type City, givenActor, givenCity, givenPerson } from '../testing.ts'
import { changePerson, disablePerson, enablePerson, registerPerson, showPhone } from './people.ts'

after(endDb)

const wish = (atId: string) => ({
  personId: newId(),
  name: '单雄信',
  phone: '138 1234 1234',
  post: { postId: newId(), kind: 'guard', atId, fromOn: '2026-11-23' } as const,
})

test('person.register makes the person with a first post and a password that is told once', () =>
  world([capability], async ({ sql, run, facts }) => {
    const city = await givenCity(sql)
    const manager = await givenActor(sql, [['project-manager', city.compound]])
    const input = wish(city.compound)
    const id = newId()

    const answer = await run(registerPerson, manager, input, { id })
    const repeat = await run(registerPerson, manager, input, { id })

    const [person] = await sql<{ password: string }[]>`
      select name, account, phone, pinyin, initials, password, one_time_until
        from identity.person where id = ${input.personId}`
    const { password, ...rest } = person!
    assert.deepEqual(rest, {
      name: '单雄信',
      account: '13812341234',
      phone: '13812341234',
      pinyin: 'shanxiongxin',
      initials: 'sxx',
      oneTimeUntil: new Date('2026-11-26T08:30:00+08:00'),
    })
    assert.ok(await isPassword(answer.oneTimePassword, password))
    assert.deepEqual(
      facts.map(({ name }) => name),
      ['person.registered', 'post.given'],
    )
    // Neither the receipt nor the ledger knows the password, so a repeat cannot tell it.
    assert.equal(repeat.oneTimePassword, undefined)
    const [kept] = await sql`select answer from server.receipt where id = ${id}`
    assert.ok(!JSON.stringify([kept, facts]).includes(answer.oneTimePassword))
    assert.ok(!JSON.stringify(facts).includes('13812341234'))
  }))

test('person.register refuses whoever may not give the post, and writes nothing', () =>
  world([capability], async ({ sql, run, as, facts }) => {
    const city = await givenCity(sql)
    const input = wish(city.compound)
    const neighbour = await givenActor(sql, [['project-manager', city.neighbour]])
    const below = await givenActor(sql, [['captain', city.compound]])
    const manager = await givenActor(sql, [['project-manager', city.compound]])
    await assert.rejects(run(registerPerson, as({}), input), { code: 'identity.forbidden' })
    await assert.rejects(run(registerPerson, below, input), { code: 'identity.forbidden' })
    await assert.rejects(run(registerPerson, neighbour, input), {
      code: 'identity.anchor-not-found',
    })
    const higher = { ...input, post: { ...input.post, kind: 'project-manager' as const } }
    await assert.rejects(run(registerPerson, manager, higher), { code: 'identity.forbidden' })
    assert.equal((await sql`select from identity.person where id = ${input.personId}`).length, 0)
    assert.deepEqual(facts, [])
  }))

test('person.register refuses unusable and taken accounts and numbers', () =>
  world([capability], async ({ sql, run }) => {
    const city = await givenCity(sql)
    const manager = await givenActor(sql, [['project-manager', city.compound]])
    await givenPerson(sql, [], { phone: '13900005678' })
    const refuse = (input: object, code: string) =>
      assert.rejects(run(registerPerson, manager, { ...wish(city.compound), ...input }), { code })
    await refuse({ phone: '12345' }, 'identity.phone-unusable')
    await refuse({ phone: null }, 'identity.account-unusable')
    await refuse({ account: '1001' }, 'identity.account-unusable')
    await refuse({ account: '13900005678' }, 'identity.account-unusable') // somebody else's number
    await refuse({ phone: '13900005678' }, 'identity.account-taken')
    await refuse({ name: ' ' }, 'input.invalid')
  }))

test('person.change moves the account along with the number, and says which fields changed', () =>
  world([capability], async ({ sql, run, facts }) => {
    const city = await givenCity(sql)
    const manager = await givenActor(sql, [['project-manager', city.compound]])
    const personId = await givenPerson(sql, [['guard', city.compound]], { phone: '13812341234' })
    const change = (input: object) => run(changePerson, manager, { personId, ...input })
    assert.deepEqual(await change({ name: '曾国', phone: '13900005678' }), {
      fields: ['name', 'phone', 'account'],
    })
    const [person] =
      await sql`select account, phone, initials from identity.person where id = ${personId}`
    assert.deepEqual(person, { account: '13900005678', phone: '13900005678', initials: 'zg' })
    assert.deepEqual(await change({ phone: '13900005678' }), { fields: [] })
    assert.deepEqual(
      facts.map(({ body }) => body),
      [{ personId, fields: ['name', 'phone', 'account'] }],
    )

    await assert.rejects(change({ phone: null }), { code: 'identity.account-unusable' })
    await change({ account: 'zeng.guo', phone: null })
    await givenPerson(sql, [], { account: 'taken' })
    await assert.rejects(change({ account: 'taken' }), { code: 'identity.account-taken' })
    await assert.rejects(change({ phone: '110' }), { code: 'identity.phone-unusable' })
  }))

test('person.disable ends the sessions and person.enable lets the person in again', () =>
  world([capability], async ({ sql, run, facts, now }) => {
    const city = await givenCity(sql)
    const manager = await givenActor(sql, [['project-manager', city.compound]])
    const personId = await givenPerson(sql, [['guard', city.compound]])
    await sql`
      insert into identity.session (id, token_hash, csrf, person_id, created_at, seen_at, rotated_at, idle_minutes, expires_at)
      values (${newId()}, 'x', 'c', ${personId}, ${now}, ${now}, ${now}, 60, ${new Date(now.getTime() + 1e6)})`

    await assert.rejects(run(enablePerson, manager, { personId }), {
      code: 'identity.not-disabled',
    })
    await run(disablePerson, manager, { personId })
    await assert.rejects(run(disablePerson, manager, { personId }), {
      code: 'identity.already-disabled',
    })
    const [session] =
      await sql`select revoked_why from identity.session where person_id = ${personId}`
    assert.deepEqual(session, { revokedWhy: 'disabled' })
    await run(enablePerson, manager, { personId })
    assert.deepEqual(
      facts.map(({ name }) => name),
      ['person.disabled', 'person.enabled'],
    )
  }))

/** Everybody who must not manage a guard of the compound, and what they are told. */
async function refusals(
  sql: Parameters<typeof givenCity>[0],
  city: City,
  as: (holds: object) => Actor,
): Promise<[Actor, string][]> {
  return [
    [as({}), 'identity.forbidden'],
    [await givenActor(sql, [['guard', city.compound]]), 'identity.forbidden'],
    [await givenActor(sql, [['captain', city.compound]]), 'identity.forbidden'],
    [await givenActor(sql, [['project-manager', city.neighbour]]), 'identity.person-not-found'],
    // An officer of the street sees the guard, but a company's people are the company's.
    [await givenActor(sql, [['street-officer', city.street]]), 'identity.forbidden'],
  ]
}

test('accounts are managed by whoever could give every post held, and by nobody else', () =>
  world([capability], async ({ sql, run, as, facts }) => {
    const city = await givenCity(sql)
    const personId = await givenPerson(sql, [['guard', city.compound]])
    for (const [actor, code] of await refusals(sql, city, as as never))
      for (const command of [changePerson, disablePerson, enablePerson])
        await assert.rejects(run(command as typeof disablePerson, actor, { personId }), { code })
    const admin = await givenActor(sql, [['administrator', city.city]])
    for (const command of [changePerson, disablePerson, enablePerson]) {
      const act = command as typeof disablePerson
      await assert.rejects(run(act, admin, { personId: newId() }), {
        code: 'identity.person-not-found',
      })
      await assert.rejects(run(act, admin, { personId: admin.id }), {
        code: 'identity.own-account',
      })
    }
    assert.deepEqual(facts, [])
  }))

test('a small post given to an officer gives no hold on the officer’s account', () =>
  world([capability], async ({ sql, run }) => {
    const city = await givenCity(sql)
    const manager = await givenActor(sql, [['project-manager', city.compound]])
    const officer = await givenPerson(sql, [
      ['city-officer', city.city],
      ['guard', city.compound],
    ])
    await assert.rejects(run(disablePerson, manager, { personId: officer }), {
      code: 'identity.forbidden',
    })
    // Nor does a post that begins next month.
    const later = await givenPerson(sql, [
      ['guard', city.compound],
      ['street-officer', city.street, '2026-12-24'],
    ])
    await assert.rejects(run(disablePerson, manager, { personId: later }), {
      code: 'identity.forbidden',
    })
  }))

test('person.show-phone tells the number, records the look, and tells the person', () =>
  world([capability], async ({ sql, run, as, facts, react }) => {
    const city = await givenCity(sql)
    const captain = await givenActor(sql, [['captain', city.compound]])
    const personId = await givenPerson(sql, [['guard', city.compound]], { phone: '13812341234' })
    assert.deepEqual(await run(showPhone, captain, { personId }), { phone: '13812341234' })
    assert.deepEqual(
      facts.map(({ name, people, body }) => ({ name, people, body })),
      [{ name: 'person.phone-shown', people: [personId], body: { personId } }],
    )
    await react()
    assert.equal((await sql`select from server.notice where person_id = ${personId}`).length, 1)

    await assert.rejects(run(showPhone, as({}), { personId }), { code: 'identity.forbidden' })
    const guard = await givenActor(sql, [['guard', city.compound]])
    await assert.rejects(run(showPhone, guard, { personId }), { code: 'identity.forbidden' })
    const neighbour = await givenActor(sql, [['project-manager', city.neighbour]])
    await assert.rejects(run(showPhone, neighbour, { personId }), {
      code: 'identity.person-not-found',
    })
    await assert.rejects(run(showPhone, captain, { personId: newId() }), {
      code: 'identity.person-not-found',
    })
    const silent = await givenPerson(sql, [['guard', city.compound]])
    await assert.rejects(run(showPhone, captain, { personId: silent }), {
      code: 'identity.no-phone',
    })
    // Once the guard works for the neighbour only, the captain sees the history and not the number.
    const gone = await givenPerson(
      sql,
      [
        ['guard', city.compound, '2026-01-01', '2026-06-30'],
        ['guard', city.neighbour, '2026-07-01'],
      ],
      { phone: '13700001111' },
    )
    await assert.rejects(run(showPhone, captain, { personId: gone }), {
      code: 'identity.forbidden',
    })
  }))
