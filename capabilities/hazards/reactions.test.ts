// What follows: findings become hazards, days climb the ladder, and the right people are told.

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '#base/id.ts'
import type { Actor } from '#base/permission.ts'
import { capability as evidence } from '#evidence'
import { capability as identity } from '#identity'
import { capability as places } from '#places'
import { endDb, type World, world } from '#server/testing.ts'
import { givenCheckpoint } from '../places/testing.ts'
import {
  askForExtension,
  assignHazard,
  decideOnExtension,
  rectifyHazard,
  registerHazard,
  rejectHazard,
  suspendHazard,
} from './commands/index.ts'
import { capability } from './index.ts'
import { givenHazard, givenScene, plan, type Scene } from './testing.ts'

after(endDb)

type Given = World & { scene: Scene } & Scene['people'] & Pick<Scene, 'photo' | 'compoundId'>

const story = (title: string, tell: (given: Given) => Promise<void>) =>
  test(title, () =>
    world([identity, places, evidence, capability], async (world) => {
      const scene = await givenScene(world.sql)
      await tell(Object.assign(world, { scene, ...scene, ...scene.people }) as Given)
    }),
  )
const stepsOf = (w: World) =>
  w.facts
    .filter(({ name }) => name === 'hazard.went-overdue' || name === 'hazard.escalated')
    .map(({ name, body }) => (name === 'hazard.went-overdue' ? 'overdue' : body.step))
const noticesFor = async (w: World, person: Actor) =>
  (
    await w.sql`select kind, zh from server.notice where person_id = ${person.id} order by at, id`
  ).map(({ kind, zh }) => `${kind.slice(7)}: ${zh}`)

// ── findings ────────────────────────────────────────────────────────────────────────────────────────

story(
  'a patrol’s finding opens a hazard at its checkpoint, once, in the finder’s name',
  async (w) => {
    const checkpointId = await givenCheckpoint(w.sql, w.compoundId, { name: '3 栋楼梯间' })
    const photo = await w.photo(w.guard)
    const body = {
      findingId: newId(),
      compoundId: w.compoundId,
      checkpointId,
      roundId: null,
      typeCode: 'FIRE-01',
      note: '纸箱堵门',
      photos: [photo],
      by: w.guard.id,
      at: '2026-11-23T02:00:00+08:00',
    }
    await w.given({ name: 'patrol.finding-recorded', body })
    await w.given({ name: 'patrol.finding-recorded', body })
    const rows = await w.sql`select * from hazards.hazard`
    assert.equal(rows.length, 1)
    const [row] = rows
    assert.deepEqual(
      [
        row!.finding,
        row!.causeId,
        row!.checkpointId,
        row!.location,
        row!.cover,
        row!.reportedBy,
        row!.grade,
      ],
      ['patrol', body.findingId, checkpointId, '3 栋楼梯间', photo, w.guard.id, 2],
    )
    assert.equal(row!.reportedAt.toISOString(), '2026-11-22T18:00:00.000Z')
    assert.equal(w.facts.filter(({ name }) => name === 'hazard.reported').length, 1)
  },
)

story('a batch of findings opens each, whatever is unknown about some of them', async (w) => {
  const at = '2026-11-23T02:00:00+08:00'
  const finding = (change: object) => ({
    name: 'patrol.finding-recorded',
    body: {
      findingId: newId(),
      compoundId: w.compoundId,
      checkpointId: null,
      roundId: null,
      typeCode: 'FIRE-04',
      note: '',
      photos: [],
      by: w.guard.id,
      at,
      ...change,
    },
  })
  await w.given(finding({ typeCode: 'NEW-99' }))
  await w.given(finding({ checkpointId: newId() }))
  await w.given(finding({ photos: ['f'.repeat(64)] }))
  const rows =
    await w.sql`select type_code, checkpoint_id, number from hazards.hazard order by number`
  assert.deepEqual(
    rows.map(({ typeCode, checkpointId }) => [typeCode, checkpointId]),
    [
      ['OTHER-01', null],
      ['FIRE-04', null],
      ['FIRE-04', null],
    ],
  )
})

// ── ladder ──────────────────────────────────────────────────────────────────────────────────────────

