// What is seen, by whom, and how masked.

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '#base/id.ts'
import { text } from '#base/text.ts'
import { notify } from '#server/notify.ts'
import { endDb, world } from '#server/testing.ts'
import { capability } from '../index.ts'
import { givenActor, givenCity, givenPerson } from '../testing.ts'
import { listOrganisations, viewOrganisation } from './organisations.ts'
import { listSessions, myNotices } from './own.ts'
import { findPerson, listPeople, listPosts, viewPerson } from './people.ts'

after(endDb)
type Sql = Parameters<typeof givenCity>[0]

async function givenStaff(sql: Sql) {
  const city = await givenCity(sql)
  const guard = await givenPerson(sql, [['guard', city.compound]], {
    name: '单雄信',
    phone: '13812341234',
  })
  const next = await givenPerson(sql, [['guard', city.neighbour]], {
    name: '曾国',
    phone: '13900005678',
  })
  const left = await givenPerson(sql, [['guard', city.compound, '2026-01-01', '2026-06-30']], {
    name: '老李',
  })
  const manager = await givenActor(sql, [['project-manager', city.compound]], '王经理')
  return { city, guard, next, left, manager }
}
const namesOf = ({ people }: { people: { name: string }[] }) =>
  people.map(({ name }) => name).sort()

test('person.list shows those within reach, masked, by state, post and place', () =>
  world([capability], async ({ sql, ask, as }) => {
    const { city, guard, manager } = await givenStaff(sql)
    const all = await ask(listPeople, manager, {})
    assert.deepEqual(namesOf(all), ['单雄信', '王经理'].sort())
    const shown = all.people.find(({ id }) => id === guard)!
    assert.equal(shown.phone, '138****1234')
    assert.deepEqual(shown.posts, [
      { kind: 'guard', title: text('秩序员', 'Guard'), atId: city.compound, atName: '海利华宫' },
    ])
    assert.deepEqual(namesOf(await ask(listPeople, manager, { state: 'left' })), ['老李'])
    assert.deepEqual(namesOf(await ask(listPeople, manager, { kinds: ['guard'] })), ['单雄信'])
    const street = await givenActor(sql, [['street-officer', city.street]], '街道')
    assert.equal((await ask(listPeople, street, {})).people.length, 4)
    assert.deepEqual(namesOf(await ask(listPeople, street, { atId: city.neighbour })), ['曾国'])
    // A place beyond reach is an empty list, not a wider one.
    assert.deepEqual(namesOf(await ask(listPeople, manager, { atId: city.neighbour })), [])
    await sql`update identity.person set disabled_at = now() where id = ${guard}`
    assert.deepEqual(namesOf(await ask(listPeople, manager, { state: 'disabled' })), ['单雄信'])
    assert.deepEqual(namesOf(await ask(listPeople, manager, {})), ['王经理'])

    await assert.rejects(ask(listPeople, as({}), {}), { code: 'identity.forbidden' })
    const below = await givenActor(sql, [['guard', city.compound]])
    await assert.rejects(ask(listPeople, below, {}), { code: 'identity.forbidden' })
    assert.deepEqual(await ask(listPeople, as({ 'identity.view': [newId()] }), {}), {
      more: false,
      people: [],
    })
  }))

test('person.list finds by name, pinyin, initials and the digits that are shown', () =>
  world([capability], async ({ sql, ask }) => {
    const { city } = await givenStaff(sql)
    const street = await givenActor(sql, [['street-officer', city.street]], '街道')
    const find = async (search: string) => namesOf(await ask(listPeople, street, { search }))
    for (const search of [
      '单',
      '雄信',
      'shanxiong',
      'sxx',
      'SXX',
      '1234',
      '138****1234',
      '13812341234',
      '138',
    ])
      assert.deepEqual(await find(search), ['单雄信'], search)
    // The hidden four may be anything: a search cannot be used to guess them.
    assert.deepEqual(await find('13800001234'), ['单雄信'])
    for (const search of ['12341234', '%', '_', '\\', "'", '13900001234'])
      assert.deepEqual(await find(search), [], search)
  }))

