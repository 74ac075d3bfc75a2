// What people do to a round: start, hand over, end early, excuse, review. Each on a real PostgreSQL.

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '#base/id.ts'
import type { Actor } from '#base/permission.ts'
import { addMinutes } from '#base/time.ts'
import { endDb, type World, world } from '#server/testing.ts'
import { givenPerson } from '../../identity/testing.ts'
import { given, givenCompound, givenTree } from '../../places/testing.ts'
import { capability } from '../index.ts'
import { type GivenRound, givenBatch, givenRound, holding } from '../testing.ts'
import { scanBatch } from './patrol-scan-batch.ts'
import { endRoundEarly } from './round-end-early.ts'
import { excuseRound } from './round-excuse.ts'
import { handOverRound } from './round-hand-over.ts'
import { reviewRound } from './round-review.ts'
import { startRound } from './round-start.ts'

after(endDb)

type Here = World & {
  round: GivenRound
  of: { compoundId: string; roundId: string }
  guard: Actor
  captain: Actor
  manager: Actor
  neighbour: string
  at: (minute: number) => Date
}

/** Three points, 23:15 to 00:30, ten minutes of grace, closed at 01:00. */
const inRound = (work: (here: Here) => Promise<void>) =>
  world([capability], async (w) => {
    await givenTree(w.sql)
    const compoundId = await givenCompound(w.sql)
    const neighbour = await givenCompound(w.sql, { name: '隔壁小区' })
    const round = await givenRound(w.sql, compoundId)
    w.now = addMinutes(round.opensAt, 1)
    await work(
      Object.assign(w, {
        round,
        neighbour,
        of: { compoundId, roundId: round.roundId },
        guard: w.as(holding('guard', compoundId)),
        captain: w.as(holding('captain', compoundId)),
        manager: w.as(holding('project-manager', compoundId)),
        at: (minute: number) => addMinutes(round.opensAt, minute),
      }),
    )
  })
const facts = ({ facts, round }: Here) =>
  facts.filter(({ body }) => body.roundId === round.roundId).map(({ name }) => name)
const roundRow = async ({ sql, round }: Here) =>
  (await sql`select * from patrols.round where id = ${round.roundId}`)[0]!
const started = ({ run, of, guard, at }: Here) => run(startRound, guard, of, { now: at(1) })

test('whoever starts first walks the round; starting again changes nothing', () =>
  inRound(async (here) => {
    const { run, of, guard, captain, at } = here
    const first = await run(startRound, guard, of, { now: at(1) })
    assert.equal(first.walkerId, guard.id)
    await run(startRound, guard, of, { now: at(2) })
    assert.deepEqual(facts(here), ['patrol.round-started'])
    assert.deepEqual((await roundRow(here))['startedAt'], at(1))
    await assert.rejects(run(startRound, captain, of), { code: 'round.already-started' })
  }))

test('a start done without signal keeps the time it was done', () =>
  inRound(async (here) => {
    const { run, of, guard, at } = here
    await run(startRound, guard, of, { at: at(3), now: at(90) })
    assert.deepEqual((await roundRow(here))['startedAt'], at(3))
  }))

test('a round is not started before its window, nor when it is over', () =>
  inRound(async (here) => {
    const { run, of, guard, at, sweep } = here
    await assert.rejects(run(startRound, guard, of, { now: at(-1) }), { code: 'round.not-open' })
    await sweep(at(106))
    await assert.rejects(run(startRound, guard, of), { code: 'round.wrong-state' })
    assert.deepEqual(facts(here), ['patrol.round-missed'])
  }))

test('a round is handed over to somebody who walks here; who had it stays on file', () =>
  inRound(async (here) => {
    const { sql, run, of, guard, at } = here
    const toId = await givenPerson(sql, [['guard', of.compoundId]])
    await started(here)
    await run(handOverRound, guard, { ...of, toId, reason: '交接班' }, { now: at(20) })

    const row = await roundRow(here)
    assert.deepEqual([row['walkerId'], row['firstWalkerId']], [toId, guard.id])
    const [kept] = await sql`select from_id, to_id, by, reason from patrols.hand_over`
    assert.deepEqual(kept, { fromId: guard.id, toId, by: guard.id, reason: '交接班' })
    assert.deepEqual(facts(here), ['patrol.round-started', 'patrol.round-handed-over'])
  }))

