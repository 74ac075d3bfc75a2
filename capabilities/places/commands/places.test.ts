// Setting up, renaming, moving and closing places, on a real database.

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { newId } from '#base/id.ts'
import type { Tx } from '#server/command.ts'
import { endDb, world } from '#server/testing.ts'
import { capability } from '../index.ts'
import { withinOf } from '../place.ts'
import {
  given,
  givenAsset,
  givenBuilding,
  givenCheckpoint,
  givenCompany,
  givenCompound,
  givenTree,
  holding,
} from '../testing.ts'
import { addPlace, closePlace, movePlace, renamePlace } from './places.ts'

after(endDb)

const withinInDb = async (sql: Tx, id: string): Promise<string[]> => {
  const [row] = await sql<{ within: string[] }[]>`select within from places.place where id = ${id}`
  return row!.within
}

test('place.add sets up a grid where a street officer is in charge, and records it', () =>
  world([capability], async ({ sql, run, as, facts }) => {
    await givenTree(sql)
    const officer = as(holding('street-officer', given.street))

    const { placeId } = await run(addPlace, officer, {
      kind: 'grid',
      name: '八角亭第一网格',
      parentId: given.community,
    })

    assert.deepEqual(await withinInDb(sql, placeId), [
      placeId,
      given.community,
      given.street,
      given.district,
      given.city,
    ])
    const [row] =
      await sql`select name, pinyin, from_on, to_on from places.place where id = ${placeId}`
    assert.deepEqual(row, {
      name: '八角亭第一网格',
      pinyin: 'bajiaotingdiyiwangge bjtdywg',
      fromOn: '2026-11-23',
      toOn: null,
    })
    assert.deepEqual(
      facts.map(({ name, placeId: at }) => [name, at]),
      [['place.added', placeId]],
    )
  }))

test('place.add refuses strangers, neighbours, lower posts, wrong parents and taken names', () =>
  world([capability], async ({ sql, run, as, facts }) => {
    await givenTree(sql)
    const grid = { kind: 'grid', name: '第一网格', parentId: given.community } as const
    const officer = as(holding('street-officer', given.street))
    const refused = (actor: typeof officer, input: object, code: string) =>
      assert.rejects(run(addPlace, actor, { ...grid, ...input }), { code })

    await refused(as({}), {}, 'identity.forbidden')
    await refused(as(holding('street-officer', given.otherStreet)), {}, 'place.not-found')
    await refused(as(holding('community-officer', given.community)), {}, 'identity.forbidden')
    await refused(officer, { parentId: newId() }, 'place.not-found')
    await refused(officer, { parentId: given.street }, 'place.wrong-parent')
    await refused(officer, { name: '' }, 'input.invalid')
    await refused(officer, { name: '一'.repeat(61) }, 'input.invalid')
    await refused(officer, { name: '网格\u0007' }, 'input.invalid')
    await refused(officer, { code: '430103' }, 'place.code-taken')
    await run(addPlace, officer, grid)
    await refused(officer, {}, 'place.name-taken')
    assert.equal(facts.length, 1)
  }))

test('a manager adds units to a building of his compound, and no grid', () =>
  world([capability], async ({ sql, run, as }) => {
    await givenTree(sql)
    const compoundId = await givenCompound(sql)
    const buildingId = await givenBuilding(sql, compoundId)
    const manager = as(holding('project-manager', compoundId))
    const { placeId } = await run(addPlace, manager, {
      kind: 'unit',
      name: '1单元',
      parentId: buildingId,
    })
    assert.deepEqual((await withinInDb(sql, placeId)).slice(0, 3), [
      placeId,
      buildingId,
      compoundId,
    ])
    await assert.rejects(
      run(addPlace, manager, { kind: 'grid', name: '网格', parentId: given.community }),
      { code: 'place.not-found' },
    )
    const neighbour = as(holding('project-manager', await givenCompound(sql, { name: '邻居' })))
    await assert.rejects(
      run(addPlace, neighbour, { kind: 'unit', name: '2单元', parentId: buildingId }),
      { code: 'place.not-found' },
    )
  }))

