// What people see of hazards: lists by scope, order and filter; details by right; tasks by whose turn it is.

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '#base/id.ts'
import type { Actor } from '#base/permission.ts'
import { capability as evidence } from '#evidence'
import { capability as identity } from '#identity'
import { capability as places } from '#places'
import { endDb, type World, world } from '#server/testing.ts'
import { given, givenCompound } from '../places/testing.ts'
import {
  askForExtension,
  mergeHazard,
  rejectHazard,
  reportHazard,
  suspendHazard,
} from './commands/index.ts'
import { capability } from './index.ts'
import {
  hazardCounts,
  hazardList,
  hazardTypesQuery,
  hazardView,
  myHazards,
} from './queries/index.ts'
import { givenHazard, givenScene, type Scene } from './testing.ts'

after(endDb)

type Given = World & { scene: Scene } & Scene['people'] & Pick<Scene, 'photo' | 'compoundId'>

const story = (title: string, tell: (given: Given) => Promise<void>) =>
  test(title, () =>
    world([identity, places, evidence, capability], async (world) => {
      const scene = await givenScene(world.sql)
      await tell(Object.assign(world, { scene, ...scene, ...scene.people }) as Given)
    }),
  )
type Asked = Parameters<typeof hazardList.input.parse>[0] & object
const idsOf = async (w: World, viewer: Actor, asked: Asked = {}) =>
  (await w.ask(hazardList, viewer, asked)).rows.map(({ id }) => id)
const reportNextDoor = async (w: Given) => {
  const hazardId = newId()
  await w.run(reportHazard, w.stranger, {
    hazardId,
    compoundId: w.scene.neighbourId,
    typeCode: 'FIRE-04',
    photos: [await w.photo(w.stranger)],
  })
  return hazardId
}

// ── list ────────────────────────────────────────────────────────────────────────────────────────────

story('everybody sees the hazards of the places his post reaches, and no others', async (w) => {
  const here = await givenHazard(w, w.scene)
  const nextDoor = await reportNextDoor(w)
  const both = [here, nextDoor].sort()
  for (const viewer of [w.community, w.street, w.district, w.city, w.auditor, w.grid])
    assert.deepEqual((await idsOf(w, viewer)).sort(), both, viewer.name)
  for (const viewer of [w.manager, w.captain, w.safety])
    assert.deepEqual(await idsOf(w, viewer), [here])
  assert.deepEqual(await idsOf(w, w.neighbour), [nextDoor])
  await assert.rejects(idsOf(w, w.guard), { code: 'identity.forbidden' })
  const elsewhere = w.as({ 'hazard.view': [given.otherDistrict] })
  assert.deepEqual(await idsOf(w, elsewhere), [])
  assert.deepEqual(
    await idsOf(w, elsewhere, { placeId: w.compoundId }),
    [],
    'naming a place opens nothing',
  )
})

story(
  'the list is narrowed by place, company, state, grade, kind, day, word and number',
  async (w) => {
    const blocked = await givenHazard(w, w.scene, { typeCode: 'FIRE-01', location: '3 栋地下车库' })
    const light = await givenHazard(w, w.scene, { state: 'assigned', typeCode: 'FIRE-10' })
    const closed = await givenHazard(w, w.scene, { state: 'closed', location: '9 栋' })
    const nextDoor = await reportNextDoor(w)
    const city = (asked: Asked) => idsOf(w, w.city, asked).then((ids) => ids.sort())
    const sorted = (...ids: string[]) => ids.sort()
    assert.deepEqual(await city({}), sorted(blocked, light, nextDoor))
    assert.deepEqual(await city({ group: 'closed' }), [closed])
    assert.deepEqual(await city({ group: 'all' }), sorted(blocked, light, closed, nextDoor))
    assert.deepEqual(await city({ placeId: w.scene.neighbourId }), [nextDoor])
    assert.deepEqual(await city({ placeId: w.scene.companyId }), sorted(blocked, light))
    assert.deepEqual(await city({ states: ['assigned'] }), [light])
    assert.deepEqual(await city({ grades: [2] }), [blocked])
    assert.deepEqual(await city({ typeCode: 'FIRE-04' }), [nextDoor])
    assert.deepEqual(await city({ category: 'LIFT' }), [])
    assert.deepEqual(await city({ dueBy: '2026-11-30' }), sorted(blocked, light, nextDoor))
    assert.deepEqual(
      await city({ dueBy: '2026-11-29' }),
      sorted(blocked, nextDoor),
      'registration is due too',
    )
    assert.deepEqual(await city({ dueBy: '2026-11-23' }), [])
    assert.deepEqual(await city({ reportedFrom: '2026-11-24' }), [])
    assert.deepEqual(await city({ reportedTo: '2026-11-23' }), sorted(blocked, light, nextDoor))
    assert.deepEqual(await city({ text: '车库' }), [blocked])
    assert.deepEqual(await city({ text: '地下 车库' }), [blocked])
    assert.deepEqual(await city({ text: '疏散通道' }), [blocked], 'the name of its kind')
    assert.deepEqual(await city({ text: '不存在的词' }), [])
    assert.deepEqual(await city({ text: 'YH-2026-000002' }), [light])
    assert.deepEqual(await city({ text: '2' }), [light])
    assert.deepEqual(await idsOf(w, w.manager, { mine: true }), [])
    assert.deepEqual(await idsOf(w, { ...w.captain, id: w.engineer.id }, { mine: true }), [light])
  },
)

