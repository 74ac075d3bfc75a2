// What people see of places: their own branch of the tree, and nothing of the others.

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '#base/id.ts'
import { givePosts, registerPeople } from '#identity'
import { endDb, type World, world } from '#server/testing.ts'
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
import { listCompounds, responsible, viewCompound } from './compounds.ts'
import { listAssets, listCheckpoints } from './equipment.ts'
import { compoundsWithin, placeOf, responsibleOn, withinOfPlaces } from './face.ts'
import { labelKeyFor, labelPrint, tokenFor, verifyLabel } from './labels.ts'
import { placeTree, searchPlaces, viewPlace } from './tree.ts'

after(endDb)

/** Two compounds run by one company in two streets, one that nobody runs, and their buildings. */
async function city({ sql }: World) {
  await givenTree(sql)
  const companyId = await givenCompany(sql)
  const one = await givenCompound(sql, { companyId, code: 'CS-0001' })
  const two = await givenCompound(sql, {
    companyId,
    name: '中交中央公园D4区',
    parentId: given.otherCommunity,
    households: 1200,
    builtYear: 2019,
  })
  const left = await givenCompound(sql, { name: '老粮仓宿舍', households: 90, builtYear: 1986 })
  const buildingId = await givenBuilding(sql, one)
  return { companyId, one, two, left, buildingId }
}

test('place.tree begins where one’s posts are, and counts what lies beneath', () =>
  world([capability], async (w) => {
    const { ask, as } = w
    const { companyId, one, two, buildingId } = await city(w)
    const roots = async (kind: Parameters<typeof holding>[0], at: string) =>
      (await ask(placeTree, as(holding(kind, at)), {})).branches.map((b) => [
        b.id,
        b.children,
        b.compounds,
      ])
    assert.deepEqual(await roots('city-officer', given.city), [[given.city, 2, 3]])
    assert.deepEqual(await roots('street-officer', given.street), [[given.street, 1, 2]])
    assert.deepEqual(await roots('company-manager', companyId), [
      [one, 1, 1],
      [two, 0, 1],
    ])
    assert.deepEqual(await roots('guard', one), [[one, 1, 1]])
    const both = as({ 'place.view': [given.street, given.community, two] })
    assert.deepEqual(
      (await ask(placeTree, both, {})).branches.map(({ id }) => id),
      [two, given.street],
    )

    const officer = as(holding('district-officer', given.district))
    const { branches } = await ask(placeTree, officer, { parentId: given.district })
    assert.deepEqual(
      branches.map(({ name, compounds }) => [name, compounds]),
      [
        ['坡子街街道', 2],
        ['城南路街道', 1],
      ],
    )
    const inside = await ask(placeTree, as(holding('guard', one)), { parentId: one })
    assert.deepEqual(
      inside.branches.map(({ id }) => id),
      [buildingId],
    )
    await assert.rejects(ask(placeTree, as(holding('guard', one)), { parentId: two }), {
      code: 'place.not-found',
    })
    await assert.rejects(ask(placeTree, as({}), {}), { code: 'identity.forbidden' })
  }))

test('place.tree leaves out what is closed', () =>
  world([capability], async (w) => {
    const { left } = await city(w)
    await w.sql`update places.place set to_on = '2026-11-22' where id = ${left}`
    const { branches } = await w.ask(placeTree, w.as(holding('city-officer', given.city)), {
      parentId: given.community,
    })
    assert.deepEqual(
      branches.map(({ name }) => name),
      ['海利华宫'],
    )
  }))