story('the ladder is climbed step by step, each once, and stands in the timeline', async (w) => {
  const hazardId = await givenHazard(w, w.scene, { state: 'assigned' })
  const days: [string, string[]][] = [
    ['2026-11-26T00:01', []],
    ['2026-11-27T00:01', ['remind']],
    ['2026-11-30T23:59', ['remind']],
    ['2026-12-01T00:01', ['remind', 'overdue', 'manager']],
    ['2026-12-01T00:02', ['remind', 'overdue', 'manager']],
    ['2026-12-03T00:01', ['remind', 'overdue', 'manager', 'company']],
    ['2026-12-07T00:01', ['remind', 'overdue', 'manager', 'company', 'community']],
    ['2026-12-15T00:01', ['remind', 'overdue', 'manager', 'company', 'community', 'district']],
    [
      '2026-12-30T00:01',
      ['remind', 'overdue', 'manager', 'company', 'community', 'district', 'watch'],
    ],
    [
      '2027-06-30T00:01',
      ['remind', 'overdue', 'manager', 'company', 'community', 'district', 'watch'],
    ],
  ]
  for (const [at, steps] of days) {
    await w.sweep(`${at}:00+08:00`)
    assert.deepEqual(stepsOf(w), steps, at)
  }
  const [row] = await w.sql`select version, overdue_at from hazards.hazard where id = ${hazardId}`
  assert.ok(row!.overdueAt)
  const deeds =
    await w.sql`select act, version from hazards.act where hazard_id = ${hazardId} order by version`
  assert.equal(deeds.at(-1)!.version, row!.version)
  assert.deepEqual(
    deeds.slice(3).map(({ act }) => act),
    ['escalate', 'overdue', 'escalate', 'escalate', 'escalate', 'escalate', 'escalate'],
  )
})

story('a server that slept for a month takes every step it missed, in order', async (w) => {
  await givenHazard(w, w.scene, { state: 'assigned' })
  await w.sweep('2026-12-10T08:00:00+08:00')
  assert.deepEqual(stepsOf(w), ['remind', 'overdue', 'manager', 'company', 'community'])
  const overdue = w.facts.find(({ name }) => name === 'hazard.went-overdue')!
  assert.deepEqual(
    [overdue.body.daysLate, overdue.body.from, overdue.body.to],
    [10, 'assigned', 'assigned'],
  )
})

story(
  'what is rectified climbs no further; sent back with a new term it starts anew',
  async (w) => {
    const hazardId = await givenHazard(w, w.scene, { state: 'assigned' })
    await w.sweep('2026-12-02T08:00:00+08:00')
    await w.run(rectifyHazard, w.engineer, { hazardId, photos: [await w.photo(w.engineer)] })
    await w.sweep('2026-12-05T08:00:00+08:00')
    assert.deepEqual(stepsOf(w), ['remind', 'overdue', 'manager'])
    await w.run(rejectHazard, w.manager, { hazardId, reason: '未改好' })
    const [row] =
      await w.sql`select due_on, overdue_at, steps_taken from hazards.hazard where id = ${hazardId}`
    assert.deepEqual(row, { dueOn: '2026-12-12', overdueAt: null, stepsTaken: 1 })
    await w.sweep('2026-12-13T08:00:00+08:00')
    assert.deepEqual(stepsOf(w).slice(3), ['overdue', 'manager'])
  },
)

story('an extension takes a hazard off the ladder until its new deadline', async (w) => {
  const hazardId = await givenHazard(w, w.scene, { state: 'assigned' })
  await w.run(askForExtension, w.engineer, { hazardId, days: 7, reason: '配件未到' })
  await w.run(decideOnExtension, w.safety, { hazardId, days: 7, reason: '同意' })
  await w.sweep('2026-12-06T08:00:00+08:00')
  assert.deepEqual(stepsOf(w), ['remind'])
  await w.sweep('2026-12-08T08:00:00+08:00')
  assert.deepEqual(stepsOf(w), ['remind', 'overdue', 'manager'])
})

story(
  'nobody registers a report: the manager hears of it after a day, and then those above',
  async (w) => {
    await givenHazard(w, w.scene)
    await w.sweep('2026-11-24T08:00:00+08:00')
    assert.deepEqual(stepsOf(w), [])
    await w.sweep('2026-11-27T08:00:00+08:00')
    assert.deepEqual(stepsOf(w), ['manager', 'company'])
  },
)

