// What people do to hazards, on a real PostgreSQL. Each test is one transaction, always rolled back.

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '#base/id.ts'
import { type Actor, holdings } from '#base/permission.ts'
import { capability as evidence } from '#evidence'
import {
  givePosts,
  capability as identity,
  type OrganisationKind,
  type PostKind,
  registerOrganisations,
} from '#identity'
import { capability as places } from '#places'
import type { AnyCommand } from '#server/command.ts'
import { endDb, type World, world } from '#server/testing.ts'
import { givenPerson } from '../identity/testing.ts'
import { given, givenAsset, givenCheckpoint } from '../places/testing.ts'
import { acts } from './acts.ts'
import {
  acceptHazard,
  askForExtension,
  assignHazard,
  closeHazard,
  commands,
  commentHazard,
  decideOnExtension,
  dismissHazard,
  gradeHazard,
  issueNotice,
  mergeHazard,
  rectifyHazard,
  rectifyHazardOnSpot,
  registerHazard,
  rejectHazard,
  reportHazard,
  resumeHazard,
  secureHazard,
  suspendHazard,
  takeBackHazard,
  transferHazard,
} from './commands/index.ts'
import { capability } from './index.ts'
import { givenHazard, givenScene, plan, type Scene } from './testing.ts'

after(endDb)

type Given = World & { scene: Scene } & Scene['people'] & Pick<Scene, 'photo' | 'compoundId'>
const capabilities = [identity, places, evidence, capability]

const story = (title: string, tell: (given: Given) => Promise<void>) =>
  test(title, () =>
    world(capabilities, async (world) => {
      const scene = await givenScene(world.sql)
      await tell(Object.assign(world, { scene, ...scene, ...scene.people }) as Given)
    }),
  )
const named = (facts: World['facts'], ...names: string[]) =>
  facts.filter(({ name }) => names.includes(name.replace('hazard.', '')))
const rowOf = async ({ sql }: World, hazardId: string) =>
  (await sql`select * from hazards.hazard where id = ${hazardId}`)[0]!
const deedsOf = async ({ sql }: World, hazardId: string) =>
  (
    await sql`select act, from_state, to_state from hazards.act where hazard_id = ${hazardId} order by version`
  ).map(({ act, fromState, toState }) => `${act} ${fromState ?? ''}>${toState}`)

// ── report ──────────────────────────────────────────────────────────────────────────────────────────

story('hazard.report opens it with number, finder, photo and one fact', async (w) => {
  const photo = await w.photo(w.guard)
  const hazardId = newId()
  const answer = await w.run(reportHazard, w.guard, {
    hazardId,
    compoundId: w.compoundId,
    typeCode: 'FIRE-01',
    location: '3 栋 1 楼',
    photos: [photo],
  })
  assert.deepEqual(answer, {
    hazardId,
    number: 'YH-2026-000001',
    grade: 2,
    reopenedOf: null,
    similar: [],
    state: 'reported',
  })
  const row = await rowOf(w, hazardId)
  assert.deepEqual(
    [row.state, row.grade, row.cover, row.dueOn, row.actBy, row.reportedBy],
    ['reported', 2, photo, null, '2026-11-24', w.guard.id],
  )
  const [fact] = named(w.facts, 'reported')
  assert.deepEqual(fact!.people, [w.guard.id])
  assert.deepEqual(fact!.body, {
    hazardId,
    compoundId: w.compoundId,
    typeCode: 'FIRE-01',
    grade: 2,
    from: null,
    to: 'reported',
    dueOn: null,
    finding: 'person',
    reopenedOf: null,
  })
  const [kept] =
    await w.sql`select permission, people from evidence.attachment where matter_id = ${hazardId}`
  assert.deepEqual(kept, { permission: 'hazard.view', people: [w.guard.id] })
})

story('numbers count on within a compound and begin anew next door and next year', async (w) => {
  const report = async (by: Actor, compoundId: string, now: string) =>
    (
      await w.run(
        reportHazard,
        by,
        {
          hazardId: newId(),
          compoundId,
          typeCode: 'FIRE-04',
          location: newId(),
          photos: [await w.photo(by)],
        },
        { now },
      )
    ).number
  assert.equal(await report(w.guard, w.compoundId, '2026-12-31T23:59:00+08:00'), 'YH-2026-000001')
  assert.equal(await report(w.captain, w.compoundId, '2026-12-31T23:59:30+08:00'), 'YH-2026-000002')
  assert.equal(
    await report(w.stranger, w.scene.neighbourId, '2026-12-31T23:59:40+08:00'),
    'YH-2026-000001',
  )
  assert.equal(await report(w.guard, w.compoundId, '2027-01-01T00:00:00+08:00'), 'YH-2027-000001')
})