test('place.rename keeps the former name on record and is found by the new pinyin', () =>
  world([capability], async ({ sql, run, as, facts }) => {
    await givenTree(sql)
    const compoundId = await givenCompound(sql)
    const buildingId = await givenBuilding(sql, compoundId)
    const officer = as(holding('street-officer', given.street))
    await run(renamePlace, officer, { placeId: compoundId, name: '海利华庭', code: 'CS-0001' })
    await run(renamePlace, as(holding('project-manager', compoundId)), {
      placeId: buildingId,
      name: 'A座',
    })

    const [row] = await sql`select name, code, pinyin from places.place where id = ${compoundId}`
    assert.deepEqual(row, { name: '海利华庭', code: 'CS-0001', pinyin: 'hailihuating hlht' })
    const [building] = await sql`select name from places.building where id = ${buildingId}`
    assert.deepEqual(building, { name: 'A座' })
    assert.deepEqual(facts[0]!.body, {
      placeId: compoundId,
      kind: 'compound',
      name: '海利华庭',
      previousName: '海利华宫',
    })
  }))

test('place.rename refuses whoever may not, and names and codes in use', () =>
  world([capability], async ({ sql, run, as }) => {
    await givenTree(sql)
    const compoundId = await givenCompound(sql)
    await givenCompound(sql, { name: '另一小区', code: 'CS-0002' })
    const rename = (actor: ReturnType<typeof as>, input: object, code: string) =>
      assert.rejects(run(renamePlace, actor, { placeId: compoundId, name: '新名', ...input }), {
        code,
      })
    await rename(as({}), {}, 'identity.forbidden')
    await rename(as(holding('street-officer', given.otherStreet)), {}, 'place.not-found')
    await rename(as(holding('project-manager', compoundId)), {}, 'identity.forbidden')
    const officer = as(holding('street-officer', given.street))
    await rename(officer, { name: '另一小区' }, 'place.name-taken')
    await rename(officer, { code: 'CS-0002' }, 'place.code-taken')
    await run(renamePlace, officer, { placeId: compoundId, name: '海利华宫', code: 'CS-0001' })
    await sql`update places.place set to_on = '2026-01-31' where id = ${compoundId}`
    await rename(officer, {}, 'place.closed')
  }))

test('place.move takes everything beneath along, and both sides hear of it', () =>
  world([capability], async ({ sql, run, as, facts }) => {
    await givenTree(sql)
    const companyId = await givenCompany(sql)
    const compoundId = await givenCompound(sql, { companyId })
    const buildingId = await givenBuilding(sql, compoundId)
    const officer = as(holding('district-officer', given.district))

    await run(movePlace, officer, { placeId: compoundId, parentId: given.otherCommunity })

    assert.deepEqual(await withinInDb(sql, compoundId), [
      compoundId,
      given.otherCommunity,
      given.otherStreet,
      given.district,
      given.city,
      companyId,
    ])
    assert.deepEqual((await withinInDb(sql, buildingId)).slice(0, 3), [
      buildingId,
      compoundId,
      given.otherCommunity,
    ])
    assert.deepEqual(facts[0]!.body, {
      placeId: compoundId,
      kind: 'compound',
      fromId: given.community,
      toId: given.otherCommunity,
    })
    for (const id of [given.community, given.otherCommunity, companyId])
      assert.ok(facts[0]!.within.includes(id))
    // To where it is already: nothing happens.
    await run(movePlace, officer, { placeId: compoundId, parentId: given.otherCommunity })
    assert.equal(facts.length, 1)
  }))

