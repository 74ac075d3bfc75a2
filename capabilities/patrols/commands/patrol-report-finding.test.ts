// What a guard finds at a point: kept, told downstream, with its photos.

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '#base/id.ts'
import type { Actor } from '#base/permission.ts'
import { addMinutes } from '#base/time.ts'
import { endDb, type World, world } from '#server/testing.ts'
import { givenPhoto } from '../../evidence/testing.ts'
import { given, givenCompound, givenTree } from '../../places/testing.ts'
import { capability } from '../index.ts'
import { type GivenRound, givenRound, holding } from '../testing.ts'
import { reportFinding } from './patrol-report-finding.ts'

after(endDb)

type Here = World & { round: GivenRound; guard: Actor; finding: Finding }
type Finding = ReturnType<typeof findingAt>

const findingAt = (round: GivenRound) => ({
  findingId: newId(),
  compoundId: round.compoundId,
  roundId: round.roundId as string | null,
  checkpointId: round.points[0]!.id,
  typeCode: 'FIRE-01',
  note: '安全出口被纸箱堵塞',
  photos: [] as string[],
})

const inRound = (work: (here: Here) => Promise<void>) =>
  world([capability], async (w) => {
    await givenTree(w.sql)
    const round = await givenRound(w.sql, await givenCompound(w.sql))
    const guard = w.as(holding('guard', round.compoundId))
    await work(Object.assign(w, { round, guard, finding: findingAt(round) }))
  })

test('a finding is kept with its photos and told downstream', () =>
  inRound(async ({ sql, run, round, guard, finding, facts }) => {
    const photo = await givenPhoto(sql, guard.id)
    const at = addMinutes(round.opensAt, 5)
    const input = { ...finding, photos: [photo, photo] }
    await run(reportFinding, guard, input, { at, now: addMinutes(at, 90) })

    const [kept] = await sql`select type_code, photos, by, at, received_at from patrols.finding`
    assert.deepEqual(kept, {
      typeCode: 'FIRE-01',
      photos: [photo],
      by: guard.id,
      at,
      receivedAt: addMinutes(at, 90),
    })
    assert.deepEqual(
      facts.map(({ name, placeId, people }) => [name, placeId, people]),
      [['patrol.finding-recorded', round.compoundId, [guard.id]]],
    )
    assert.deepEqual(facts[0]!.body, {
      ...finding,
      photos: [photo],
      by: guard.id,
      at: at.toISOString(),
    })
    const attached = await sql`select matter_id, permission from evidence.attachment`
    assert.deepEqual([...attached], [{ matterId: finding.findingId, permission: 'patrol.view' }])
  }))

test('found outside any round, it is a finding all the same', () =>
  inRound(async ({ run, guard, finding, facts }) => {
    await run(reportFinding, guard, { ...finding, roundId: null })
    assert.equal(facts[0]!.body.roundId, null)
  }))

test('a finding is reported once, under the same command or another', () =>
  inRound(async ({ run, guard, finding, facts }) => {
    const id = newId()
    await run(reportFinding, guard, finding, { id })
    await run(reportFinding, guard, finding, { id })
    await assert.rejects(run(reportFinding, guard, finding), {
      code: 'patrol.finding-already-reported',
    })
    assert.equal(facts.length, 1)
  }))

test('the type is a code in shape; which codes there are is known downstream', () =>
  inRound(async ({ run, guard, finding }) => {
    for (const typeCode of ['fire-01', 'FIRE', 'FIRE-1', 'FIRE-01; drop', ''])
      await assert.rejects(run(reportFinding, guard, { ...finding, typeCode }), {
        code: 'input.invalid',
      })
    await run(reportFinding, guard, { ...finding, typeCode: 'EBIKE-02' })
  }))

test('photos that were not uploaded, or by somebody else, are asked for first', () =>
  inRound(async ({ sql, run, guard, finding, facts }) => {
    const foreign = await givenPhoto(sql, newId())
    for (const photo of ['a'.repeat(64), foreign])
      await assert.rejects(run(reportFinding, guard, { ...finding, photos: [photo] }), {
        code: 'evidence.not-uploaded',
      })
    assert.deepEqual(facts, [])
  }))

test('a point or round of another compound, or none, is not found', () =>
  inRound(async ({ sql, run, guard, finding }) => {
    const other = await givenRound(sql, await givenCompound(sql, { name: '隔壁小区' }))
    const wrong = [
      [{ checkpointId: other.points[0]!.id }, 'patrol.point-not-found'],
      [{ checkpointId: newId() }, 'patrol.point-not-found'],
      [
        { compoundId: other.compoundId, checkpointId: other.points[0]!.id },
        'patrol.point-not-found',
      ],
      [{ roundId: other.roundId }, 'round.not-found'],
      [{ roundId: newId() }, 'round.not-found'],
    ] as const
    for (const [change, code] of wrong)
      await assert.rejects(run(reportFinding, guard, { ...finding, ...change }), { code })
  }))

test('who does not walk here cannot report a finding of a patrol', () =>
  inRound(async ({ as, run, finding, facts, round }) => {
    for (const actor of [
      as({}),
      as(holding('project-manager', round.compoundId)),
      as(holding('city-officer', given.city)),
    ])
      await assert.rejects(run(reportFinding, actor, finding), { code: 'identity.forbidden' })
    assert.deepEqual(facts, [])
  }))
