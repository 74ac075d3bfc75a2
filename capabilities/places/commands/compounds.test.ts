// Compounds, who runs them, and from when, on a real database.

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '#base/id.ts'
import { endDb, world } from '#server/testing.ts'
import { capability } from '../index.ts'
import {
  given,
  givenBuilding,
  givenCompany,
  givenCompound,
  givenTree,
  holding,
} from '../testing.ts'
import { changeCompound, registerCompound } from './compounds.ts'
import { endContract, signContract } from './contracts.ts'

after(endDb)

test('compound.register writes place and profile, and records it', () =>
  world([capability], async ({ sql, run, as, facts }) => {
    await givenTree(sql)
    const { compoundId } = await run(
      registerCompound,
      as(holding('street-officer', given.street)),
      {
        ...registerCompound.example,
        parentId: given.community,
        code: 'CS-0001',
        secondCommunityId: given.otherCommunity,
      },
    )
    const [row] = await sql`
      select p.name, p.code, p.pinyin, p.within, c.households, c.floor_area_m2, c.lng, c.lat, c.datum
        from places.place p join places.compound c on c.compound_id = p.id where p.id = ${compoundId}`
    assert.deepEqual(row, {
      name: '海利华宫',
      code: 'CS-0001',
      pinyin: 'hailihuagong hlhg',
      within: [
        compoundId,
        given.community,
        given.street,
        given.district,
        given.city,
        given.otherCommunity,
        given.otherStreet,
      ],
      households: 860,
      floorAreaM2: 96_000,
      lng: 112.9834,
      lat: 28.1862,
      datum: 'GCJ-02',
    })
    assert.deepEqual(facts[0]!.body, { compoundId, parentId: given.community })
  }))

test('compound.register refuses strangers, neighbours, lower posts, and what is wrong with it', () =>
  world([capability], async ({ sql, run, as, facts }) => {
    await givenTree(sql)
    const wish = { parentId: given.community, name: '海利华宫' }
    const refuse = (actor: ReturnType<typeof as>, change: object, code: string) =>
      assert.rejects(run(registerCompound, actor, { ...wish, ...change }), { code })
    await refuse(as({}), {}, 'identity.forbidden')
    await refuse(as(holding('street-officer', given.otherStreet)), {}, 'place.not-found')
    await refuse(as(holding('community-officer', given.community)), {}, 'identity.forbidden')
    const officer = as(holding('street-officer', given.street))
    await refuse(officer, { parentId: given.street }, 'place.wrong-parent')
    await refuse(officer, { secondCommunityId: given.community }, 'compound.wrong-second-community')
    await refuse(
      officer,
      { secondCommunityId: given.otherStreet },
      'compound.wrong-second-community',
    )
    await refuse(officer, { code: '430103' }, 'place.code-taken')
    for (const wrong of [
      { households: -1 },
      { households: 1.5 },
      { floorAreaM2: 1e12 },
      { builtYear: 1899 },
      { usage: 'castle' },
      { position: { lng: 181, lat: 0, datum: 'WGS-84' } },
      { position: { lng: 113, lat: 28, datum: 'GPS' } },
      { code: '小区' },
      { name: ' ' },
    ])
      await refuse(officer, wrong, 'input.invalid')
    await run(registerCompound, officer, wish)
    await refuse(officer, {}, 'place.name-taken')
    assert.equal(facts.length, 1)
  }))

test('compound.change changes what is named and leaves the rest; null clears', () =>
  world([capability], async ({ sql, run, as, facts }) => {
    await givenTree(sql)
    const compoundId = await givenCompound(sql, { lng: 112.98, lat: 28.18, datum: 'GCJ-02' })
    const buildingId = await givenBuilding(sql, compoundId)
    const officer = as(holding('district-officer', given.district))
    await run(changeCompound, officer, {
      compoundId,
      households: 872,
      position: null,
      secondCommunityId: given.otherCommunity,
    })
    const [row] = await sql`select households, floor_area_m2, lng, datum from places.compound`
    assert.deepEqual(row, { households: 872, floorAreaM2: 96_000, lng: null, datum: null })
    const [building] = await sql<{ within: string[] }[]>`
      select within from places.place where id = ${buildingId}`
    assert.ok(building!.within.includes(given.otherStreet))
    await run(changeCompound, officer, { compoundId, secondCommunityId: null })
    assert.deepEqual(
      facts.map(({ body }) => body),
      [
        { compoundId, changed: ['households', 'secondCommunityId', 'position'] },
        { compoundId, changed: ['secondCommunityId'] },
      ],
    )
    // Whoever loses sight of it hears of that too.
    assert.ok(facts[1]!.within.includes(given.otherCommunity))
    await run(changeCompound, officer, { compoundId })
    assert.equal(facts.length, 2)
  }))