test('place.move refuses whoever is not in charge on both sides, and what cannot lie there', () =>
  world([capability], async ({ sql, run, as }) => {
    await givenTree(sql)
    const compoundId = await givenCompound(sql)
    const buildingId = await givenBuilding(sql, compoundId)
    const other = await givenCompound(sql, { name: '邻居', parentId: given.otherCommunity })
    const refuse = (
      actor: ReturnType<typeof as>,
      placeId: string,
      parentId: string,
      code: string,
    ) => assert.rejects(run(movePlace, actor, { placeId, parentId }), { code })
    await refuse(as({}), compoundId, given.otherCommunity, 'identity.forbidden')
    await refuse(
      as(holding('street-officer', given.street)),
      compoundId,
      given.otherCommunity,
      'place.not-found',
    )
    await refuse(
      as(holding('street-officer', given.otherStreet)),
      compoundId,
      given.otherCommunity,
      'place.not-found',
    )
    const both = as({
      ...holding('street-officer', given.street),
      'place.view': [given.district],
    })
    await refuse(both, compoundId, given.otherCommunity, 'identity.forbidden')
    const officer = as(holding('district-officer', given.district))
    await refuse(officer, compoundId, given.otherStreet, 'place.wrong-parent')
    await refuse(officer, buildingId, other, 'place.cannot-move')
    await refuse(officer, given.district, given.city, 'place.not-found')
    await refuse(
      as(holding('city-officer', given.city)),
      given.district,
      given.city,
      'place.cannot-move',
    )
    await givenCompound(sql, { parentId: given.otherCommunity })
    await refuse(officer, compoundId, given.otherCommunity, 'place.name-taken')
  }))

test('place.close ends a compound with all it holds, on the day given', () =>
  world([capability], async ({ sql, run, as, facts }) => {
    await givenTree(sql)
    const compoundId = await givenCompound(sql)
    const buildingId = await givenBuilding(sql, compoundId)
    const assetId = await givenAsset(sql, compoundId)
    const checkpointId = await givenCheckpoint(sql, compoundId)
    const officer = as(holding('street-officer', given.street))

    await run(closePlace, officer, { placeId: compoundId, on: '2026-11-30' })

    const [ends] = await sql`
      select (select to_on from places.place where id = ${compoundId}) as compound,
             (select to_on from places.place where id = ${buildingId}) as building,
             (select to_on from places.checkpoint where id = ${checkpointId}) as checkpoint,
             (select status from places.asset where id = ${assetId}) as asset`
    assert.deepEqual(ends, {
      compound: '2026-11-30',
      building: '2026-11-30',
      checkpoint: '2026-11-30',
      asset: 'retired',
    })
    assert.deepEqual(facts[0]!.body, { placeId: compoundId, kind: 'compound', on: '2026-11-30' })
  }))

test('place.close of a building takes only what is in it', () =>
  world([capability], async ({ sql, run, as }) => {
    await givenTree(sql)
    const compoundId = await givenCompound(sql)
    const buildingId = await givenBuilding(sql, compoundId)
    const inside = await givenCheckpoint(sql, compoundId, { buildingId })
    await givenCheckpoint(sql, compoundId, { number: 2, name: '大门', kind: 'gate' })
    await run(closePlace, as(holding('project-manager', compoundId)), {
      placeId: buildingId,
      on: '2026-11-23',
    })
    const closed = await sql`select id from places.checkpoint where to_on is not null`
    assert.deepEqual(
      closed.map(({ id }) => id),
      [inside],
    )
  }))

test('place.close refuses what still holds something, still has a contract, or may not be closed', () =>
  world([capability], async ({ sql, run, as }) => {
    await givenTree(sql)
    const companyId = await givenCompany(sql)
    const compoundId = await givenCompound(sql, { companyId })
    const refuse = (
      actor: ReturnType<typeof as>,
      placeId: string,
      code: string,
      on = '2026-11-30',
    ) => assert.rejects(run(closePlace, actor, { placeId, on }), { code })
    const officer = as(holding('street-officer', given.street))
    await refuse(officer, given.community, 'place.still-holds')
    await refuse(officer, compoundId, 'place.contract-running')
    await refuse(as({}), compoundId, 'identity.forbidden')
    await refuse(as(holding('street-officer', given.otherStreet)), compoundId, 'place.not-found')
    await refuse(as(holding('guard', compoundId)), compoundId, 'identity.forbidden')
    await refuse(as(holding('project-manager', compoundId)), compoundId, 'identity.forbidden')
    await sql`update places.contract set to_on = '2026-11-30'`
    await refuse(officer, compoundId, 'place.closed-before-opened', '2025-12-31')
    await run(closePlace, officer, { placeId: compoundId, on: '2026-11-22' }).catch(({ code }) =>
      assert.equal(code, 'place.contract-running'),
    )
    await run(closePlace, officer, { placeId: compoundId, on: '2026-11-30' })
    await run(closePlace, officer, { placeId: given.community, on: '2026-12-01' })
    await sql`update places.place set to_on = '2026-11-01' where id = ${given.community}`
    await refuse(officer, given.community, 'place.closed')
  }))