story('overdue is what is past its deadline and not rectified', async (w) => {
  const late = await givenHazard(w, w.scene, { state: 'assigned' })
  await givenHazard(w, w.scene, { state: 'rectified' })
  const overdue = async (at: string) => {
    w.now = new Date(at)
    return idsOf(w, w.manager, { group: 'overdue' })
  }
  assert.deepEqual(await overdue('2026-11-30T23:59:00+08:00'), [])
  assert.deepEqual(await overdue('2026-12-01T00:00:00+08:00'), [late])
  const [row] = (await w.ask(hazardList, w.manager, { group: 'overdue' })).rows
  assert.deepEqual([row!.overdue, row!.dueOn, row!.assignee], [true, '2026-11-30', '工程小王'])
})

for (const sort of ['due', 'reported'] as const)
  story(`pages by ${sort} follow each other without a gap or a double`, async (w) => {
    const photo = await w.photo(w.guard)
    for (let n = 0; n < 120; n++)
      await w.run(
        reportHazard,
        w.guard,
        {
          hazardId: newId(),
          compoundId: w.compoundId,
          typeCode: 'FIRE-04',
          photos: [photo],
        },
        { now: new Date(Date.parse('2026-11-20T08:00:00+08:00') + Math.floor(n / 3) * 3_600_000) },
      )
    for (const viewer of [w.manager, w.city]) {
      const seen: string[] = []
      let after: string | undefined
      do {
        const page = await w.ask(hazardList, viewer, { sort, ...(after ? { after } : {}) })
        assert.ok(page.rows.length <= 50)
        seen.push(...page.rows.map(({ id }) => id))
        after = page.next ?? undefined
      } while (after)
      assert.equal(seen.length, 120)
      assert.equal(new Set(seen).size, 120)
    }
    await assert.rejects(w.ask(hazardList, w.manager, { sort, after: 'nonsense' }), {
      code: 'hazard.bad-cursor',
    })
  })

story('a large scope and a small one show the same page', async (w) => {
  for (const location of ['1 栋', '2 栋', '3 栋'])
    await givenHazard(w, w.scene, { location, state: 'assigned' })
  const nextDoor = await reportNextDoor(w)
  const small = await idsOf(w, w.city)
  // More compounds than are asked one by one.
  for (let n = 0; n < 260; n++) await givenCompound(w.sql, { name: `第 ${n} 小区` })
  assert.deepEqual(await idsOf(w, w.city), small)
  assert.equal(small[0], nextDoor, 'to be registered by tomorrow, it comes first')
  assert.deepEqual(await idsOf(w, w.city, { placeId: w.scene.neighbourId }), [nextDoor])
})

story('counts are those of the list', async (w) => {
  await givenHazard(w, w.scene, { state: 'assigned' })
  await givenHazard(w, w.scene, { typeCode: 'GAS-01', location: '地下室' })
  await givenHazard(w, w.scene, { state: 'closed', location: '9 栋' })
  await reportNextDoor(w)
  w.now = new Date('2026-12-05T09:00:00+08:00')
  assert.deepEqual(await w.ask(hazardCounts, w.city, {}), {
    open: 3,
    overdue: 1,
    byGrade: { 1: 1, 2: 0, 3: 2, 4: 0 },
    byState: { assigned: 1, reported: 2 },
  })
  assert.equal((await w.ask(hazardCounts, w.manager, {})).open, 2)
  assert.equal((await w.ask(hazardCounts, w.city, { placeId: w.scene.neighbourId })).open, 1)
})

// ── view ────────────────────────────────────────────────────────────────────────────────────────────

story('a hazard is shown to those who may see it; to others it is not there', async (w) => {
  const hazardId = await givenHazard(w, w.scene, { state: 'assigned' })
  for (const viewer of [w.guard, w.engineer, w.manager, w.captain, w.grid, w.city, w.auditor])
    assert.equal((await w.ask(hazardView, viewer, { hazardId })).id, hazardId, viewer.name)
  for (const viewer of [w.otherGuard, w.stranger, w.neighbour, w.as({})])
    await assert.rejects(w.ask(hazardView, viewer, { hazardId }), { code: 'hazard.not-found' })
  await assert.rejects(w.ask(hazardView, w.city, { hazardId: newId() }), {
    code: 'hazard.not-found',
  })
})