test('a hand-over needs a round in hand, another person, and one with a post that walks', () =>
  inRound(async (here) => {
    const { sql, run, of, guard, manager, as, neighbour } = here
    const toId = await givenPerson(sql, [['guard', of.compoundId]])
    const to = (id: string) => ({ ...of, toId: id, reason: '交接班' })
    await assert.rejects(run(handOverRound, guard, to(toId)), { code: 'round.not-started' })
    await started(here)
    await assert.rejects(run(handOverRound, guard, to(guard.id)), { code: 'round.same-walker' })
    for (const posts of [[], [['guard', neighbour]], [['service', of.compoundId]]] as const)
      await assert.rejects(run(handOverRound, guard, to(await givenPerson(sql, posts))), {
        code: 'round.cannot-walk',
      })
    const other = as(holding('guard', of.compoundId))
    await assert.rejects(run(handOverRound, other, to(toId)), { code: 'round.not-yours' })
    await run(handOverRound, manager, to(toId))
    assert.equal((await roundRow(here))['walkerId'], toId)
  }))

test('ended early: the reason is kept, what was walked stands, the rest is missed at once', () =>
  inRound(async (here) => {
    const { run, of, guard, at, round } = here
    await run(scanBatch, guard, givenBatch(round, [0, 5], [1, 10]), { now: at(11) })
    const early = { ...of, reason: 'incident' as const, note: '电梯困人' }
    const standing = await run(endRoundEarly, guard, early, { now: at(15) })

    assert.deepEqual([standing.state, standing.done, standing.missed], ['missed', 2, 1])
    assert.deepEqual(facts(here), [
      'patrol.scanned',
      'patrol.round-ended-early',
      'patrol.round-missed',
    ])
    const row = await roundRow(here)
    assert.deepEqual([row['state'], row['missed'], row['endCode']], ['missed', 1, 'incident'])
    assert.deepEqual(row['settledAt'], at(15))
  }))

test('scans made before the early end and sent after it still count', () =>
  inRound(async (here) => {
    const { run, of, guard, at, round } = here
    await started(here)
    await run(endRoundEarly, guard, { ...of, reason: 'unwell' }, { at: at(15), now: at(30) })
    const batch = givenBatch(round, [0, 5], [1, 10], [2, 14])
    const answer = await run(scanBatch, guard, batch, { now: at(31) })
    assert.equal(answer.round.state, 'done')
    assert.equal(facts(here).at(-1), 'patrol.round-rejudged')
    const after = await run(scanBatch, guard, givenBatch(round, [0, 16]), { now: at(32) })
    assert.deepEqual(after.scans[0]!.reasons, ['after-end'])
  }))

test('a round that nobody started, or that is not in hand, is not ended', () =>
  inRound(async (here) => {
    const { run, of, guard, as, captain } = here
    const early = { ...of, reason: 'other' as const }
    await assert.rejects(run(endRoundEarly, guard, early), { code: 'round.not-started' })
    await started(here)
    const other = as(holding('guard', of.compoundId))
    await assert.rejects(run(endRoundEarly, other, early), { code: 'round.not-yours' })
    await run(endRoundEarly, captain, early)
    await assert.rejects(run(endRoundEarly, guard, early), { code: 'round.wrong-state' })
  }))

test('a missed round is excused with a reason; what was walked stays walked', () =>
  inRound(async (here) => {
    const { sql, run, of, guard, manager, at, round, sweep } = here
    await run(scanBatch, guard, givenBatch(round, [0, 5]), { now: at(11) })
    await sweep(at(106))
    const excuse = { ...of, checkpointIds: null, reason: '暴雨红色预警' }
    const standing = await run(excuseRound, manager, excuse)

    assert.deepEqual([standing.state, standing.done, standing.excused], ['done', 1, 2])
    assert.deepEqual(facts(here).slice(-2), ['patrol.round-excused', 'patrol.round-rejudged'])
    const [word] = await sql`select checkpoint_id, kind, reason, by from patrols.decision`
    assert.deepEqual(word, {
      checkpointId: null,
      kind: 'excused',
      reason: '暴雨红色预警',
      by: manager.id,
    })
    await assert.rejects(run(excuseRound, manager, excuse), { code: 'round.wrong-state' })
  }))