story(
  'a report made without signal keeps the time it claims, and its ladder begins on arrival',
  async (w) => {
    const hazardId = newId()
    await w.run(
      reportHazard,
      w.guard,
      {
        hazardId,
        compoundId: w.compoundId,
        typeCode: 'FIRE-04',
        photos: [await w.photo(w.guard)],
      },
      { at: '2026-11-22T23:50:00+08:00', now: '2026-11-23T08:30:00+08:00' },
    )
    const row = await rowOf(w, hazardId)
    assert.equal(row.reportedAt.toISOString(), '2026-11-22T15:50:00.000Z')
    assert.equal(row.actBy, '2026-11-24')
  },
)

story(
  'a checkpoint gives its place, building and asset; one of another compound is refused',
  async (w) => {
    const assetId = await givenAsset(w.sql, w.compoundId)
    const checkpointId = await givenCheckpoint(w.sql, w.compoundId, { name: '3 栋地库', assetId })
    const foreign = await givenCheckpoint(w.sql, w.scene.neighbourId)
    const report = async (checkpointId: string) => {
      const hazardId = newId()
      await w.run(reportHazard, w.guard, {
        hazardId,
        compoundId: w.compoundId,
        typeCode: 'FIRE-04',
        checkpointId,
        photos: [await w.photo(w.guard)],
      })
      return rowOf(w, hazardId)
    }
    const row = await report(checkpointId)
    assert.deepEqual([row.location, row.assetId], ['3 栋地库', assetId])
    await assert.rejects(report(foreign), { code: 'hazard.unknown-point' })
  },
)

story('hazard.report refuses what it cannot place, name or prove', async (w) => {
  const report = (by: Actor, change: object) =>
    w.run(reportHazard, by, {
      hazardId: newId(),
      compoundId: w.compoundId,
      typeCode: 'FIRE-04',
      photos: ['a'.repeat(64)],
      ...change,
    })
  await assert.rejects(report(w.guard, { compoundId: newId() }), { code: 'hazard.unknown-place' })
  await assert.rejects(report(w.guard, { compoundId: w.scene.neighbourId }), {
    code: 'hazard.unknown-place',
  })
  await assert.rejects(report(w.auditor, {}), { code: 'identity.forbidden' })
  await assert.rejects(report(w.guard, { typeCode: 'FIRE-99' }), { code: 'hazard.unknown-type' })
  await assert.rejects(report(w.guard, {}), { code: 'evidence.not-uploaded' })
  await assert.rejects(report(w.guard, { photos: [await w.photo(w.captain)] }), {
    code: 'evidence.not-uploaded',
  })
  await assert.rejects(report(w.guard, { photos: [] }), { code: 'input.invalid' })
  assert.deepEqual(w.facts, [])
  assert.equal((await w.sql`select from hazards.hazard`).length, 0)
})

story(
  'the same kind at the same point within 90 days has come back: graver, and marked',
  async (w) => {
    const first = await givenHazard(w, w.scene, { state: 'closed', typeCode: 'FIRE-10', grade: 3 })
    w.now = new Date('2027-02-21T09:00:00+08:00')
    const again = await givenHazard(w, w.scene, { typeCode: 'FIRE-10' })
    const elsewhere = await givenHazard(w, w.scene, { typeCode: 'FIRE-10', location: '5 栋' })
    const otherKind = await givenHazard(w, w.scene, { typeCode: 'FIRE-09' })
    assert.deepEqual(
      await Promise.all(
        [again, elsewhere, otherKind].map(async (id) => {
          const { reopenedOf, grade } = await rowOf(w, id)
          return [reopenedOf, grade]
        }),
      ),
      [
        [first, 2],
        [null, 3],
        [null, 3],
      ],
    )
    assert.deepEqual(
      named(w.facts, 'reopened').map(({ body }) => body.reopenedOf),
      [first],
    )
    w.now = new Date('2027-02-22T09:00:00+08:00')
    const late = await givenHazard(w, w.scene, { typeCode: 'FIRE-10' })
    assert.equal((await rowOf(w, late)).reopenedOf, null, '91 days later it is a new one')
  },
)

story('the answer names open hazards it may be the same as', async (w) => {
  const first = await givenHazard(w, w.scene)
  const { similar } = await w.run(reportHazard, w.captain, {
    hazardId: newId(),
    compoundId: w.compoundId,
    typeCode: 'FIRE-10',
    location: '3 栋 1 楼',
    photos: [await w.photo(w.captain)],
  })
  assert.deepEqual(similar, [{ hazardId: first, number: 'YH-2026-000001' }])
})