story('the detail tells place, people, what was done and by whom, with photos', async (w) => {
  const hazardId = await givenHazard(w, w.scene, { state: 'rectified' })
  await w.run(rejectHazard, w.manager, { hazardId, reason: '未更换门锁' })
  const view = await w.ask(hazardView, w.manager, { hazardId })
  assert.deepEqual(
    [view.compound, view.above, view.company, view.assignee, view.reporters, view.rejections],
    [
      '海利华宫',
      '天心区 坡子街街道 八角亭社区居委会',
      '湘江美居物业服务有限公司',
      '工程小王',
      1,
      1,
    ],
  )
  assert.deepEqual(
    view.deeds.map(({ act, byName, note, photos }) => [act, byName, note, photos.length]),
    [
      ['report', '保安小周', '', 1],
      ['register', '李经理', '按现场情况定级', 0],
      ['assign', '李经理', '', 0],
      ['rectify', '工程小王', '', 1],
      ['reject', '李经理', '未更换门锁', 0],
    ],
  )
  assert.equal(view.deeds[2]!.detail['assignee'], '工程小王')
  assert.equal('search' in view || 'reportedBy' in view, false)
})

story(
  'the detail names what may be the same, what was merged, and what it came back from',
  async (w) => {
    const closed = await givenHazard(w, w.scene, { state: 'closed' })
    const back = await givenHazard(w, w.scene)
    const twin = await givenHazard(w, w.scene)
    const view = () => w.ask(hazardView, w.manager, { hazardId: back })
    assert.deepEqual(
      [(await view()).similar.map(({ id }) => id), (await view()).reopenedFrom?.id],
      [[twin], closed],
    )
    await w.run(mergeHazard, w.manager, { hazardId: twin, intoId: back })
    assert.deepEqual(
      [(await view()).similar, (await view()).merged.map(({ id }) => id)],
      [[], [twin]],
    )
    assert.equal((await w.ask(hazardView, w.manager, { hazardId: twin })).mergedTo?.id, back)
  },
)

// ── mine ────────────────────────────────────────────────────────────────────────────────────────────

const tasksOf = async (w: World, viewer: Actor) => {
  const mine = await w.ask(myHazards, viewer, {})
  return Object.fromEntries(
    Object.entries(mine)
      .filter(([, tasks]) => tasks.length > 0)
      .map(([kind, tasks]) => [kind, tasks.map(({ id }) => id)]),
  )
}

story('my hazards are those whose turn is mine', async (w) => {
  const reported = await givenHazard(w, w.scene, { location: '1' })
  const registered = await givenHazard(w, w.scene, { location: '2', state: 'registered' })
  const assigned = await givenHazard(w, w.scene, { location: '3', state: 'assigned' })
  const rectified = await givenHazard(w, w.scene, { location: '4', state: 'rectified' })
  const serious = await givenHazard(w, w.scene, { location: '5', state: 'rectified', grade: 2 })
  const major = await givenHazard(w, w.scene, { location: '6', state: 'accepted', grade: 1 })
  await w.run(askForExtension, w.engineer, { hazardId: assigned, days: 2, reason: '配件未到' })

  assert.deepEqual(await tasksOf(w, w.engineer), { rectify: [assigned] })
  assert.deepEqual(await tasksOf(w, w.manager), {
    register: [reported],
    assign: [registered],
    accept: [rectified],
  })
  assert.deepEqual(await tasksOf(w, w.safety), { decide: [assigned] })
  assert.deepEqual(await tasksOf(w, w.community), { accept: [serious] })
  assert.deepEqual(await tasksOf(w, w.district), { close: [major] })
  assert.deepEqual(await tasksOf(w, w.neighbour), {})
  assert.deepEqual(await tasksOf(w, w.city), {})
  assert.deepEqual(Object.keys(await tasksOf(w, w.guard)), ['reported'])
  assert.equal((await w.ask(myHazards, w.guard, {})).reported.length, 6)
})

story('a task sent back says so, and what is suspended waits for nobody', async (w) => {
  const hazardId = await givenHazard(w, w.scene, { state: 'rectified' })
  await w.run(rejectHazard, w.manager, { hazardId, reason: '未改好' })
  assert.equal((await w.ask(myHazards, w.engineer, {})).rectify[0]!.rejected, true)
  await w.run(suspendHazard, w.manager, {
    hazardId,
    reason: 'parts',
    note: '等配件',
    until: '2027-01-01',
  })
  assert.deepEqual(await tasksOf(w, w.engineer), {})
})

// ── types ───────────────────────────────────────────────────────────────────────────────────────────

story('the catalogue puts first what was found most in the last month', async (w) => {
  await givenHazard(w, w.scene, { typeCode: 'LIFT-03', location: '1' })
  await givenHazard(w, w.scene, { typeCode: 'LIFT-03', location: '2' })
  await givenHazard(w, w.scene, { typeCode: 'PLAY-01' })
  const types = await w.ask(hazardTypesQuery, w.guard, { compoundId: w.compoundId })
  assert.deepEqual(
    types.slice(0, 3).map(({ code, recent }) => [code, recent]),
    [
      ['LIFT-03', 2],
      ['PLAY-01', 1],
      ['FIRE-01', 0],
    ],
  )
  assert.equal(types.length, 32)
})

story('compounds that were never asked for stay out of a company’s list', async (w) => {
  const other = await givenCompound(w.sql, { name: '第三小区' })
  assert.ok(other)
  await reportNextDoor(w)
  assert.deepEqual(await idsOf(w, w.safety, { group: 'all' }), [])
})
