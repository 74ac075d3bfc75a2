// Registering, changing and closing organisations on a real database.

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '#base/id.ts'
import { endDb, world } from '#server/testing.ts'
import { capability } from '../index.ts'
import { givenActor, givenCity, givenPerson } from '../testing.ts'
import { changeOrganisation, closeOrganisation, registerOrganisation } from './organisations.ts'

after(endDb)
const code = '91350100M000100Y43'

test('organisation.register keeps what it lies within: itself, its parent, its place', () =>
  world([capability], async ({ sql, run, facts }) => {
    const city = await givenCity(sql)
    const admin = await givenActor(sql, [['administrator', city.city]])
    const boss = await givenActor(sql, [['company-manager', city.company]])
    const company = newId()
    const branch = newId()
    await run(registerOrganisation, admin, {
      organisationId: company,
      kind: 'company',
      name: '天心物业',
      code: ' 91350100m000100y43',
      placeId: city.district,
    })
    await run(registerOrganisation, boss, {
      organisationId: branch,
      kind: 'branch',
      name: '雨花分公司',
      parentId: city.company,
    })
    const rows = await sql`
      select id, code, within from identity.organisation where id in (${company}, ${branch}) order by kind`
    assert.deepEqual(
      [...rows],
      [
        { id: branch, code: null, within: [branch, city.company, city.city] },
        { id: company, code, within: [company, city.district, city.city] },
      ],
    )
    assert.deepEqual(
      facts.map(({ name, placeId }) => ({ name, placeId })),
      [
        { name: 'organisation.registered', placeId: city.district },
        { name: 'organisation.registered', placeId: null },
      ],
    )
  }))

test('organisation.register refuses stranger, neighbour, lower level, and whatever stands wrongly', () =>
  world([capability], async ({ sql, run, as, facts }) => {
    const city = await givenCity(sql)
    const admin = await givenActor(sql, [['administrator', city.city]])
    const boss = await givenActor(sql, [['company-manager', city.company]])
    const branch = {
      organisationId: newId(),
      kind: 'branch',
      name: '分公司',
      parentId: city.company,
    } as const
    const company = {
      organisationId: newId(),
      kind: 'company',
      name: '某物业',
      placeId: city.district,
    } as const
    const refuse = (actor: Parameters<typeof run>[1], input: object, why: string) =>
      assert.rejects(run(registerOrganisation, actor, input as typeof branch), { code: why })

    await refuse(as({}), branch, 'identity.forbidden')
    await refuse(
      await givenActor(sql, [['company-manager', city.rival]]),
      branch,
      'identity.forbidden',
    )
    // A place of one's own does not help into somebody else's company.
    await refuse(
      await givenActor(sql, [['company-manager', city.rival]]),
      { ...branch, placeId: city.neighbour },
      'identity.forbidden',
    )
    await refuse(
      await givenActor(sql, [['project-manager', city.compound]]),
      branch,
      'identity.forbidden',
    )
    await refuse(boss, { ...company, placeId: city.compound }, 'identity.forbidden')
    await refuse(admin, { ...company, placeId: undefined }, 'identity.organisation-needs-place')
    await refuse(
      admin,
      { ...branch, parentId: undefined, placeId: city.city },
      'identity.organisation-needs-parent',
    )
    await refuse(
      admin,
      { ...company, kind: 'bureau', parentId: city.company },
      'identity.organisation-wrong-parent',
    )
    await refuse(admin, { ...branch, parentId: newId() }, 'identity.anchor-not-found')
    await refuse(admin, { ...branch, parentId: city.compound }, 'identity.anchor-not-found')
    await refuse(admin, { ...company, placeId: city.company }, 'identity.anchor-not-found')
    await refuse(
      admin,
      { ...company, code: '91350100M000100Y4Z' },
      'identity.organisation-wrong-code',
    )
    assert.deepEqual(facts, [])
    await run(registerOrganisation, admin, { ...company, code })
    await refuse(
      admin,
      { ...company, organisationId: newId(), code },
      'identity.organisation-code-taken',
    )
    await sql`update identity.organisation set ended_on = '2026-11-22' where id = ${city.company}`
    await refuse(admin, branch, 'identity.organisation-closed')
  }))

test('organisation.change says which fields changed, and refuses whom it must', () =>
  world([capability], async ({ sql, run, as, facts }) => {
    const city = await givenCity(sql)
    const admin = await givenActor(sql, [['administrator', city.city]])
    const boss = await givenActor(sql, [['company-manager', city.company]])
    const change = { organisationId: city.company, name: '湘江美居集团', code }
    await assert.rejects(run(changeOrganisation, as({}), change), { code: 'identity.forbidden' })
    const rival = await givenActor(sql, [['company-manager', city.rival]])
    for (const actor of [boss, rival]) // not even its own manager renames a company
      await assert.rejects(run(changeOrganisation, actor, change), { code: 'identity.forbidden' })
    const elsewhere = as({ 'identity.organise': [newId()] })
    await assert.rejects(run(changeOrganisation, elsewhere, change), {
      code: 'identity.organisation-not-found',
    })
    await assert.rejects(run(changeOrganisation, admin, { ...change, organisationId: newId() }), {
      code: 'identity.organisation-not-found',
    })
    await assert.rejects(run(changeOrganisation, admin, { ...change, code: '1' }), {
      code: 'identity.organisation-wrong-code',
    })
    assert.deepEqual(await run(changeOrganisation, admin, change), { fields: ['name', 'code'] })
    assert.deepEqual(await run(changeOrganisation, admin, change), { fields: [] })
    assert.equal(facts.length, 1)
    await sql`update identity.organisation set ended_on = '2026-11-22' where id = ${city.rival}`
    await assert.rejects(
      run(changeOrganisation, admin, { organisationId: city.rival, name: '新名' }),
      {
        code: 'identity.organisation-closed',
      },
    )
  }))

test('organisation.close waits until nobody holds a post at it and nothing stands below it', () =>
  world([capability], async ({ sql, run, as }) => {
    const city = await givenCity(sql)
    const admin = await givenActor(sql, [['administrator', city.city]])
    const close = { organisationId: city.company }
    const person = await givenPerson(sql, [['company-manager', city.company]])
    await run(registerOrganisation, admin, {
      organisationId: newId(),
      kind: 'branch',
      name: '分公司',
      parentId: city.company,
    })
    await assert.rejects(run(closeOrganisation, admin, close), {
      code: 'identity.organisation-in-use',
      details: { posts: 1, below: 1 },
    })
    await sql`update identity.post set to_on = '2026-11-22' where person_id = ${person}`
    await sql`update identity.organisation set ended_on = '2026-11-22' where parent_id = ${city.company}`
    await assert.rejects(run(closeOrganisation, as({}), close), { code: 'identity.forbidden' })
    await run(closeOrganisation, admin, close)
    await assert.rejects(run(closeOrganisation, admin, close), {
      code: 'identity.organisation-closed',
    })
    await assert.rejects(run(closeOrganisation, admin, { organisationId: newId() }), {
      code: 'identity.organisation-not-found',
    })
  }))
