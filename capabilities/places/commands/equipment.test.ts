// Buildings, assets and checkpoints, on a real database.

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '#base/id.ts'
import { endDb, type World, world } from '#server/testing.ts'
import { isCode } from '../code.ts'
import { capability } from '../index.ts'
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
import { changeAsset, registerAsset, retireAsset } from './assets.ts'
import { addBuilding, changeBuilding } from './buildings.ts'
import {
  addCheckpoint,
  changeCheckpoint,
  relabelCheckpoints,
  retireCheckpoint,
} from './checkpoints.ts'

after(endDb)

/** A compound with its manager, and everybody who must not act there. */
async function compoundWith({ sql, as }: World) {
  await givenTree(sql)
  const companyId = await givenCompany(sql)
  const compoundId = await givenCompound(sql, { companyId })
  const neighbourId = await givenCompound(sql, { name: '邻居小区' })
  return {
    companyId,
    compoundId,
    neighbourId,
    manager: as(holding('project-manager', compoundId)),
    mayNot: [
      [as({}), 'identity.forbidden'],
      [as(holding('project-manager', neighbourId)), 'place.not-found'],
      [as(holding('guard', compoundId)), 'identity.forbidden'],
    ] as const,
  }
}

test('building.add makes a place of the compound, building.change what is measured about it', () =>
  world([capability], async (w) => {
    const { sql, run, facts } = w
    const { compoundId, manager, companyId } = await compoundWith(w)
    const { buildingId } = await run(addBuilding, manager, { ...addBuilding.example, compoundId })
    await run(changeBuilding, manager, { compoundId, buildingId, heightM: 98.6, insulation: true })
    const [row] = await sql`
      select b.name, b.height_m, b.floors, b.insulation, p.within
        from places.building b join places.place p on p.id = b.id`
    assert.deepEqual(row, {
      name: '3栋',
      heightM: 98.6,
      floors: 33,
      insulation: true,
      within: [
        buildingId,
        compoundId,
        given.community,
        given.street,
        given.district,
        given.city,
        companyId,
      ],
    })
    assert.deepEqual(
      facts.map(({ name, body }) => [name, body.changed]),
      [
        ['building.added', undefined],
        ['building.changed', ['heightM', 'insulation']],
      ],
    )
    await run(changeBuilding, manager, { compoundId, buildingId })
    assert.equal(facts.length, 2)
  }))

test('buildings: refusals', () =>
  world([capability], async (w) => {
    const { sql, run, facts } = w
    const { compoundId, neighbourId, manager, mayNot } = await compoundWith(w)
    const buildingId = await givenBuilding(sql, compoundId)
    const foreign = await givenBuilding(sql, neighbourId)
    for (const [actor, code] of mayNot) {
      await assert.rejects(run(addBuilding, actor, { compoundId, name: '3栋' }), { code })
      await assert.rejects(run(changeBuilding, actor, { compoundId, buildingId, floors: 3 }), {
        code,
      })
    }
    await assert.rejects(run(addBuilding, manager, { compoundId, name: '1栋' }), {
      code: 'place.name-taken',
    })
    await assert.rejects(
      run(changeBuilding, manager, { compoundId, buildingId: foreign, floors: 3 }),
      {
        code: 'place.not-found',
      },
    )
    const wrongs: Record<string, never>[] = [
      { heightM: 0 },
      { floors: 0 },
      { floors: 201 },
      { usage: 'x' },
      { basements: -1 },
    ] as never
    for (const wrong of wrongs)
      await assert.rejects(run(addBuilding, manager, { compoundId, name: '3栋', ...wrong }), {
        code: 'input.invalid',
      })
    await sql`update places.place set to_on = '2026-11-01' where id = ${compoundId}`
    await assert.rejects(run(addBuilding, manager, { compoundId, name: '3栋' }), {
      code: 'place.closed',
    })
    assert.deepEqual(facts, [])
  }))