test('whatever is moved and whoever takes over, within is what it would be if computed anew', () =>
  world([capability], async ({ sql, run, as }) => {
    await givenTree(sql)
    const officer = as(holding('city-officer', given.city))
    const companies = [
      await givenCompany(sql),
      await givenCompany(sql, { name: '麓山物业服务有限公司' }),
    ]
    const branch = await givenCompany(sql, {
      kind: 'branch',
      name: '麓山第二分公司',
      parentId: companies[1]!,
    })
    const grids: string[] = []
    for (const [i, parentId] of [given.community, given.otherCommunity].entries())
      grids.push(
        (await run(addPlace, officer, { kind: 'grid', name: `网格${i}`, parentId })).placeId,
      )
    const compounds: string[] = []
    for (let i = 0; i < 3; i++) compounds.push(await givenCompound(sql, { name: `小区${i}` }))
    for (const compoundId of compounds) await givenBuilding(sql, compoundId)

    const homes = [given.community, given.otherCommunity, ...grids]
    const step = fc.oneof(
      fc.record({
        what: fc.constant('compound' as const),
        i: fc.nat(2),
        to: fc.constantFrom(...homes),
      }),
      fc.record({
        what: fc.constant('grid' as const),
        i: fc.nat(1),
        to: fc.constantFrom(given.community, given.otherCommunity),
      }),
      fc.record({
        what: fc.constant('community' as const),
        i: fc.nat(1),
        to: fc.constantFrom(given.street, given.otherStreet),
      }),
      fc.record({
        what: fc.constant('company' as const),
        i: fc.nat(2),
        to: fc.constantFrom(...companies, branch, null),
      }),
      fc.record({
        what: fc.constant('second' as const),
        i: fc.nat(2),
        to: fc.constantFrom(given.community, given.otherCommunity, null),
      }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        for (const { what, i, to } of steps) {
          const compoundId = compounds[i]!
          if (what === 'company')
            await sql`update places.compound set company_id = ${to} where compound_id = ${compoundId}`
          else if (what === 'second')
            await sql`update places.compound set second_community_id = ${to} where compound_id = ${compoundId}`
          else {
            const placeId = { compound: compounds, grid: grids, community: homes }[what][i]!
            await run(movePlace, officer, { placeId, parentId: to })
            continue
          }
          await sql`select places.settle_within(array[${compoundId}]::uuid[])`
        }
        await mustBeLawful(sql)
      }),
      { numRuns: 25 },
    )
  }))

/** Computes `within` of every place from nothing but parents, companies and second communities. */
async function mustBeLawful(sql: Tx): Promise<void> {
  type Row = {
    id: string
    parentId: string | null
    within: string[]
    companyId: string | null
    secondId: string | null
  }
  const rows = await sql<Row[]>`
    select p.id, p.parent_id, p.within, c.company_id, c.second_community_id as second_id
      from places.place p left join places.compound c on c.compound_id = p.id`
  const organisations = await sql<{ id: string; parentId: string | null }[]>`
    select id, parent_id from identity.organisation`
  const place = new Map(rows.map((row) => [row.id, row]))
  const above = new Map(organisations.map(({ id, parentId }) => [id, parentId]))
  const chain = (id: string | null): string[] => (id ? [id, ...chain(above.get(id) ?? null)] : [])
  const lawful = (id: string | null): string[] => {
    if (!id) return []
    const { parentId, companyId, secondId } = place.get(id)!
    return withinOf(id, lawful(parentId), [...lawful(secondId), ...chain(companyId)])
  }
  for (const { id, within } of rows) assert.deepEqual(within, lawful(id))
}
