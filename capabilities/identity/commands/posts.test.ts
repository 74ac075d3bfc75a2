// Giving and ending posts on a real database: who may, where, and what stays.

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '#base/id.ts'
import { endDb, world } from '#server/testing.ts'
import { actorAsOf } from '../actor.ts'
import { capability } from '../index.ts'
import { type PostKind, postKinds, posts } from '../posts.ts'
import { givenActor, givenCity, givenPerson } from '../testing.ts'
import { closeOrganisation } from './organisations.ts'
import { endPost, givePost } from './posts.ts'

after(endDb)
const today = '2026-11-23'

test('post.give writes the post, tells the person, and records one fact', () =>
  world([capability], async ({ sql, run, facts, react }) => {
    const city = await givenCity(sql)
    const manager = await givenActor(sql, [['project-manager', city.compound]])
    const personId = await givenPerson(sql)
    const postId = newId()

    await run(givePost, manager, {
      postId,
      personId,
      kind: 'guard',
      atId: city.compound,
      fromOn: today,
    })

    const [post] =
      await sql`select kind, at_id, from_on, to_on, given_by from identity.post where id = ${postId}`
    assert.deepEqual(post, {
      kind: 'guard',
      atId: city.compound,
      fromOn: today,
      toOn: null,
      givenBy: manager.id,
    })
    assert.deepEqual(
      facts.map(({ name, placeId, people }) => ({ name, placeId, people })),
      [{ name: 'post.given', placeId: city.compound, people: [personId] }],
    )
    await react()
    const [notice] = await sql`select kind, zh from server.notice where person_id = ${personId}`
    assert.deepEqual(notice, { kind: 'post.given', zh: '您自 2026-11-23 起任“秩序员”' })
  }))

test('post.give refuses the stranger, the neighbour’s manager, the lower level and the wrong kind of post', () =>
  world([capability], async ({ sql, run, as, facts }) => {
    const city = await givenCity(sql)
    const personId = await givenPerson(sql)
    const guard = {
      postId: newId(),
      personId,
      kind: 'guard',
      atId: city.compound,
      fromOn: today,
    } as const
    const stranger = as({})
    const elsewhere = await givenActor(sql, [['project-manager', city.neighbour]])
    const below = await givenActor(sql, [['guard', city.compound]])
    const captain = await givenActor(sql, [['captain', city.compound]])
    const manager = await givenActor(sql, [['project-manager', city.compound]])
    const street = await givenActor(sql, [['street-officer', city.street]])

    for (const actor of [stranger, below, captain])
      await assert.rejects(run(givePost, actor, guard), { code: 'identity.forbidden' })
    // Beyond reach looks the same as not there.
    await assert.rejects(run(givePost, elsewhere, guard), { code: 'identity.anchor-not-found' })
    await assert.rejects(run(givePost, manager, { ...guard, atId: newId() }), {
      code: 'identity.anchor-not-found',
    })
    // Equals and superiors are not his to give; nor are a company's posts a street's.
    await assert.rejects(run(givePost, manager, { ...guard, kind: 'project-manager' }), {
      code: 'identity.forbidden',
    })
    await assert.rejects(run(givePost, street, guard), { code: 'identity.forbidden' })
    assert.deepEqual(facts, [])
  }))

test('nobody gives a post as high as his own, wherever he stands', () =>
  world([capability], async ({ sql, run }) => {
    const city = await givenCity(sql)
    const personId = await givenPerson(sql)
    const at = (kind: PostKind) => city[posts[kind].heldAt[0]]
    for (const own of postKinds) {
      const actor = await givenActor(sql, [[own, at(own)]])
      for (const kind of postKinds.filter(
        (kind) => posts[kind].level >= posts[own].level && own !== 'administrator',
      ))
        await assert.rejects(
          run(givePost, actor, { postId: newId(), personId, kind, atId: at(kind), fromOn: today }),
          ({ code }: { code: string }) =>
            code === 'identity.forbidden' || code === 'identity.anchor-not-found',
          `${own} gives ${kind}`,
        )
    }
  }))

test('a company’s manager reaches the compounds it runs and no others', () =>
  world([capability], async ({ sql, run }) => {
    const city = await givenCity(sql)
    const boss = await givenActor(sql, [['company-manager', city.company]])
    const personId = await givenPerson(sql)
    const post = { postId: newId(), personId, kind: 'project-manager', fromOn: today } as const
    await run(givePost, boss, { ...post, atId: city.compound })
    await assert.rejects(run(givePost, boss, { ...post, postId: newId(), atId: city.neighbour }), {
      code: 'identity.anchor-not-found',
    })
  }))

test('post.give refuses oneself, the unknown, the disabled, the wrong place, and a closed company', () =>
  world([capability], async ({ sql, run }) => {
    const city = await givenCity(sql)
    const admin = await givenActor(sql, [['administrator', city.city]])
    const personId = await givenPerson(sql)
    const post = {
      postId: newId(),
      personId,
      kind: 'guard',
      atId: city.compound,
      fromOn: today,
    } as const
    const refuse = (input: object, code: string) =>
      assert.rejects(run(givePost, admin, { ...post, ...input }), { code })

    await refuse({ personId: admin.id }, 'identity.own-post')
    await refuse({ personId: newId() }, 'identity.person-not-found')
    await refuse({ atId: city.street }, 'identity.post-not-held-here')
    await refuse({ orgId: newId() }, 'identity.organisation-not-found')
    await refuse({ toOn: '2026-11-22' }, 'identity.post-ends-before-it-begins')
    await refuse({ fromOn: '2028-11-23' }, 'identity.post-too-far-ahead')
    await run(closeOrganisation, admin, { organisationId: city.rival })
    await refuse({ kind: 'company-manager', atId: city.rival }, 'identity.organisation-closed')
    await sql`update identity.person set disabled_at = now() where id = ${personId}`
    await refuse({}, 'identity.person-disabled')
  }))