// ── the loop ────────────────────────────────────────────────────────────────────────────────────────

story(
  'the whole loop, from a guard’s report to the district’s closing, leaves seven acts and facts',
  async (w) => {
    const hazardId = await givenHazard(w, w.scene, { state: 'closed', grade: 1 })
    assert.deepEqual(await deedsOf(w, hazardId), [
      'report >reported',
      'register reported>registered',
      'assign registered>assigned',
      'rectify assigned>rectified',
      'accept rectified>accepted',
      'close accepted>closed',
    ])
    assert.deepEqual(
      w.facts.map(({ name }) => name),
      [
        'hazard.reported',
        'hazard.registered',
        'hazard.assigned',
        'hazard.rectified',
        'hazard.accepted',
        'hazard.closed',
      ],
    )
    const states = w.facts.map(({ body }) => [body.from, body.to])
    assert.deepEqual(states.flat(), [
      null,
      'reported',
      'reported',
      'registered',
      'registered',
      'assigned',
      'assigned',
      'rectified',
      'rectified',
      'accepted',
      'accepted',
      'closed',
    ])
    const [closed] = named(w.facts, 'closed')
    assert.deepEqual([closed!.body.daysLate, closed!.body.grade], [0, 1])
    assert.ok(closed!.people.includes(w.guard.id) && closed!.people.includes(w.engineer.id))
  },
)

story('hazard.accept may close in one go where the same level does both', async (w) => {
  const hazardId = await givenHazard(w, w.scene, { state: 'rectified' })
  const answer = await w.run(acceptHazard, w.manager, { hazardId, close: true })
  assert.equal(answer.state, 'closed')
  const major = await givenHazard(w, w.scene, { state: 'rectified', grade: 2 })
  await w.run(acceptHazard, w.community, { hazardId: major, close: true })
  assert.equal((await rowOf(w, major)).state, 'closed')
})

story('accepting and closing in one go closes nothing when the closing is refused', async (w) => {
  const hazardId = newId()
  await w.run(reportHazard, w.guard, {
    hazardId,
    compoundId: w.compoundId,
    typeCode: 'FIRE-10',
    location: '9 栋',
    photos: [await w.photo(w.guard)],
  })
  await w.run(registerHazard, w.street, { hazardId, grade: 3 })
  await w.run(assignHazard, w.manager, { hazardId, assigneeId: w.engineer.id })
  await w.run(rectifyHazard, w.engineer, { hazardId, photos: [await w.photo(w.engineer)] })
  await assert.rejects(w.run(acceptHazard, w.manager, { hazardId, close: true }), {
    code: 'hazard.level-too-low',
  })
  assert.equal((await rowOf(w, hazardId)).state, 'rectified')
})

story('lateness is settled at closing, on the day of the rectification', async (w) => {
  const hazardId = await givenHazard(w, w.scene, { state: 'assigned' })
  await w.run(
    rectifyHazard,
    w.engineer,
    { hazardId, photos: [await w.photo(w.engineer)] },
    {
      now: '2026-12-02T00:01:00+08:00',
    },
  )
  await w.run(
    acceptHazard,
    w.manager,
    { hazardId, close: true },
    { now: '2026-12-20T09:00:00+08:00' },
  )
  const row = await rowOf(w, hazardId)
  assert.deepEqual([row.dueOn, row.daysLate], ['2026-11-30', 2])
})

story('a photo that proves something already proves no rectification', async (w) => {
  const hazardId = await givenHazard(w, w.scene, { state: 'assigned' })
  const photo = await w.photo(w.engineer)
  const elsewhere = await givenHazard(w, w.scene, { state: 'assigned', location: '8 栋' })
  await w.run(rectifyHazard, w.engineer, { hazardId: elsewhere, photos: [photo] })
  await assert.rejects(w.run(rectifyHazard, w.engineer, { hazardId, photos: [photo] }), {
    code: 'hazard.photo-seen-before',
  })
  assert.equal((await rowOf(w, hazardId)).state, 'assigned')
})

story(
  'hazard.reject sends it back with a reason, gives the term anew once, and keeps both acts',
  async (w) => {
    const hazardId = await givenHazard(w, w.scene, { state: 'rectified' })
    w.now = new Date('2026-11-28T09:00:00+08:00')
    await w.run(rejectHazard, w.manager, { hazardId, reason: '门锁未更换' })
    let row = await rowOf(w, hazardId)
    assert.deepEqual(
      [row.state, row.dueOn, row.rejections, row.rectifiedBy],
      ['assigned', '2026-12-05', 1, null],
    )
    await w.run(rectifyHazard, w.engineer, { hazardId, photos: [await w.photo(w.engineer)] })
    w.now = new Date('2026-12-01T09:00:00+08:00')
    await w.run(rejectHazard, w.manager, { hazardId, reason: '仍可锁死' })
    row = await rowOf(w, hazardId)
    assert.deepEqual([row.dueOn, row.rejections], ['2026-12-05', 2])
    await assert.rejects(w.run(rejectHazard, w.manager, { hazardId, reason: '再退' }), {
      code: 'hazard.wrong-state',
    })
    await assert.rejects(w.run(rejectHazard, w.manager, { hazardId, reason: '' }), {
      code: 'input.invalid',
    })
  },
)