test('person.list pages, and says whether more follows', () =>
  world([capability], async ({ sql, ask }) => {
    const { city } = await givenStaff(sql)
    const street = await givenActor(sql, [['street-officer', city.street]], '街道')
    const first = await ask(listPeople, street, { size: 3 })
    const second = await ask(listPeople, street, { size: 3, page: 2 })
    assert.deepEqual(
      [first.more, first.people.length, second.more, second.people.length],
      [true, 3, false, 1],
    )
    assert.equal(new Set([...first.people, ...second.people].map(({ id }) => id)).size, 4)
  }))

test('person.view shows the posts within reach and what the reader may do; oneself sees all', () =>
  world([capability], async ({ sql, ask, as }) => {
    const { city, guard, manager } = await givenStaff(sql)
    const seen = await ask(viewPerson, manager, { personId: guard })
    assert.deepEqual(
      [seen.account, seen.phone, seen.password, seen.posts.length, seen.postsElsewhere],
      ['138****1234', '138****1234', 'none', 1, 0],
    )
    assert.deepEqual(seen.you, {
      isSelf: false,
      mayManage: true,
      maySeePhone: true,
      mayEndSessions: false,
    })
    assert.ok(seen.posts[0]!.youMayEnd)

    const self = await ask(viewPerson, as({}, { id: guard }), { personId: guard })
    assert.deepEqual(
      [self.account, self.phone, self.you.isSelf, self.posts[0]!.youMayEnd],
      ['13812341234', '13812341234', true, false],
    )

    const both = await givenPerson(sql, [
      ['guard', city.compound],
      ['guard', city.neighbour],
    ])
    const half = await ask(viewPerson, manager, { personId: both })
    assert.deepEqual([half.posts.length, half.postsElsewhere, half.you.mayManage], [1, 1, false])

    const neighbour = await givenActor(sql, [['project-manager', city.neighbour]])
    const below = await givenActor(sql, [['guard', city.compound]])
    for (const actor of [as({}), neighbour, below])
      await assert.rejects(ask(viewPerson, actor, { personId: guard }), {
        code: 'identity.person-not-found',
      })
    await assert.rejects(ask(viewPerson, manager, { personId: newId() }), {
      code: 'identity.person-not-found',
    })
    // Nothing that could be a password or a whole number leaves the server.
    assert.ok(!/scrypt|13812341234/.test(JSON.stringify([seen, half])))
  }))

test('person.find needs name and number in full', () =>
  world([capability], async ({ sql, ask, as }) => {
    const { city, next, manager } = await givenStaff(sql)
    const find = async (name: string, phone: string) =>
      (await ask(findPerson, manager, { name, phone })).person
    assert.deepEqual(await find('曾国', '139-0000-5678'), {
      id: next,
      name: '曾国',
      phone: '139****5678',
    })
    for (const [name, phone] of [
      ['曾', '13900005678'],
      ['曾国', '13900005679'],
      ['曾国', '5678'],
      ['曾国', ''],
    ] as const)
      assert.equal(await find(name, phone), null)
    await assert.rejects(ask(findPerson, as({}), { name: '曾国', phone: '13900005678' }), {
      code: 'identity.forbidden',
    })
    const captain = await givenActor(sql, [['captain', city.compound]])
    await assert.rejects(ask(findPerson, captain, { name: '曾国', phone: '13900005678' }), {
      code: 'identity.forbidden',
    })
  }))

test('post.list shows who holds which post at a place on a day', () =>
  world([capability], async ({ sql, ask, as, now }) => {
    const { city, left, manager } = await givenStaff(sql)
    const on = async (day?: string) =>
      (await ask(listPosts, manager, { atId: city.compound, ...(day ? { on: day } : {}) })).posts
        .map(({ name }) => name)
        .sort()
    assert.deepEqual(await on(), ['单雄信', '王经理'].sort())
    assert.deepEqual(await on('2026-06-30'), ['单雄信', '王经理', '老李'].sort())
    assert.deepEqual(await on('2025-12-31'), [])
    // Somebody relieved this morning held the post yesterday, and does not today.
    await sql`update identity.post set to_on = '2026-11-23', ended_at = ${new Date(now.getTime() - 1000)} where person_id <> ${left} and kind = 'guard'`
    assert.deepEqual(await on(), ['王经理'])
    assert.deepEqual(await on('2026-11-22'), ['单雄信', '王经理'].sort())

    await assert.rejects(ask(listPosts, as({}), { atId: city.compound }), {
      code: 'identity.forbidden',
    })
    await assert.rejects(ask(listPosts, manager, { atId: city.neighbour }), {
      code: 'identity.anchor-not-found',
    })
    const guard = await givenActor(sql, [['guard', city.compound]])
    await assert.rejects(ask(listPosts, guard, { atId: city.compound }), {
      code: 'identity.forbidden',
    })
  }))