test('a post is not held twice, a compound has one project manager, an administrator does not audit', () =>
  world([capability], async ({ sql, run }) => {
    const city = await givenCity(sql)
    const admin = await givenActor(sql, [['administrator', city.city]])
    const first = await givenPerson(sql, [['project-manager', city.compound]])
    const second = await givenPerson(sql, [['auditor', city.city]])
    const give = (personId: string, kind: PostKind, atId: string) =>
      run(givePost, admin, { postId: newId(), personId, kind, atId, fromOn: today })

    await assert.rejects(give(first, 'project-manager', city.compound), {
      code: 'identity.post-already-held',
    })
    await assert.rejects(give(second, 'project-manager', city.compound), {
      code: 'identity.post-taken',
    })
    await assert.rejects(give(second, 'administrator', city.city), { code: 'identity.roles-apart' })
  }))

test('post.end stops the post with the next request, keeps it on file, and makes room the same day', () =>
  world([capability], async ({ sql, run, facts, now }) => {
    const city = await givenCity(sql)
    const boss = await givenActor(sql, [['company-manager', city.company]])
    const personId = await givenPerson(sql, [['project-manager', city.compound]])
    const [{ id: postId }] =
      (await sql`select id from identity.post where person_id = ${personId}`) as [{ id: string }]
    const held = async (at: Date) =>
      (await sql`select from identity.held(${personId}, ${at})`).length
    assert.equal(await held(now), 1)

    await run(endPost, boss, { postId, toOn: today })

    assert.equal(await held(now), 0)
    assert.equal(await held(new Date(now.getTime() - 1000)), 1)
    const [post] = await sql`select to_on, ended_by from identity.post where id = ${postId}`
    assert.deepEqual(post, { toOn: today, endedBy: boss.id })
    assert.deepEqual(
      facts.map(({ name }) => name),
      ['post.ended'],
    )
    const successor = await givenPerson(sql)
    await run(givePost, boss, {
      postId: newId(),
      personId: successor,
      kind: 'project-manager',
      atId: city.compound,
      fromOn: today,
    })
  }))

test('post.end with a later day lets the post run until then', () =>
  world([capability], async ({ sql, run, now }) => {
    const city = await givenCity(sql)
    const boss = await givenActor(sql, [['company-manager', city.company]])
    const personId = await givenPerson(sql, [['guard', city.compound]])
    const [{ id: postId }] =
      (await sql`select id from identity.post where person_id = ${personId}`) as [{ id: string }]
    await run(endPost, boss, { postId, toOn: '2026-11-30' })
    const held = async (at: string) =>
      (await sql`select from identity.held(${personId}, ${new Date(at)})`).length
    assert.equal(await held(now.toISOString()), 1)
    assert.equal(await held('2026-11-30T23:59:00+08:00'), 1)
    assert.equal(await held('2026-12-01T00:00:00+08:00'), 0)
  }))

test('post.end refuses the stranger, the neighbour’s manager, the lower level, oneself, and a second time', () =>
  world([capability], async ({ sql, run, as, facts }) => {
    const city = await givenCity(sql)
    const admin = await givenActor(sql, [['administrator', city.city]])
    const idOf = async (personId: string) =>
      (
        (await sql`select id from identity.post where person_id = ${personId}`) as unknown as [
          { id: string },
        ]
      )[0].id
    const postId = await idOf(await givenPerson(sql, [['guard', city.compound]]))
    const end = { postId, toOn: today }

    await assert.rejects(run(endPost, as({}), end), { code: 'identity.forbidden' })
    const neighbour = await givenActor(sql, [['project-manager', city.neighbour]])
    await assert.rejects(run(endPost, neighbour, end), { code: 'identity.post-not-found' })
    const captain = await givenActor(sql, [['captain', city.compound]])
    await assert.rejects(run(endPost, captain, end), { code: 'identity.forbidden' })
    await assert.rejects(run(endPost, admin, { ...end, postId: newId() }), {
      code: 'identity.post-not-found',
    })
    await assert.rejects(run(endPost, admin, { ...end, postId: await idOf(admin.id) }), {
      code: 'identity.own-post',
    })
    await assert.rejects(run(endPost, admin, { ...end, toOn: '2025-12-31' }), {
      code: 'identity.post-ends-before-it-begins',
    })
    assert.deepEqual(facts, [])
    await run(endPost, admin, end)
    await assert.rejects(run(endPost, admin, end), { code: 'identity.post-already-ended' })
  }))

test('actorAsOf knows the posts of that day, and nobody who is disabled', () =>
  world([capability], async ({ sql, now }) => {
    const city = await givenCity(sql)
    const id = await givenPerson(sql, [['guard', city.compound, '2026-01-01', '2026-06-30']], {
      name: '老张',
    })
    assert.equal((await actorAsOf(sql, id, now))?.name, '老张')
    await sql`update identity.person set disabled_at = ${now} where id = ${id}`
    assert.equal(await actorAsOf(sql, id, now), null)
    assert.equal((await actorAsOf(sql, id, new Date('2026-06-01T00:00:00+08:00')))?.id, id)
    assert.equal(await actorAsOf(sql, newId(), now), null)
  }))