test('asset.register keeps typed facts, asset.change patches them, asset.retire ends it', () =>
  world([capability], async (w) => {
    const { sql, run, facts } = w
    const { compoundId, manager } = await compoundWith(w)
    const buildingId = await givenBuilding(sql, compoundId)
    const { assetId } = await run(registerAsset, manager, {
      ...registerAsset.example,
      compoundId,
      buildingId,
    })
    await run(changeAsset, manager, {
      compoundId,
      assetId,
      status: 'stopped',
      location: '东侧',
      facts: { nextInspectionOn: '2028-03-01', maintainer: null },
    })
    const [row] =
      await sql`select name, number, building_id, location, status, facts from places.asset`
    assert.deepEqual(row, {
      name: '3栋1单元客梯',
      number: '31104301002020000123',
      buildingId,
      location: '东侧',
      status: 'stopped',
      facts: { nextInspectionOn: '2028-03-01', floors: 33 },
    })
    await run(retireAsset, manager, { compoundId, assetId })
    assert.deepEqual(
      facts.map(({ name }) => name),
      ['asset.registered', 'asset.changed', 'asset.retired'],
    )
    assert.deepEqual(facts[1]!.body, {
      compoundId,
      assetId,
      kind: 'lift',
      status: 'stopped',
      changed: ['location', 'status', 'nextInspectionOn', 'maintainer'],
    })
    // A retired one no longer stands in the way of its successor.
    await run(registerAsset, manager, { ...registerAsset.example, compoundId })
  }))

test('assets: refusals', () =>
  world([capability], async (w) => {
    const { sql, run, as, facts } = w
    const { compoundId, neighbourId, manager, mayNot, companyId } = await compoundWith(w)
    const assetId = await givenAsset(sql, compoundId)
    const foreignBuilding = await givenBuilding(sql, neighbourId)
    for (const [actor, code] of mayNot) {
      await assert.rejects(run(registerAsset, actor, { compoundId, kind: 'gate', name: '东门' }), {
        code,
      })
      await assert.rejects(run(changeAsset, actor, { compoundId, assetId, name: '东门' }), { code })
      await assert.rejects(run(retireAsset, actor, { compoundId, assetId }), { code })
    }
    const register = (change: object, code: string) =>
      assert.rejects(
        run(registerAsset, manager, { compoundId, kind: 'gate', name: '东门', ...change }),
        { code },
      )
    await register({ kind: 'castle' }, 'input.invalid')
    await register({ facts: { floors: 3 } }, 'asset.facts-unfit')
    await register({ facts: { passage: 'boats' } }, 'asset.facts-unfit')
    await register({ buildingId: foreignBuilding }, 'place.not-found')
    await register({ kind: 'lift', number: '31104301002020000123' }, 'asset.listed-already')
    const change = (wish: object, code: string) =>
      assert.rejects(run(changeAsset, manager, { compoundId, assetId, ...wish }), { code })
    await change({ assetId: newId() }, 'asset.not-found')
    await change({ facts: { floors: -1 } }, 'asset.facts-unfit')
    await change({ buildingId: foreignBuilding }, 'place.not-found')
    await givenAsset(sql, compoundId, { name: '二号梯', number: '2' })
    await change({ number: '2' }, 'asset.listed-already')
    // The compound's own asset cannot be reached through a neighbour one may manage.
    await assert.rejects(
      run(changeAsset, as(holding('project-manager', neighbourId)), {
        compoundId: neighbourId,
        assetId,
        name: '我的',
      }),
      { code: 'asset.not-found' },
    )
    assert.deepEqual(facts, [])
    await run(retireAsset, as(holding('company-safety', companyId)), { compoundId, assetId })
    await change({ name: '新名' }, 'asset.retired')
    await assert.rejects(run(retireAsset, manager, { compoundId, assetId }), {
      code: 'asset.retired',
    })
  }))

test('checkpoint.add numbers on, proves as its kind does, and prints a code of its own', () =>
  world([capability], async (w) => {
    const { sql, run, facts } = w
    const { compoundId, manager } = await compoundWith(w)
    await givenCheckpoint(sql, compoundId, { number: 7 })
    const added = await run(addCheckpoint, manager, {
      compoundId,
      kind: 'pump-room',
      name: '水泵房',
    })
    assert.equal(added.number, 8)
    assert.ok(isCode(added.code))
    const [row] =
      await sql`select proof, key_version, from_on from places.checkpoint where number = 8`
    assert.deepEqual(row, { proof: 'P3', keyVersion: 1, fromOn: '2026-11-23' })
    const { checkpointId } = added
    assert.deepEqual(facts[0]!.body, { compoundId, checkpointId, kind: 'pump-room' })

    await run(changeCheckpoint, manager, {
      compoundId,
      checkpointId,
      proof: 'P2',
      nfc: '04A2B3C4D5E6F7',
      position: { lng: 112.98, lat: 28.19, datum: 'GCJ-02' },
    })
    const [changed] =
      await sql`select proof, nfc, lng, datum, name from places.checkpoint where number = 8`
    assert.deepEqual(changed, {
      proof: 'P2',
      nfc: '04A2B3C4D5E6F7',
      lng: 112.98,
      datum: 'GCJ-02',
      name: '水泵房',
    })
    await run(changeCheckpoint, manager, { compoundId, checkpointId })
    assert.equal(facts.length, 2)
  }))

