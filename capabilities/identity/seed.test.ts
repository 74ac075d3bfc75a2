// Setting up by the thousand: repeatable, and what it makes is what commands would have made.

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '#base/id.ts'
import { endDb, world } from '#server/testing.ts'
import { capability } from './index.ts'
import { isPassword } from './password.ts'
import { firstAdministrator, givePosts, registerOrganisations, registerPeople } from './seed.ts'
import { givenCity, givenPerson } from './testing.ts'

after(endDb)

test('organisations come in any order, know what they lie within, and are renamed the second time', () =>
  world([capability], async ({ sql }) => {
    const city = await givenCity(sql)
    const [company, branch, team] = [newId(), newId(), newId()]
    const rows = [
      { id: team, kind: 'project-team', name: '项目部', parentId: branch },
      { id: branch, kind: 'branch', name: '分公司', parentId: company },
      { id: company, kind: 'company', name: '天心物业', placeId: city.district },
    ] as const
    await registerOrganisations(sql, rows)
    await registerOrganisations(
      sql,
      rows.map((row) => ({ ...row, name: `新${row.name}` })),
    )
    const found = await sql<{ name: string; within: string[] }[]>`
      select name, within from identity.organisation where id = any(${[company, branch, team]}::uuid[])
       order by cardinality(within)`
    assert.deepEqual(
      found.map(({ name }) => name),
      ['新天心物业', '新分公司', '新项目部'],
    )
    assert.deepEqual(
      found.at(-1)!.within.toSorted(),
      [team, branch, company, city.district, city.city].toSorted(),
    )
    const circle = rows.map((row) => ({
      ...row,
      parentId: row.id === company ? team : row.id === branch ? company : branch,
    }))
    await assert.rejects(registerOrganisations(sql, circle), /circle/)
  }))

test('people are registered by account: new ones created, known ones brought up to date', () =>
  world([capability], async ({ sql }) => {
    const rows = [
      { name: '单雄信', account: '13812341234', phone: '13812341234' },
      { name: '张三', account: 'zhang.san' },
    ]
    const first = await registerPeople(sql, rows)
    const again = await registerPeople(sql, [{ ...rows[0]!, name: '单英雄' }, rows[1]!])
    assert.deepEqual(
      first.map(({ created }) => created),
      [true, true],
    )
    assert.deepEqual(
      [...again],
      first.map((person) => ({ ...person, created: false })),
    )
    const [person] =
      await sql`select name, pinyin, initials, password from identity.person where account = '13812341234'`
    assert.deepEqual(person, {
      name: '单英雄',
      pinyin: 'shanyingxiong',
      initials: 'syx',
      password: null,
    })
  }))

test('posts are given once, and again after they ended', () =>
  world([capability], async ({ sql }) => {
    const city = await givenCity(sql)
    const personId = await givenPerson(sql)
    const post = { personId, kind: 'guard', atId: city.compound, fromOn: '2026-01-01' } as const
    assert.equal(await givePosts(sql, [post]), 1)
    assert.equal(await givePosts(sql, [post, { ...post, fromOn: '2026-05-01' }]), 0)
    assert.equal(await givePosts(sql, [{ ...post, kind: 'engineer' }]), 1)
    await sql`update identity.post set to_on = '2026-06-30' where kind = 'guard'`
    assert.equal(await givePosts(sql, [{ ...post, fromOn: '2026-07-01' }]), 1)
  }))

test('an empty city gets one administrator with a one-time password', () =>
  world([capability], async ({ sql, now }) => {
    const city = await givenCity(sql)
    const first = await firstAdministrator(sql, city.city, now, '2026-11-23')
    const [person] = await sql<{ password: string }[]>`
      select password from identity.person where account = ${first!.account} and one_time_until > ${now}`
    assert.ok(await isPassword(first!.oneTimePassword, person!.password))
    assert.equal(await firstAdministrator(sql, city.city, now, '2026-11-23'), null)
  }))

test('day.began forgets tries, sessions and devices after their time', () =>
  world([capability], async ({ sql, given, now }) => {
    const id = await givenPerson(sql)
    const ago = (days: number) => new Date(now.getTime() - days * 86_400_000)
    for (const days of [1, 200]) {
      await sql`insert into identity.attempt (id, subject, address, at) values (${newId()}, 's', 'a', ${ago(days)})`
      await sql`insert into identity.known_device (token_hash, person_id, since, seen_at) values (${`${days}`}, ${id}, ${ago(300)}, ${ago(days)})`
      await sql`
        insert into identity.session (id, token_hash, csrf, person_id, created_at, seen_at, rotated_at, idle_minutes, expires_at)
        values (${newId()}, ${`${days}`}, 'c', ${id}, ${ago(300)}, ${ago(300)}, ${ago(300)}, 1, ${ago(days)})`
    }
    await given({ name: 'day.began', body: { day: '2026-11-23' } })
    for (const table of ['attempt', 'known_device', 'session'])
      assert.equal((await sql`select from ${sql(`identity.${table}`)}`).length, 1, table)
  }))