story('a suspension ends on the morning after its last day, with the days it stood', async (w) => {
  const hazardId = await givenHazard(w, w.scene, { state: 'assigned' })
  await w.run(suspendHazard, w.manager, {
    hazardId,
    reason: 'vote',
    note: '等表决',
    until: '2026-12-02',
  })
  await w.sweep('2026-12-02T23:59:00+08:00')
  assert.equal((await w.sql`select state from hazards.hazard`)[0]!.state, 'suspended')
  await w.sweep('2026-12-03T00:01:00+08:00')
  await w.sweep('2026-12-03T00:02:00+08:00')
  const [row] = await w.sql`select state, due_on, held_until from hazards.hazard`
  assert.deepEqual(row, { state: 'assigned', dueOn: '2026-12-10', heldUntil: null })
  assert.equal(w.facts.filter(({ name }) => name === 'hazard.resumed').length, 1)
})

// ── telling ─────────────────────────────────────────────────────────────────────────────────────────

story(
  'a major report is told at once: manager and company; registered, street and district',
  async (w) => {
    const hazardId = await givenHazard(w, w.scene, { typeCode: 'GAS-01', location: '地下室' })
    await w.react()
    assert.deepEqual(await noticesFor(w, w.manager), [
      'reported: 海利华宫发现隐患：高层或地下室使用、存放液化气瓶，请登记',
    ])
    assert.equal((await noticesFor(w, w.safety)).length, 1)
    assert.equal((await noticesFor(w, w.neighbour)).length, 0)
    await w.run(registerHazard, w.manager, { hazardId, grade: 1 })
    await w.react()
    assert.deepEqual(await noticesFor(w, w.district), [
      'registered: 海利华宫登记重大隐患 YH-2026-000001：高层或地下室使用、存放液化气瓶',
    ])
    assert.equal((await noticesFor(w, w.street)).length, 1)
    assert.equal((await noticesFor(w, w.city)).length, 0)
    const [urgent] =
      await w.sql`select urgent, link from server.notice where person_id = ${w.district.id}`
    assert.deepEqual(urgent, { urgent: true, link: `/hazards/${hazardId}` })
  },
)

story(
  'assigned, rectified, sent back and closed: whoever must act or has waited hears of it',
  async (w) => {
    const hazardId = await givenHazard(w, w.scene, { state: 'registered' })
    await w.run(assignHazard, w.manager, { hazardId, assigneeId: w.engineer.id, ...plan })
    await w.react()
    // Notices are told in the order of time; those of one instant come in any order.
    const later = (minutes: number) => ({ now: new Date(w.now.getTime() + minutes * 60_000) })
    const photos = [await w.photo(w.engineer)]
    await w.run(rectifyHazard, w.engineer, { hazardId, photos }, later(1))
    await w.react()
    assert.deepEqual(
      (await noticesFor(w, w.engineer)).map((n) => n.split(':')[0]),
      ['assigned'],
    )
    assert.deepEqual(
      (await noticesFor(w, w.manager)).map((n) => n.split(':')[0]),
      ['reported', 'rectified'],
    )
    await w.run(rejectHazard, w.manager, { hazardId, reason: '未改好' }, later(2))
    await w.react()
    assert.equal(
      (await noticesFor(w, w.engineer)).at(-1),
      'rejected: YH-2026-000001 验收未通过，请重新整改',
    )
    assert.deepEqual(await noticesFor(w, w.guard), [
      'rejected: YH-2026-000001 验收未通过，请重新整改',
    ])
  },
)

story('steps of the ladder are told to those they name', async (w) => {
  await givenHazard(w, w.scene, { state: 'assigned' })
  await w.react()
  await w.sql`delete from server.notice`
  await w.sweep('2026-12-15T08:00:00+08:00')
  await w.react()
  const heard = async (person: Actor) => (await noticesFor(w, person)).length
  assert.deepEqual(
    await Promise.all([w.manager, w.safety, w.community, w.street, w.district, w.city].map(heard)),
    [1, 1, 1, 1, 1, 0],
  )
  assert.match((await noticesFor(w, w.district))[0]!, /海利华宫 YH-2026-000001 已超期 15 天/)
})