test('checkpoint.relabel voids what is printed, checkpoint.retire ends it today', () =>
  world([capability], async (w) => {
    const { sql, run, facts } = w
    const { compoundId, manager } = await compoundWith(w)
    const ids = [
      await givenCheckpoint(sql, compoundId),
      await givenCheckpoint(sql, compoundId, { number: 2 }),
    ]
    const codes = await sql`select code from places.checkpoint order by number`
    await run(relabelCheckpoints, manager, { compoundId, checkpointIds: [...ids, ids[0]!] })
    const after = await sql`select code, key_version from places.checkpoint order by number`
    assert.deepEqual(
      after.map(({ keyVersion }) => keyVersion),
      [2, 2],
    )
    assert.ok(after.every(({ code }, i) => isCode(code) && code !== codes[i]!.code))
    assert.deepEqual(facts[0]!.body, { compoundId, checkpointIds: ids })

    await run(retireCheckpoint, manager, { compoundId, checkpointId: ids[0]! })
    const [row] = await sql`select to_on from places.checkpoint where id = ${ids[0]!}`
    assert.equal(row!.toOn, '2026-11-23')
    const retired = { code: 'checkpoint.retired' }
    const one = { compoundId, checkpointId: ids[0]! }
    await assert.rejects(run(retireCheckpoint, manager, one), retired)
    await assert.rejects(run(changeCheckpoint, manager, { ...one, name: '新名' }), retired)
    await assert.rejects(
      run(relabelCheckpoints, manager, { compoundId, checkpointIds: ids }),
      retired,
    )
  }))

test('checkpoints: refusals', () =>
  world([capability], async (w) => {
    const { sql, run, as, facts } = w
    const { compoundId, neighbourId, manager, mayNot } = await compoundWith(w)
    const checkpointId = await givenCheckpoint(sql, compoundId, { nfc: '04A2B3C4D5E6F7' })
    const foreignAsset = await givenAsset(sql, neighbourId)
    const foreignBuilding = await givenBuilding(sql, neighbourId)
    for (const [actor, code] of mayNot) {
      await assert.rejects(run(addCheckpoint, actor, { compoundId, kind: 'gate', name: '东门' }), {
        code,
      })
      await assert.rejects(
        run(changeCheckpoint, actor, { compoundId, checkpointId, name: '东门' }),
        { code },
      )
      await assert.rejects(run(retireCheckpoint, actor, { compoundId, checkpointId }), { code })
      await assert.rejects(
        run(relabelCheckpoints, actor, { compoundId, checkpointIds: [checkpointId] }),
        { code },
      )
    }
    const add = (change: object, code: string) =>
      assert.rejects(
        run(addCheckpoint, manager, { compoundId, kind: 'gate', name: '东门', ...change }),
        { code },
      )
    await add({ number: 1 }, 'checkpoint.number-taken')
    await add({ nfc: '04A2B3C4D5E6F7' }, 'checkpoint.tag-taken')
    await add({ assetId: foreignAsset }, 'asset.not-found')
    await add({ buildingId: foreignBuilding }, 'place.not-found')
    for (const wrong of [
      { number: 0 },
      { number: 10_000 },
      { proof: 'P4' },
      { kind: 'moat' },
      { nfc: 'hello' },
      { floor: 1.5 },
      { position: { lng: 112, lat: 28 } },
    ])
      await add(wrong, 'input.invalid')
    const unknown = { code: 'checkpoint.not-found' }
    await assert.rejects(
      run(changeCheckpoint, manager, { compoundId, checkpointId: newId(), name: '新' }),
      unknown,
    )
    await assert.rejects(
      run(retireCheckpoint, manager, { compoundId, checkpointId: newId() }),
      unknown,
    )
    await assert.rejects(
      run(relabelCheckpoints, manager, { compoundId, checkpointIds: [checkpointId, newId()] }),
      unknown,
    )
    await assert.rejects(
      run(retireCheckpoint, as(holding('captain', neighbourId)), {
        compoundId: neighbourId,
        checkpointId,
      }),
      unknown,
    )
    assert.deepEqual(facts, [])
  }))