test('compound.change refuses strangers, neighbours, the manager himself, and a closed compound', () =>
  world([capability], async ({ sql, run, as }) => {
    await givenTree(sql)
    const compoundId = await givenCompound(sql)
    const neighbour = await givenCompound(sql, { name: '邻居' })
    const refuse = (actor: ReturnType<typeof as>, code: string, change: object = {}) =>
      assert.rejects(run(changeCompound, actor, { compoundId, households: 1, ...change }), { code })
    await refuse(as({}), 'identity.forbidden')
    await refuse(as(holding('project-manager', neighbour)), 'identity.forbidden')
    await refuse(as(holding('street-officer', given.otherStreet)), 'place.not-found')
    await refuse(as(holding('project-manager', compoundId)), 'identity.forbidden')
    const officer = as(holding('street-officer', given.street))
    await refuse(officer, 'place.not-found', { compoundId: newId() })
    await refuse(officer, 'place.not-found', { compoundId: given.community })
    await refuse(officer, 'compound.wrong-second-community', { secondCommunityId: given.community })
    await sql`update places.place set to_on = '2026-11-22' where id = ${compoundId}`
    await refuse(officer, 'place.closed')
  }))

test('contract.sign hands the compound over on its day, and both companies hear of it', () =>
  world([capability], async ({ sql, run, as, facts, given: happens }) => {
    await givenTree(sql)
    const [old, next] = [
      await givenCompany(sql),
      await givenCompany(sql, { name: '麓山物业服务有限公司' }),
    ]
    const compoundId = await givenCompound(sql, { companyId: old })
    const officer = as(holding('street-officer', given.street))
    await run(signContract, officer, { compoundId, companyId: next, fromOn: '2026-12-01' })
    assert.deepEqual(
      facts.map(({ name }) => name),
      ['contract.ended', 'contract.signed'],
    )
    assert.equal(facts[0]!.body.toOn, '2026-11-30')
    const runBy = async () => (await sql`select company_id from places.compound`)[0]!.companyId
    assert.equal(await runBy(), old)

    await happens({ name: 'day.began', body: { day: '2026-11-24' } })
    assert.equal(await runBy(), old)
  }))

test('day.began lets contracts begin and run out, once', () =>
  world([capability], async (w) => {
    const { sql, run, as, facts } = w
    await givenTree(sql)
    const [old, next] = [
      await givenCompany(sql),
      await givenCompany(sql, { name: '麓山物业服务有限公司' }),
    ]
    const compoundId = await givenCompound(sql, { companyId: old })
    const buildingId = await givenBuilding(sql, compoundId)
    const officer = as(holding('street-officer', given.street))
    await run(signContract, officer, {
      compoundId,
      companyId: next,
      fromOn: '2026-12-01',
      toOn: '2026-12-31',
    })
    w.now = new Date('2026-12-01T00:01:00+08:00')
    await w.given({ name: 'day.began', body: { day: '2026-12-01' } })
    await w.given({ name: 'day.began', body: { day: '2026-12-01' } })
    const [at] = await sql<
      { within: string[] }[]
    >`select within from places.place where id = ${buildingId}`
    assert.ok(at!.within.includes(next) && !at!.within.includes(old))
    const handedOver = facts.filter(({ name }) => name === 'compound.company-changed')
    assert.deepEqual(
      handedOver.map(({ body }) => body),
      [{ compoundId, fromCompanyId: old, toCompanyId: next }],
    )
    for (const company of [old, next]) assert.ok(handedOver[0]!.within.includes(company))

    w.now = new Date('2027-01-01T00:01:00+08:00')
    await w.given({ name: 'day.began', body: { day: '2027-01-01' } })
    const [compound] = await sql`select company_id from places.compound`
    assert.equal(compound!.companyId, null)
  }))