// ── register, grade, dismiss ────────────────────────────────────────────────────────────────────────

story(
  'hazard.register may correct kind and place, and then looks again whether it came back',
  async (w) => {
    const first = await givenHazard(w, w.scene, {
      state: 'closed',
      typeCode: 'FIRE-10',
      location: '3 栋 1 楼',
    })
    const hazardId = await givenHazard(w, w.scene, { typeCode: 'OTHER-01', location: '三栋' })
    await w.run(registerHazard, w.manager, {
      hazardId,
      typeCode: 'FIRE-10',
      location: '3 栋 1 楼',
      grade: 2,
      owner: 'contractor',
      ownerName: '维保公司',
    })
    const row = await rowOf(w, hazardId)
    assert.deepEqual(
      [
        row.typeCode,
        row.location,
        row.reopenedOf,
        row.owner,
        row.ownerName,
        row.listedLevel,
        row.dueOn,
      ],
      ['FIRE-10', '3 栋 1 楼', first, 'contractor', '维保公司', 'community', '2026-12-08'],
    )
    assert.equal(named(w.facts, 'reopened').length, 1)
  },
)

story('the grade of a hazard that came back is lowered only with a reason', async (w) => {
  await givenHazard(w, w.scene, { state: 'closed' })
  const hazardId = await givenHazard(w, w.scene)
  await assert.rejects(w.run(registerHazard, w.manager, { hazardId, grade: 3 }), {
    code: 'hazard.reason-needed',
  })
  await w.run(registerHazard, w.manager, { hazardId, grade: 3, reason: '已加装提示' })
})

story('hazard.grade raises to a grade that must be assigned anew', async (w) => {
  const hazardId = newId()
  await w.run(reportHazard, w.guard, {
    hazardId,
    compoundId: w.compoundId,
    typeCode: 'FIRE-10',
    location: '2 栋',
    photos: [await w.photo(w.guard)],
  })
  await w.run(registerHazard, w.manager, { hazardId, grade: 3 })
  await w.run(assignHazard, w.manager, { hazardId, assigneeId: w.engineer.id })
  await w.run(gradeHazard, w.manager, { hazardId, grade: 1 })
  const row = await rowOf(w, hazardId)
  assert.deepEqual(
    [row.state, row.grade, row.listedLevel, row.dueOn],
    ['registered', 1, 'district', '2026-12-23'],
  )
  const [fact] = named(w.facts, 'graded')
  assert.deepEqual(
    [fact!.body.gradeBefore, fact!.body.grade, fact!.body.from, fact!.body.to],
    [3, 1, 'assigned', 'registered'],
  )
  await assert.rejects(w.run(gradeHazard, w.manager, { hazardId, grade: 4, reason: '轻微' }), {
    code: 'hazard.level-too-low',
  })
})

story('hazard.dismiss needs a reason and the level that would verify', async (w) => {
  const hazardId = await givenHazard(w, w.scene, { typeCode: 'GAS-01' })
  await assert.rejects(w.run(dismissHazard, w.manager, { hazardId, reason: '看错了' }), {
    code: 'hazard.level-too-low',
  })
  await assert.rejects(w.run(dismissHazard, w.district, { hazardId, reason: ' ' }), {
    code: 'input.invalid',
  })
  await w.run(dismissHazard, w.district, { hazardId, reason: '核实为消防演练道具' })
  assert.equal((await rowOf(w, hazardId)).state, 'dismissed')
})

// ── assign ──────────────────────────────────────────────────────────────────────────────────────────