test('place.search finds by name, code, pinyin and initials, within reach only', () =>
  world([capability], async (w) => {
    const { ask, as } = w
    const { one, two, buildingId } = await city(w)
    const officer = as(holding('city-officer', given.city))
    const find = async (q: string, more: object = {}, actor = officer) =>
      (await ask(searchPlaces, actor, { text: q, ...more })).rows.map(({ name }) => name)
    for (const q of ['海利华宫', '海利', 'hailihuagong', 'hailihua', 'hlhg', 'HL HG', 'CS-0001'])
      assert.deepEqual(await find(q), ['海利华宫'], q)
    assert.deepEqual(await find('%'), [])
    assert.deepEqual(await find('_'), [])
    assert.deepEqual(await find("'; drop table places.place; --"), [])
    assert.deepEqual((await find('城南'))[0], '城南路街道')
    assert.deepEqual(await find('中交', { kinds: ['street'] }), [])
    assert.deepEqual(await find('1栋'), [])
    assert.deepEqual(await find('1栋', { under: one }), ['1栋'])
    assert.deepEqual(await find('zjzy', {}, as(holding('street-officer', given.street))), [])
    assert.deepEqual(await find('zjzy', {}, as(holding('street-officer', given.otherStreet))), [
      '中交中央公园D4区',
    ])
    const [found] = (await ask(searchPlaces, officer, { text: '1栋', under: one })).rows
    assert.equal(found!.id, buildingId)
    assert.equal(found!.path, '天心区 / 坡子街街道 / 八角亭社区 / 海利华宫')
    await assert.rejects(
      ask(searchPlaces, as(holding('guard', two)), { text: '1栋', under: one }),
      {
        code: 'place.not-found',
      },
    )
    await assert.rejects(ask(searchPlaces, as({}), { text: '海利' }), {
      code: 'identity.forbidden',
    })
    await assert.rejects(ask(searchPlaces, officer, { text: '海'.repeat(41) }), {
      code: 'input.invalid',
    })
    // Nothing typed yet: what is topmost. Known by id: also what is closed, never what is out of reach.
    assert.deepEqual(await find('', { limit: 2 }), ['长沙市', '芙蓉区'])
    await w.sql`update places.place set to_on = '2026-11-22' where id = ${two}`
    assert.deepEqual(await find('', { ids: [two, buildingId] }), ['中交中央公园D4区', '1栋'])
    assert.deepEqual(await find('', { ids: [two] }, as(holding('guard', one))), [])
  }))

test('place.view shows the way to a place', () =>
  world([capability], async (w) => {
    const { ask, as } = w
    const { one, two, buildingId } = await city(w)
    const seen = await ask(viewPlace, as(holding('guard', one)), { placeId: buildingId })
    assert.deepEqual(
      seen.path.map(({ shortName }) => shortName),
      ['长沙市', '天心区', '坡子街街道', '八角亭社区', '海利华宫', '1栋'],
    )
    assert.ok(seen.within.includes(one))
    for (const placeId of [two, given.street, newId()])
      await assert.rejects(ask(viewPlace, as(holding('guard', one)), { placeId }), {
        code: 'place.not-found',
      })
    await assert.rejects(ask(viewPlace, as({}), { placeId: one }), { code: 'identity.forbidden' })
  }))

test('compound.list filters, sorts and pages within reach', () =>
  world([capability], async (w) => {
    const { ask, as } = w
    const { companyId } = await city(w)
    const officer = as(holding('district-officer', given.district))
    const list = async (input: object, actor = officer) =>
      (await ask(listCompounds, actor, input)).rows.map(({ name }) => name)
    assert.deepEqual(await list({}), ['海利华宫', '老粮仓宿舍', '中交中央公园D4区'])
    assert.deepEqual(await list({ placeId: given.street }), ['海利华宫', '老粮仓宿舍'])
    assert.deepEqual(await list({ companyId }), ['海利华宫', '中交中央公园D4区'])
    assert.deepEqual(await list({ unmanaged: true }), ['老粮仓宿舍'])
    assert.deepEqual(await list({ text: 'llc' }), ['老粮仓宿舍'])
    assert.deepEqual(await list({ sort: 'households' }), [
      '中交中央公园D4区',
      '海利华宫',
      '老粮仓宿舍',
    ])
    assert.deepEqual(await list({ sort: 'builtYear' }), [
      '老粮仓宿舍',
      '海利华宫',
      '中交中央公园D4区',
    ])
    assert.deepEqual(await list({ limit: 1, after: '1' }), ['老粮仓宿舍'])
    assert.deepEqual(await list({}, as(holding('company-manager', companyId))), [
      '海利华宫',
      '中交中央公园D4区',
    ])
    assert.deepEqual(await list({}, as(holding('street-officer', given.otherStreet))), [
      '中交中央公园D4区',
    ])
    const { total, rows, next } = await ask(listCompounds, officer, { limit: 1 })
    assert.deepEqual([total, next], [3, '1'])
    assert.equal((await ask(listCompounds, officer, { after: '2' })).next, null)
    assert.deepEqual(
      [
        rows[0]!.street,
        rows[0]!.community,
        rows[0]!.companyName,
        rows[0]!.buildings,
        rows[0]!.manager,
      ],
      ['坡子街街道', '八角亭社区', '湘江美居物业服务有限公司', 1, null],
    )
    await assert.rejects(ask(listCompounds, as({}), {}), { code: 'identity.forbidden' })
  }))