test('organisations are on public record for whoever may see people', () =>
  world([capability], async ({ sql, ask, as }) => {
    const { city, manager } = await givenStaff(sql)
    const find = async (input: object) =>
      (await ask(listOrganisations, manager, input)).organisations.map(({ name }) => name)
    assert.deepEqual(await find({ search: '麓山' }), ['麓山物业'])
    assert.deepEqual(await find({ search: 'lushan' }), ['麓山物业'])
    assert.deepEqual(await find({ search: 'lswy' }), ['麓山物业'])
    assert.deepEqual(await find({ kinds: ['bureau'] }), [])
    assert.deepEqual(await find({ search: '.*' }), [])
    assert.deepEqual(await find({ closed: true }), [])
    const view = await ask(viewOrganisation, manager, { organisationId: city.rival })
    assert.deepEqual(view.you, { mayManage: false, maySeePosts: false, mayOrganiseBelow: false })
    const admin = await givenActor(sql, [['administrator', city.city]])
    const own = await ask(viewOrganisation, admin, { organisationId: city.rival })
    assert.deepEqual([own.placeName, own.you.mayManage], ['长沙市', true])
    await assert.rejects(ask(viewOrganisation, admin, { organisationId: newId() }), {
      code: 'identity.organisation-not-found',
    })
    await assert.rejects(ask(listOrganisations, as({}), {}), { code: 'identity.forbidden' })
    await assert.rejects(ask(viewOrganisation, as({}), { organisationId: city.rival }), {
      code: 'identity.forbidden',
    })
  }))

test('session.list shows one’s own live sessions with masked addresses; others’ to administrators only', () =>
  world([capability], async ({ sql, ask, as, now }) => {
    const { city, guard, manager } = await givenStaff(sql)
    for (const seen of [now, new Date(now.getTime() - 2 * 3_600_000)])
      await sql`
        insert into identity.session (id, token_hash, csrf, person_id, agent, address, created_at, seen_at, rotated_at, idle_minutes, expires_at)
        values (${newId()}, ${Buffer.from(newId())}, 'secret', ${guard}, 'Chrome/1 Windows', '113.246.57.8', ${seen}, ${seen}, ${seen}, 60, ${new Date(now.getTime() + 1e6)})`
    const { sessions } = await ask(listSessions, as({}, { id: guard }), {})
    assert.deepEqual(
      sessions.map(({ device, address }) => [device, address]),
      [['Chrome · Windows', '113.246.*.*']],
    )
    assert.ok(!JSON.stringify(sessions).includes('secret'))
    await assert.rejects(ask(listSessions, manager, { personId: guard }), {
      code: 'identity.person-not-found',
    })
    await assert.rejects(ask(listSessions, as({}), { personId: guard }), {
      code: 'identity.person-not-found',
    })
    const admin = await givenActor(sql, [['administrator', city.city]])
    assert.equal((await ask(listSessions, admin, { personId: guard })).sessions.length, 1)
  }))

test('me.notices shows only one’s own, unread counted', () =>
  world([capability], async ({ sql, ask, as, now }) => {
    const id = await givenPerson(sql)
    for (let i = 0; i < 3; i++)
      await notify(sql, [
        {
          personId: id,
          at: new Date(now.getTime() - i * 1000),
          kind: `n${i}`,
          text: text('一', 'one'),
          link: '/x',
        },
      ])
    await sql`update server.notice set read_at = now() where kind = 'n2'`
    const me = as({}, { id })
    const first = await ask(myNotices, me, { limit: 2 })
    const kinds = ({ notices }: typeof first) => notices.map(({ kind }) => kind)
    assert.deepEqual([first.unread, kinds(first)], [2, ['n0', 'n1']])
    const second = await ask(myNotices, me, { limit: 2, after: first.next! })
    assert.deepEqual([kinds(second), second.next], [['n2'], null])
    assert.deepEqual(kinds(await ask(myNotices, as({}), { after: first.next! })), [])
    assert.equal((await ask(myNotices, me, { unread: true })).notices.length, 2)
    assert.deepEqual(await ask(myNotices, as({}), {}), { unread: 0, next: null, notices: [] })
  }))