story(
  'hazard.assign asks for all five elements of the two upper grades, and admits the assignee',
  async (w) => {
    const hazardId = await givenHazard(w, w.scene, { state: 'registered', grade: 2 })
    const assign = (input: object) =>
      w.run(assignHazard, w.manager, { hazardId, assigneeId: w.engineer.id, ...input })
    await assert.rejects(assign({}), { code: 'hazard.plan-incomplete' })
    await assert.rejects(assign({ ...plan, interim: undefined }), {
      code: 'hazard.plan-incomplete',
    })
    await assert.rejects(assign({ ...plan, dueOn: '2026-12-09' }), { code: 'hazard.due-too-late' })
    await assert.rejects(assign({ ...plan, dueOn: '2026-11-22' }), { code: 'hazard.due-in-past' })
    await assign({ ...plan, dueOn: '2026-12-01' })
    const row = await rowOf(w, hazardId)
    assert.deepEqual(
      [row.state, row.dueOn, row.moneyYuan, row.interim],
      ['assigned', '2026-12-01', 300, plan.interim],
    )
    const [kept] = await w.sql`select people from evidence.attachment where matter_id = ${hazardId}`
    assert.ok(kept!.people.includes(w.engineer.id), 'he must see what he has to fix')
    await w.run(assignHazard, w.manager, { hazardId, assigneeId: w.captain.id })
    assert.equal(
      (await rowOf(w, hazardId)).interim,
      plan.interim,
      'a second assignment keeps what it does not say anew',
    )
  },
)

story('hazard.assign refuses people who cannot rectify here', async (w) => {
  const hazardId = await givenHazard(w, w.scene, { state: 'registered' })
  for (const person of [w.stranger, w.community, w.grid])
    await assert.rejects(w.run(assignHazard, w.manager, { hazardId, assigneeId: person.id }), {
      code: 'hazard.assignee-not-here',
    })
  await assert.rejects(w.run(assignHazard, w.manager, { hazardId, assigneeId: newId() }), {
    code: 'hazard.assignee-not-here',
  })
})

story('hazard.measure keeps when people were made safe', async (w) => {
  const hazardId = await givenHazard(w, w.scene, { state: 'registered' })
  await w.run(secureHazard, w.captain, { hazardId, note: '已拉警戒带' })
  await w.run(
    secureHazard,
    w.captain,
    { hazardId, note: '换班值守' },
    { now: '2026-11-23T12:00:00+08:00' },
  )
  const row = await rowOf(w, hazardId)
  assert.deepEqual(
    [row.interim, row.interimAt.toISOString()],
    ['已拉警戒带', '2026-11-23T00:30:00.000Z'],
  )
})

// ── on the spot ─────────────────────────────────────────────────────────────────────────────────────

story(
  'hazard.rectify-on-spot: found and put right by the guard, looked at by the captain, closed by the manager',
  async (w) => {
    const hazardId = await givenHazard(w, w.scene, { typeCode: 'FIRE-04' })
    await w.run(
      rectifyHazardOnSpot,
      w.guard,
      { hazardId, photos: [await w.photo(w.guard)] },
      {
        at: '2026-11-23T08:40:00+08:00',
        now: '2026-11-23T15:00:00+08:00',
      },
    )
    await assert.rejects(w.run(acceptHazard, w.guard, { hazardId }), { code: 'identity.forbidden' })
    await w.run(acceptHazard, w.captain, { hazardId })
    await assert.rejects(w.run(closeHazard, w.captain, { hazardId }), {
      code: 'identity.forbidden',
    })
    await w.run(closeHazard, w.manager, { hazardId })
    const row = await rowOf(w, hazardId)
    assert.deepEqual([row.state, row.daysLate, row.rectifiedOnSpot], ['closed', 0, true])
  },
)

story('put right in vain on the spot, it returns to be registered', async (w) => {
  const hazardId = await givenHazard(w, w.scene, { typeCode: 'FIRE-04' })
  await w.run(rectifyHazardOnSpot, w.guard, { hazardId, photos: [await w.photo(w.guard)] })
  await w.run(rejectHazard, w.captain, { hazardId, reason: '闭门器仍然失效' })
  const row = await rowOf(w, hazardId)
  assert.deepEqual([row.state, row.actBy, row.rectifiedBy], ['reported', '2026-11-24', null])
})

story(
  'hazard.rectify-on-spot refuses kinds that cannot be, two hours later, and other people’s work',
  async (w) => {
    const fix = async (by: Actor, hazardId: string, now = '2026-11-23T09:00:00+08:00') =>
      w.run(rectifyHazardOnSpot, by, { hazardId, photos: [await w.photo(by)] }, { now })
    const lift = await givenHazard(w, w.scene, { typeCode: 'LIFT-01' })
    await assert.rejects(fix(w.guard, lift), { code: 'hazard.not-on-spot' })
    const door = await givenHazard(w, w.scene, { typeCode: 'FIRE-04' })
    await assert.rejects(fix(w.guard, door, '2026-11-23T11:00:01+08:00'), {
      code: 'hazard.on-spot-too-late',
    })
    await assert.rejects(fix(w.otherGuard, door), { code: 'hazard.not-found' })
  },
)