test('a round excused ahead needs no walk and is never missed', () =>
  inRound(async (here) => {
    const { run, of, manager, at, sweep } = here
    const excuse = { ...of, checkpointIds: null, reason: '整修停用' }
    const standing = await run(excuseRound, manager, excuse, { now: at(-60) })
    assert.equal(standing.state, 'excused')
    await sweep(at(200))
    assert.deepEqual(facts(here), ['patrol.round-excused', 'patrol.round-finished'])
  }))

test('single points are excused, and only points of this round', () =>
  inRound(async (here) => {
    const { run, of, manager, round } = here
    const excuse = { ...of, checkpointIds: [round.points[2]!.id], reason: '施工封闭' }
    const standing = await run(excuseRound, manager, excuse)
    assert.deepEqual([standing.state, standing.excused], ['due', 1])
    await assert.rejects(run(excuseRound, manager, { ...excuse, checkpointIds: [newId()] }), {
      code: 'round.point-not-on-route',
    })
  }))

/** The second scan claims a time the server had not reached. */
const doubted = async (here: Here) => {
  const { run, guard, at, round } = here
  await run(scanBatch, guard, givenBatch(round, [0, 5], [1, 20], [2, 7]), { now: at(10) })
  assert.equal((await roundRow(here))['state'], 'suspect')
}

test('a doubt is settled by somebody who did not walk: accepted counts, rejected is missed', () =>
  inRound(async (here) => {
    const { run, of, captain, round } = here
    await doubted(here)
    const review = { ...of, checkpointId: round.points[1]!.id, reason: '调阅监控' }
    const accepted = await run(reviewRound, captain, { ...review, verdict: 'accepted' })
    assert.deepEqual([accepted.state, accepted.done], ['done', 3])
    assert.deepEqual(facts(here).slice(-2), ['patrol.round-reviewed', 'patrol.round-rejudged'])
    await assert.rejects(run(reviewRound, captain, { ...review, verdict: 'rejected' }), {
      code: 'round.nothing-to-review',
    })
    await assert.rejects(
      run(reviewRound, captain, { ...review, checkpointId: null, verdict: 'rejected' }),
      { code: 'round.wrong-state' },
    )
  }))

test('a rejected doubt leaves the other points as they were walked', () =>
  inRound(async (here) => {
    const { run, of, manager } = here
    await doubted(here)
    const review = { ...of, checkpointId: null, verdict: 'rejected' as const, reason: '未到现场' }
    const standing = await run(reviewRound, manager, review)
    assert.deepEqual([standing.state, standing.done, standing.missed], ['missed', 2, 1])
  }))

test('nobody reviews his own scans', () =>
  inRound(async (here) => {
    const { run, of, captain, round, at } = here
    await run(scanBatch, captain, givenBatch(round, [0, 5], [1, 20], [2, 7]), { now: at(10) })
    const review = { ...of, checkpointId: null, verdict: 'accepted' as const, reason: '确已到场' }
    await assert.rejects(run(reviewRound, captain, review), { code: 'round.own-review' })
  }))

test('who may not act here is refused, and learns nothing of what he may not see', () =>
  inRound(async (here) => {
    const { as, run, of, neighbour, guard, captain } = here
    await started(here)
    const before = here.facts.length
    const acts = [
      [startRound, of],
      [handOverRound, { ...of, toId: newId(), reason: '交接班' }],
      [endRoundEarly, { ...of, reason: 'other' }],
      [excuseRound, { ...of, checkpointIds: null, reason: '暴雨' }],
      [reviewRound, { ...of, checkpointId: null, verdict: 'accepted', reason: '确已到场' }],
    ] as const
    const everywhere = (id: string) =>
      as({ ...holding('captain', id), ...holding('project-manager', id) })
    for (const [command, input] of acts) {
      const act = (actor: Actor) => run(command as typeof startRound, actor, input as never)
      await assert.rejects(act(as({})), { code: 'identity.forbidden' })
      await assert.rejects(act(everywhere(neighbour)), { code: 'round.not-found' })
      const missing = { ...input, roundId: newId() } as never
      await assert.rejects(run(command as typeof startRound, everywhere(of.compoundId), missing), {
        code: 'round.not-found',
      })
      const official = as(holding('district-officer', given.district))
      await assert.rejects(act(official), { code: 'identity.forbidden' })
    }
    for (const actor of [guard, captain])
      await assert.rejects(
        run(excuseRound, actor, { ...of, checkpointIds: null, reason: '暴雨' }),
        {
          code: 'identity.forbidden',
        },
      )
    assert.equal(here.facts.length, before)
  }))
