// Changing and resetting passwords on a real database.

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '#base/id.ts'
import { endDb, type World, world } from '#server/testing.ts'
import { capability } from '../index.ts'
import { isPassword } from '../password.ts'
import { cheaply, givenActor, givenCity, givenPerson } from '../testing.ts'
import { changePassword, resetPassword } from './passwords.ts'

after(endDb)

const inWorld = (work: (w: World) => Promise<void>) => cheaply(() => world([capability], work))

type Sql = Parameters<typeof givenCity>[0]
const old = 'lao-fang-dong-3'
const good = 'lou-dao-bu-dui-wu-7'

async function givenSession(sql: Sql, personId: string, now: Date): Promise<string> {
  const id = newId()
  await sql`
    insert into identity.session (id, token_hash, csrf, person_id, created_at, seen_at, rotated_at, idle_minutes, expires_at)
    values (${id}, ${Buffer.from(id)}, 'c', ${personId}, ${now}, ${now}, ${now}, 60, ${new Date(now.getTime() + 1e6)})`
  return id
}
const passwordOf = async (sql: Sql, id: string) =>
  (
    (await sql`select password, one_time_until from identity.person where id = ${id}`) as unknown as [
      { password: string; oneTimeUntil: Date | null },
    ]
  )[0]
const live = async (sql: Sql, personId: string) =>
  (
    await sql<
      { id: string }[]
    >`select id from identity.session where person_id = ${personId} and revoked_at is null`
  ).map(({ id }) => id)

test('password.change sets it, keeps the session it came from, ends the others', () =>
  inWorld(async ({ sql, run, as, facts, now }) => {
    const id = await givenPerson(sql, [], { password: old })
    await sql`update identity.person set one_time_until = ${new Date(now.getTime() + 1e6)} where id = ${id}`
    const keep = await givenSession(sql, id, now)
    await givenSession(sql, id, now)
    const commandId = newId()

    await run(changePassword, as({}, { id }), { current: old, next: good, keep }, { id: commandId })

    const { password, oneTimeUntil } = await passwordOf(sql, id)
    assert.ok(await isPassword(good, password))
    assert.equal(oneTimeUntil, null)
    assert.deepEqual(await live(sql, id), [keep])
    assert.deepEqual(
      facts.map(({ name, body }) => ({ name, body })),
      [{ name: 'password.changed', body: { personId: id } }],
    )
    // A repeat with other passwords under the same id is the same command: the receipt hashed neither.
    await run(changePassword, as({}, { id }), { current: 'x', next: 'y', keep }, { id: commandId })
  }))

test('password.change refuses the wrong old one, the same one, a weak one, and somebody unknown', () =>
  inWorld(async ({ sql, run, as }) => {
    const id = await givenPerson(sql, [], { password: old, name: '张三', phone: '13812341234' })
    const me = as({}, { id })
    const refuse = (input: object, code: string, who = me) =>
      assert.rejects(run(changePassword, who, { current: old, next: good, ...input }), { code })
    await refuse({ current: 'wrong' }, 'identity.wrong-password')
    await refuse({ next: old }, 'identity.password-weak')
    await refuse({ next: 'zhangsan-2026' }, 'identity.password-weak')
    await refuse({ next: '' }, 'input.invalid')
    await refuse({}, 'identity.person-not-found', as({}))
    assert.ok(await isPassword(old, (await passwordOf(sql, id)).password))
  }))

test('whoever sits at an unlocked desk cannot find out the password by trying', () =>
  inWorld(async ({ sql, run, as, now }) => {
    const id = await givenPerson(sql, [], { password: old })
    const me = as({}, { id })
    for (let i = 0; i < 8; i++)
      await assert.rejects(run(changePassword, me, { current: `guess ${i}`, next: good }), {
        code: 'identity.wrong-password',
      })
    await assert.rejects(run(changePassword, me, { current: old, next: good }), {
      code: 'identity.must-wait',
    })
    await run(
      changePassword,
      me,
      { current: old, next: good },
      { now: new Date(now.getTime() + 300_001) },
    )
  }))

test('password.reset gives a one-time password, signs the person out and forgets the devices', () =>
  inWorld(async ({ sql, run, facts, react, now }) => {
    const city = await givenCity(sql)
    const manager = await givenActor(sql, [['project-manager', city.compound]])
    const personId = await givenPerson(sql, [['guard', city.compound]], { password: old })
    await givenSession(sql, personId, now)
    await sql`insert into identity.known_device (token_hash, person_id, since, seen_at) values ('d', ${personId}, ${now}, ${now})`

    const { oneTimePassword } = await run(resetPassword, manager, { personId })

    const { password, oneTimeUntil } = await passwordOf(sql, personId)
    assert.ok(await isPassword(oneTimePassword, password))
    assert.ok(!(await isPassword(old, password)))
    assert.deepEqual(oneTimeUntil, new Date('2026-11-26T08:30:00+08:00'))
    assert.deepEqual(await live(sql, personId), [])
    assert.equal(
      (await sql`select from identity.known_device where person_id = ${personId}`).length,
      0,
    )
    assert.deepEqual(
      facts.map(({ name }) => name),
      ['password.reset'],
    )
    await react()
    const [notice] = await sql`select kind, urgent from server.notice where person_id = ${personId}`
    assert.deepEqual(notice, { kind: 'password.reset', urgent: true })
  }))

test('password.reset refuses stranger, neighbour, lower level, oneself, and a manager of only some of the posts', () =>
  inWorld(async ({ sql, run, as, facts }) => {
    const city = await givenCity(sql)
    const personId = await givenPerson(sql, [['guard', city.compound]], { password: old })
    const manager = await givenActor(sql, [['project-manager', city.compound]])
    const refuse = (actor: Parameters<typeof run>[1], id: string, code: string) =>
      assert.rejects(run(resetPassword, actor, { personId: id }), { code })
    await refuse(as({}), personId, 'identity.forbidden')
    await refuse(
      await givenActor(sql, [['captain', city.compound]]),
      personId,
      'identity.forbidden',
    )
    await refuse(
      await givenActor(sql, [['project-manager', city.neighbour]]),
      personId,
      'identity.person-not-found',
    )
    await refuse(manager, newId(), 'identity.person-not-found')
    await refuse(manager, manager.id, 'identity.own-account')
    const both = await givenPerson(sql, [
      ['guard', city.compound],
      ['guard', city.neighbour],
    ])
    await refuse(manager, both, 'identity.forbidden')
    const officer = await givenPerson(sql, [
      ['district-officer', city.district],
      ['service', city.compound],
    ])
    await refuse(manager, officer, 'identity.forbidden')
    assert.deepEqual(facts, [])
    const admin = await givenActor(sql, [['administrator', city.city]])
    for (const id of [both, officer]) await run(resetPassword, admin, { personId: id })
  }))