// ── extensions ──────────────────────────────────────────────────────────────────────────────────────

story(
  'more time: asked by the engineer, granted by the company for fewer days, twice at most',
  async (w) => {
    const hazardId = await givenHazard(w, w.scene, { state: 'assigned' })
    const ask = (days: number) =>
      w.run(askForExtension, w.engineer, { hazardId, days, reason: '配件未到' })
    const decide = (by: Actor, days: number) =>
      w.run(decideOnExtension, by, { hazardId, days, reason: '同意部分' })
    await assert.rejects(decide(w.safety, 3), { code: 'hazard.no-extension-asked' })
    await assert.rejects(ask(8), { code: 'hazard.extension-too-long' })
    await ask(5)
    await assert.rejects(ask(5), { code: 'hazard.extension-pending' })
    await assert.rejects(decide(w.manager, 3), { code: 'hazard.level-too-low' })
    await decide(w.safety, 3)
    assert.equal((await rowOf(w, hazardId)).dueOn, '2026-12-03')
    await ask(2)
    await decide(w.safety, 0)
    assert.equal((await rowOf(w, hazardId)).dueOn, '2026-12-03')
    await ask(2)
    await decide(w.safety, 9)
    assert.deepEqual(
      [(await rowOf(w, hazardId)).dueOn, (await rowOf(w, hazardId)).extensions],
      ['2026-12-05', 2],
    )
    await assert.rejects(ask(1), { code: 'hazard.too-many-extensions' })
    assert.deepEqual(
      named(w.facts, 'extension-asked', 'extended', 'extension-refused').map((f) =>
        f.name.slice(7),
      ),
      [
        'extension-asked',
        'extended',
        'extension-asked',
        'extension-refused',
        'extension-asked',
        'extended',
      ],
    )
  },
)

story('more time is not asked for when it is late', async (w) => {
  const hazardId = await givenHazard(w, w.scene, { state: 'assigned' })
  await assert.rejects(
    w.run(
      askForExtension,
      w.engineer,
      { hazardId, days: 2, reason: '配件未到' },
      { now: '2026-12-01T09:00:00+08:00' },
    ),
    { code: 'hazard.extension-too-late' },
  )
})

// ── hold ────────────────────────────────────────────────────────────────────────────────────────────

story(
  'suspended it waits with a reason and a day, and goes on with the days it stood',
  async (w) => {
    const hazardId = await givenHazard(w, w.scene, { state: 'assigned' })
    const suspend = (by: Actor, until = '2027-01-31') =>
      w.run(suspendHazard, by, { hazardId, reason: 'vote', note: '等待业主表决', until })
    await assert.rejects(suspend(w.manager, '2026-11-23'), { code: 'hazard.hold-in-past' })
    await suspend(w.manager)
    let row = await rowOf(w, hazardId)
    assert.deepEqual(
      [row.state, row.holdReason, row.heldUntil, row.nextStepOn],
      ['suspended', 'vote', '2027-01-31', null],
    )
    await assert.rejects(suspend(w.manager), { code: 'hazard.wrong-state' })
    await w.run(resumeHazard, w.manager, { hazardId }, { now: '2026-12-03T09:00:00+08:00' })
    row = await rowOf(w, hazardId)
    assert.deepEqual([row.state, row.dueOn, row.heldUntil], ['assigned', '2026-12-10', null])
  },
)

story(
  'transferred it leaves the company’s hands, and comes back with the days it was away',
  async (w) => {
    const hazardId = await givenHazard(w, w.scene, { state: 'registered', grade: 2 })
    const transfer = (by: Actor) =>
      w.run(transferHazard, by, { hazardId, to: '区城市管理局', reason: '违法搭建，劝阻无效' })
    await assert.rejects(transfer(w.manager), { code: 'hazard.level-too-low' })
    await transfer(w.community)
    assert.equal((await rowOf(w, hazardId)).transferredTo, '区城市管理局')
    await w.run(
      takeBackHazard,
      w.community,
      { hazardId, reason: '已拆除，由物业恢复' },
      { now: '2026-11-25T09:00:00+08:00' },
    )
    const row = await rowOf(w, hazardId)
    assert.deepEqual([row.state, row.dueOn, row.transferredTo], ['registered', '2026-12-10', null])
  },
)

story('nobody stops his own clock', async (w) => {
  const hazardId = await givenHazard(w, w.scene, { state: 'registered' })
  await w.run(assignHazard, w.manager, { hazardId, assigneeId: w.manager.id })
  for (const run of [
    () =>
      w.run(suspendHazard, w.manager, {
        hazardId,
        reason: 'money',
        note: '等钱',
        until: '2027-01-01',
      }),
    () => w.run(transferHazard, w.manager, { hazardId, to: '街道', reason: '不会修' }),
  ])
    await assert.rejects(run(), { code: 'hazard.own-delay' })
})