test('a contract signed for today takes effect at once, a company’s branch counts with its company', () =>
  world([capability], async ({ sql, run, as, facts }) => {
    await givenTree(sql)
    const company = await givenCompany(sql)
    const branch = await givenCompany(sql, {
      kind: 'branch',
      name: '第二分公司',
      parentId: company,
    })
    const compoundId = await givenCompound(sql)
    const officer = as(holding('street-officer', given.street))
    await run(signContract, officer, { compoundId, companyId: branch, fromOn: '2026-11-23' })
    assert.deepEqual(
      facts.map(({ name }) => name),
      ['contract.signed', 'compound.company-changed'],
    )
    const [place] = await sql<
      { within: string[] }[]
    >`select within from places.place where id = ${compoundId}`
    assert.deepEqual(place!.within.slice(-2), [branch, company])
  }))

test('contract.sign refuses strangers, neighbours, lower posts, non-companies and overlaps', () =>
  world([capability], async ({ sql, run, as, facts }) => {
    await givenTree(sql)
    const companyId = await givenCompany(sql)
    const compoundId = await givenCompound(sql, { companyId })
    const neighbour = await givenCompound(sql, { name: '邻居' })
    const refuse = (actor: ReturnType<typeof as>, code: string, change: object = {}) =>
      assert.rejects(
        run(signContract, actor, { compoundId, companyId, fromOn: '2026-12-01', ...change }),
        { code },
      )
    await refuse(as({}), 'identity.forbidden')
    await refuse(as(holding('project-manager', neighbour)), 'identity.forbidden')
    await refuse(as(holding('street-officer', given.otherStreet)), 'place.not-found')
    await refuse(as(holding('company-manager', companyId)), 'identity.forbidden')
    const officer = as(holding('street-officer', given.street))
    await refuse(officer, 'contract.not-a-company', { companyId: newId() })
    const committee = await givenCompany(sql, { kind: 'committee', name: '海利华宫业主委员会' })
    await refuse(officer, 'contract.not-a-company', { companyId: committee })
    await refuse(officer, 'contract.overlaps', { fromOn: '2026-01-01' })
    await refuse(officer, 'contract.ends-before-it-begins', { toOn: '2026-11-30' })
    await sql`update identity.organisation set ended_on = '2026-11-20' where id = ${companyId}`
    await refuse(officer, 'contract.not-a-company')
    assert.deepEqual(facts, [])
  }))

test('contract.end sets the last day; the day after, nobody runs the compound', () =>
  world([capability], async (w) => {
    const { sql, run, as, facts } = w
    await givenTree(sql)
    const companyId = await givenCompany(sql)
    const compoundId = await givenCompound(sql, { companyId })
    const [contract] = await sql<{ id: string }[]>`select id from places.contract`
    const officer = as(holding('street-officer', given.street))
    await run(endContract, officer, { compoundId, contractId: contract!.id, toOn: '2026-11-30' })
    assert.deepEqual(facts[0]!.body, {
      compoundId,
      contractId: contract!.id,
      companyId,
      toOn: '2026-11-30',
    })
    w.now = new Date('2026-12-01T00:01:00+08:00')
    await w.given({ name: 'day.began', body: { day: '2026-12-01' } })
    assert.equal((await sql`select company_id from places.compound`)[0]!.companyId, null)
  }))

test('contract.end refuses strangers, neighbours, lower posts, foreign and past contracts', () =>
  world([capability], async ({ sql, run, as }) => {
    await givenTree(sql)
    const companyId = await givenCompany(sql)
    const compoundId = await givenCompound(sql, { companyId })
    const [contract] = await sql<{ id: string }[]>`select id from places.contract`
    const contractId = contract!.id
    const refuse = (actor: ReturnType<typeof as>, code: string, change: object = {}) =>
      assert.rejects(
        run(endContract, actor, { compoundId, contractId, toOn: '2026-11-30', ...change }),
        { code },
      )
    await refuse(as({}), 'identity.forbidden')
    await refuse(as(holding('street-officer', given.otherStreet)), 'place.not-found')
    await refuse(as(holding('project-manager', compoundId)), 'identity.forbidden')
    const officer = as(holding('street-officer', given.street))
    await refuse(officer, 'contract.not-found', { contractId: newId() })
    await refuse(officer, 'contract.ends-before-it-begins', { toOn: '2025-12-31' })
    await run(signContract, officer, { compoundId, companyId, fromOn: '2026-12-01' })
    await refuse(officer, 'contract.overlaps', { toOn: '2026-12-05' })
    await sql`update places.contract set to_on = '2026-11-01' where id = ${contractId}`
    await refuse(officer, 'contract.ended', { toOn: '2026-11-25' })
  }))