/** People in post: the manager until 31 October, his successor since, a guard, and the company's safety head. */
async function staff({ sql }: World, compoundId: string, companyId: string) {
  const people = await registerPeople(
    sql,
    ['zhang.san', 'li.si', 'wang.wu', 'zhao.liu'].map((account, i) => ({
      account,
      name: ['张三', '李四', '王五', '赵六'][i]!,
      phone: `1380731000${i}`,
    })),
  )
  const [before, manager, guard, safety] = ['zhang.san', 'li.si', 'wang.wu', 'zhao.liu'].map(
    (account) => people.find((person) => person.account === account)!.id,
  ) as [string, string, string, string]
  await givePosts(sql, [
    {
      personId: before,
      kind: 'project-manager',
      atId: compoundId,
      fromOn: '2026-01-01',
      toOn: '2026-10-31',
    },
    { personId: manager, kind: 'project-manager', atId: compoundId, fromOn: '2026-11-01' },
    { personId: guard, kind: 'guard', atId: compoundId, fromOn: '2026-01-01' },
    { personId: safety, kind: 'company-safety', atId: companyId, fromOn: '2026-01-01' },
  ])
  return { before, manager, guard, safety }
}

test('compound.view shows the profile; names of staff only to those who may see people, phones masked', () =>
  world([capability], async (w) => {
    const { ask, as, sql } = w
    const { one, two, companyId } = await city(w)
    await staff(w, one, companyId)
    await givenAsset(sql, one)
    await givenCheckpoint(sql, one)
    const officer = as(holding('street-officer', given.street))
    const seen = await ask(viewCompound, officer, { compoundId: one })
    assert.equal(seen.company?.name, '湘江美居物业服务有限公司')
    assert.equal(seen.heightM, 99.5)
    assert.deepEqual([...seen.assets], [{ kind: 'lift', count: 1 }])
    assert.equal(seen.checkpoints, 1)
    assert.deepEqual(
      seen.contracts.map(({ fromOn, toOn }) => [fromOn, toOn]),
      [['2026-01-01', null]],
    )
    assert.deepEqual(
      seen.people.map(({ name, phone, kind, company }) => [name, phone, kind, company]),
      [
        ['王五', '138****0002', 'guard', false],
        ['李四', '138****0001', 'project-manager', false],
        ['赵六', '138****0003', 'company-safety', true],
      ],
    )
    const guard = await ask(viewCompound, as(holding('guard', one)), { compoundId: one })
    assert.deepEqual(guard.people, [])
    for (const [actor, compoundId, code] of [
      [as({}), one, 'identity.forbidden'],
      [as(holding('project-manager', two)), one, 'place.not-found'],
      [officer, given.street, 'place.not-found'],
      [officer, newId(), 'place.not-found'],
    ] as const)
      await assert.rejects(ask(viewCompound, actor, { compoundId }), { code })
  }))

test('who answers for a place is known for every day, past ones too', () =>
  world([capability], async (w) => {
    const { ask, as, sql } = w
    const { one, two, companyId, buildingId } = await city(w)
    const { before, manager, safety } = await staff(w, one, companyId)
    const on = async (placeId: string, day: string) =>
      (await responsibleOn(sql, placeId, day)).map(({ personId }) => personId)
    assert.deepEqual(await on(one, '2026-10-31'), [before, safety])
    assert.deepEqual(await on(one, '2026-11-01'), [manager, safety])
    assert.deepEqual(await on(buildingId, '2026-11-23'), [manager, safety])
    assert.deepEqual(await on(one, '2025-12-31'), [])
    assert.deepEqual(await on(given.street, '2026-11-23'), [])
    // The company answers only for the days of its contract.
    await sql`update places.contract set to_on = '2026-11-10' where compound_id = ${one}`
    assert.deepEqual(await on(one, '2026-11-11'), [manager])
    // Whoever was removed at noon is no longer asked that day.
    await sql`update identity.post set ended_at = '2026-11-23 12:00+08' where person_id = ${manager}`
    assert.deepEqual(await on(one, '2026-11-22'), [manager])
    assert.deepEqual(await on(one, '2026-11-23'), [])

    const shown = await ask(responsible, as(holding('guard', one)), {
      placeId: one,
      day: '2026-10-31',
    })
    assert.deepEqual(
      shown.map(({ name, kind }) => [name, kind]),
      [
        ['张三', 'project-manager'],
        ['赵六', 'company-safety'],
      ],
    )
    assert.equal((await ask(responsible, as(holding('guard', one)), { placeId: one })).length, 0)
    await assert.rejects(ask(responsible, as(holding('guard', two)), { placeId: one }), {
      code: 'place.not-found',
    })
    await assert.rejects(ask(responsible, as({}), { placeId: one }), { code: 'identity.forbidden' })
  }))