// ── merge ───────────────────────────────────────────────────────────────────────────────────────────

story(
  'hazard.merge keeps every reporter, lets them see the one that stays, and tells both timelines',
  async (w) => {
    const into = await givenHazard(w, w.scene, { state: 'registered' })
    const duplicate = newId()
    await w.run(reportHazard, w.otherGuard, {
      hazardId: duplicate,
      compoundId: w.compoundId,
      typeCode: 'FIRE-10',
      location: '三栋一楼',
      photos: [await w.photo(w.otherGuard)],
    })
    await w.run(mergeHazard, w.manager, { hazardId: duplicate, intoId: into })
    assert.deepEqual(await deedsOf(w, duplicate), ['report >reported', 'merge reported>merged'])
    assert.equal((await deedsOf(w, into)).at(-1), 'merge-in registered>registered')
    assert.equal((await rowOf(w, into)).reporters, 2)
    const [kept] = await w.sql`select people from evidence.attachment where matter_id = ${into}`
    assert.ok(kept!.people.includes(w.otherGuard.id))
    await assert.rejects(w.run(commentHazard, w.otherGuard, { hazardId: newId(), note: '补充' }), {
      code: 'hazard.not-found',
    })
    await w.run(commentHazard, w.otherGuard, { hazardId: into, note: '我也看到了' })
  },
)

story('hazard.merge refuses itself, the milder, the closed, and another compound’s', async (w) => {
  const merge = (hazardId: string, intoId: string) =>
    w.run(mergeHazard, w.manager, { hazardId, intoId })
  const ordinary = await givenHazard(w, w.scene)
  const serious = await givenHazard(w, w.scene, { typeCode: 'FIRE-01', location: '别处' })
  const closed = await givenHazard(w, w.scene, { state: 'closed', location: '旧处' })
  const foreign = newId()
  await w.run(reportHazard, w.stranger, {
    hazardId: foreign,
    compoundId: w.scene.neighbourId,
    typeCode: 'FIRE-01',
    photos: [await w.photo(w.stranger)],
  })
  await assert.rejects(merge(ordinary, ordinary), { code: 'hazard.merged-into-itself' })
  await assert.rejects(merge(serious, ordinary), { code: 'hazard.merge-into-milder' })
  await assert.rejects(merge(ordinary, closed), { code: 'hazard.merge-target-over' })
  await assert.rejects(merge(ordinary, foreign), { code: 'hazard.not-found' })
  await assert.rejects(merge(ordinary, newId()), { code: 'hazard.not-found' })
})

// ── notices ─────────────────────────────────────────────────────────────────────────────────────────

story('a company reminds, a community advises, an authority orders; none does more', async (w) => {
  const hazardId = await givenHazard(w, w.scene, { state: 'assigned', grade: 1 })
  const issue = (by: Actor, docClass: 'reminder' | 'advice' | 'order', input: object = {}) =>
    w.run(issueNotice, by, { hazardId, docClass, ...input })
  await assert.rejects(issue(w.community, 'advice'), { code: 'hazard.no-issuer' })
  const officer = async (kind: OrganisationKind, name: string, post: PostKind, atId: string) => {
    const orgId = newId()
    await registerOrganisations(w.sql, [{ id: orgId, kind, name, placeId: given.city }])
    const id = await givenPerson(w.sql)
    await givePosts(w.sql, [{ personId: id, kind: post, atId, orgId, fromOn: '2026-01-01' }])
    return w.as(holdings(capability.permissions, [{ kind: post, at: atId }]), { id })
  }
  const community = await officer(
    'community',
    '八角亭社区居委会',
    'community-officer',
    given.community,
  )
  const district = await officer(
    'district-office',
    '天心区住房和城乡建设局',
    'district-officer',
    given.district,
  )
  await assert.rejects(issue(w.safety, 'advice'), { code: 'hazard.notice-not-yours' })
  await issue(w.safety, 'reminder')
  await assert.rejects(issue(community, 'order'), { code: 'hazard.notice-not-yours' })
  await issue(community, 'advice')
  await assert.rejects(issue(district, 'order'), { code: 'hazard.two-inspectors' })
  const inspectors = [
    { name: '张三', badge: 'ZF-001' },
    { name: '李四', badge: 'ZF-002' },
  ]
  await issue(district, 'order', { inspectors })
  const rows = await w.sql`select number, doc_class, content from hazards.notice order by number`
  assert.deepEqual(
    rows.map(({ number, docClass, content }) => [number, docClass, content.issuer]),
    [
      ['ZG-2026-000001', 'reminder', '湘江美居物业服务有限公司'],
      ['ZG-2026-000002', 'advice', '八角亭社区居委会'],
      ['ZG-2026-000003', 'order', '天心区住房和城乡建设局'],
    ],
  )
  assert.deepEqual(
    [rows[2]!.content.unit.name, rows[2]!.content.responsible, rows[2]!.content.dueOn],
    ['湘江美居物业服务有限公司', '李经理', '2026-12-23'],
  )
})

// ── two at once ─────────────────────────────────────────────────────────────────────────────────────

story('who acts on what somebody else has moved is told who did what, when', async (w) => {
  const hazardId = await givenHazard(w, w.scene, { state: 'rectified' })
  const { version } = await rowOf(w, hazardId)
  await w.run(rejectHazard, w.manager, { hazardId, reason: '未改好', expect: version })
  await assert.rejects(
    w.run(acceptHazard, w.safety, { hazardId, expect: version }),
    (problem: Error) => {
      assert.match(problem.message, /hazard.moved-on: 李经理 acted at 08:30 \(“Send back”\)/)
      return true
    },
  )
})

story('a comment in between moves nothing for anybody else', async (w) => {
  const hazardId = await givenHazard(w, w.scene, { state: 'rectified' })
  const { version } = await rowOf(w, hazardId)
  await w.run(commentHazard, w.guard, { hazardId, note: '已经通了' })
  await w.run(acceptHazard, w.manager, { hazardId, expect: version })
})

// ── who may not ─────────────────────────────────────────────────────────────────────────────────────

const inputs: Record<string, (given: Given) => Promise<object>> = {
  'hazard.register': async () => ({ grade: 1 }),
  'hazard.grade': async () => ({ grade: 1 }),
  'hazard.dismiss': async () => ({ reason: '不是隐患' }),
  'hazard.assign': async (w) => ({ assigneeId: w.engineer.id, ...plan }),
  'hazard.measure': async () => ({ note: '警戒' }),
  'hazard.rectify': async () => ({ photos: ['a'.repeat(64)] }),
  'hazard.rectify-on-spot': async () => ({ photos: ['a'.repeat(64)] }),
  'hazard.accept': async () => ({}),
  'hazard.reject': async () => ({ reason: '未改好' }),
  'hazard.close': async () => ({}),
  'hazard.ask-extension': async () => ({ days: 1, reason: '配件' }),
  'hazard.decide-extension': async () => ({ days: 1, reason: '同意' }),
  'hazard.suspend': async () => ({ reason: 'money', note: '等钱', until: '2027-01-01' }),
  'hazard.resume': async () => ({}),
  'hazard.transfer': async () => ({ to: '街道', reason: '移送' }),
  'hazard.take-back': async () => ({ reason: '收回' }),
  'hazard.merge': async (w) => ({ intoId: await givenHazard(w, w.scene, { location: newId() }) }),
  'hazard.issue-notice': async () => ({ docClass: 'reminder' }),
  'hazard.comment': async () => ({ note: '说明' }),
}

for (const command of commands as AnyCommand[]) {
  if (command.name === 'hazard.report') continue
  story(
    `${command.name}: next door, missing, and without the post it changes nothing`,
    async (w) => {
      const act = command.name.slice('hazard.'.length) as keyof typeof acts
      const [from] = acts[act].from as string[]
      const hazardId = await givenHazard(w, w.scene, {
        state: from === 'suspended' || from === 'transferred' ? 'assigned' : (from as 'reported'),
      })
      const input = await inputs[command.name]!(w)
      const before = await rowOf(w, hazardId)
      const facts = w.facts.length
      // All permissions of every post, but next door.
      const everything = w.as(
        Object.fromEntries(
          Object.keys(capability.permissions).map((p) => [p, [w.scene.neighbourId]]),
        ),
      )
      const attempts: [Actor, string][] = [
        [everything, 'hazard.not-found'],
        [
          w.neighbour,
          acts[act].may in w.neighbour.holds ? 'hazard.not-found' : 'identity.forbidden',
        ],
        [w.as({}), 'identity.forbidden'],
        [w.auditor, 'identity.forbidden'],
      ]
      for (const [actor, code] of attempts)
        await assert.rejects(w.run(command, actor, { hazardId, ...input }), { code })
      await assert.rejects(w.run(command, everything, { hazardId: newId(), ...input }), {
        code: 'hazard.not-found',
      })
      assert.deepEqual(await rowOf(w, hazardId), before)
      assert.equal(w.facts.length, facts)
    },
  )
}