test('asset.list shows what falls due, within reach, and what is still to be found out', () =>
  world([capability], async (w) => {
    const { ask, as, sql } = w
    const { one, two } = await city(w)
    await givenAsset(sql, one)
    await givenAsset(sql, two, {
      name: '二号梯',
      number: '2',
      facts: { nextInspectionOn: '2026-12-01' },
    })
    await givenAsset(sql, one, { kind: 'gate', name: '东门', number: '', facts: {} })
    await givenAsset(sql, one, {
      kind: 'gate',
      name: '西门',
      number: '',
      facts: {},
      status: 'retired',
    })
    const officer = as(holding('district-officer', given.district))
    const list = async (input: object, actor = officer) =>
      (await ask(listAssets, actor, { placeId: given.district, ...input })).rows.map(
        ({ name }) => name,
      )
    assert.deepEqual(await list({}), ['二号梯', '1栋1单元客梯', '东门'])
    assert.deepEqual(await list({ dueBy: '2026-12-31' }), ['二号梯'])
    assert.deepEqual(await list({ kinds: ['gate'] }), ['东门'])
    assert.deepEqual(await list({ status: 'retired' }), ['西门'])
    assert.deepEqual(await list({ placeId: one, limit: 1, after: '1' }), ['东门'])
    const { rows } = await ask(listAssets, officer, { placeId: one })
    assert.deepEqual(rows[0]!.missing, ['maintainer'])
    for (const [actor, code] of [
      [as({}), 'identity.forbidden'],
      [as(holding('guard', two)), 'place.not-found'],
    ] as const)
      await assert.rejects(ask(listAssets, actor, { placeId: one }), { code })
    await assert.rejects(ask(listAssets, as(holding('guard', one)), { placeId: given.district }), {
      code: 'place.not-found',
    })
  }))

test('checkpoint.list knows genuine labels by their print, and keeps the code from those who must walk', () =>
  world([capability], async (w) => {
    const { ask, as, sql } = w
    const { one, two } = await city(w)
    const checkpointId = await givenCheckpoint(sql, one)
    await givenCheckpoint(sql, one, { number: 2, name: '旧点位' })
    await sql`update places.checkpoint set to_on = '2026-11-01' where number = 2`
    const [seen, ...others] = await ask(listCheckpoints, as(holding('guard', one)), {
      compoundId: one,
    })
    assert.deepEqual(others, [])
    assert.equal(seen!.code, null)

    const key = await labelKeyFor(sql, (await placeOf(sql, one))!.within)
    const token = tokenFor(key!, checkpointId, 1)
    assert.equal(seen!.print, labelPrint(token))
    assert.deepEqual(verifyLabel(key!, `https://x/p/${token}`), {
      token,
      checkpointId,
      keyVersion: 1,
    })
    assert.equal(verifyLabel(Buffer.alloc(32), token), null)
    const forged = token.slice(0, 30) + (token[30] === 'A' ? 'B' : 'A') + token.slice(31)
    assert.equal(verifyLabel(key!, forged), null)
    assert.equal(verifyLabel(key!, 'https://example.com'), null)
    assert.notEqual(labelPrint(tokenFor(key!, checkpointId, 2)), seen!.print)

    const manager = as(holding('project-manager', one))
    const all = await ask(listCheckpoints, manager, { compoundId: one, retired: true })
    assert.deepEqual(
      all.map(({ number, code }) => [number, code?.length]),
      [
        [1, 6],
        [2, 6],
      ],
    )
    await assert.rejects(ask(listCheckpoints, as(holding('guard', two)), { compoundId: one }), {
      code: 'place.not-found',
    })
    await assert.rejects(ask(listCheckpoints, as({}), { compoundId: one }), {
      code: 'identity.forbidden',
    })
  }))

test('the face: compounds beneath anchors, and what places lie within', () =>
  world([capability], async (w) => {
    const { sql } = w
    const { one, two, left, companyId } = await city(w)
    await sql`update places.place set to_on = '2026-11-22' where id = ${left}`
    assert.deepEqual((await compoundsWithin(sql, [companyId])).sort(), [one, two].sort())
    assert.deepEqual(await compoundsWithin(sql, [given.street]), [one])
    assert.deepEqual(await compoundsWithin(sql, []), [])
    const within = await withinOfPlaces(sql, [one, newId()])
    assert.deepEqual([...within.keys()], [one])
    assert.ok(within.get(one)!.includes(companyId))
    assert.equal(await placeOf(sql, newId()), undefined)
  }))
