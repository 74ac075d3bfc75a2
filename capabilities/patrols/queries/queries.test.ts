// What people see of patrols: guards their own, managers their compound, officials their part of the city.

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '#base/id.ts'
import type { Actor } from '#base/permission.ts'
import { addMinutes } from '#base/time.ts'
import { labelKeyFor, labelPrint, tokenFor } from '#places'
import { endDb, type World, world } from '#server/testing.ts'
import { givenPerson } from '../../identity/testing.ts'
import { given, givenCompany, givenCompound, givenTree } from '../../places/testing.ts'
import { scanBatch } from '../commands/patrol-scan-batch.ts'
import { planRoute } from '../commands/route-plan.ts'
import { capability } from '../index.ts'
import { type Replica, roundsOf } from '../replica.ts'
import { judgeRound } from '../round.ts'
import { codeHash, tagHash } from '../scan.ts'
import { type GivenRound, givenBatch, givenRound, holding } from '../testing.ts'
import { planOf, scanOf } from '../wire.ts'
import { counts } from './counts.ts'
import { myRounds } from './my-rounds.ts'
import { replica } from './replica.ts'
import { roundList } from './round-list.ts'
import { roundView } from './round-view.ts'
import { routeList, routeProposal, routeView } from './routes.ts'

after(endDb)

type Here = World & {
  compoundId: string
  neighbour: string
  companyId: string
  round: GivenRound
  guard: Actor
  manager: Actor
  at: (minute: number) => Date
}

/** Two compounds in one community, each with a round at 08:00 and one at 23:15; the first has a company. */
const inCity = (work: (here: Here) => Promise<void>) =>
  world([capability], async (w) => {
    await givenTree(w.sql)
    const companyId = await givenCompany(w.sql)
    const compoundId = await givenCompound(w.sql, { companyId })
    const neighbour = await givenCompound(w.sql, { name: '隔壁小区' })
    await givenRound(w.sql, neighbour)
    const round = await givenRound(w.sql, compoundId)
    const guardId = await givenPerson(w.sql, [['guard', compoundId]], { name: '张卫' })
    const guard = w.as(holding('guard', compoundId), { id: guardId })
    const manager = w.as(holding('project-manager', compoundId))
    const at = (minute: number) => addMinutes(round.opensAt, minute)
    await work(Object.assign(w, { compoundId, neighbour, companyId, round, guard, manager, at }))
  })
const crossed = <T>(value: T): T => JSON.parse(JSON.stringify(value))

test('a guard sees the rounds of his compound, in the order of the day, with every point', () =>
  inCity(async ({ ask, run, guard, round, at, compoundId }) => {
    await run(scanBatch, guard, givenBatch(round, [1, 5]), { now: at(6) })
    const { rounds } = await ask(myRounds, guard, {})
    assert.deepEqual(
      rounds.map((r) => [r.compoundId, r.state, r.isMine]),
      [
        [compoundId, 'missed', false], // 08:00, closed though the sweep has not come by yet
        [compoundId, 'due', true],
      ],
    )
    const points = rounds[1]!.points
    assert.deepEqual(
      points.map(({ name, state }) => [name, state]),
      [
        ['1 号点', 'due'],
        ['2 号点', 'done'],
        ['3 号点', 'due'],
      ],
    )
    assert.equal(points[0]!.codeHash, await codeHash(round.points[0]!.id, round.points[0]!.code))
    assert.ok(!JSON.stringify(rounds).includes(round.points[0]!.code))
  }))

test('after midnight a guard still sees the round that began before it, until it closes', () =>
  inCity(async (here) => {
    const { guard, round, at } = here
    const seen = async (now: Date) => {
      here.now = now
      return (await here.ask(myRounds, guard, {})).rounds
        .map(({ id }) => id)
        .includes(round.roundId)
    }
    assert.equal(await seen(at(60)), true)
    assert.equal(await seen(at(104)), true)
    assert.equal(await seen(at(106)), false)
  }))

test('the phone judges its replica as the server judges its rows', () =>
  inCity(async ({ sql, ask, run, guard, round, at, compoundId }) => {
    await sql`update places.checkpoint set nfc = '04:A2:1B' where id = ${round.points[2]!.id}`
    await run(scanBatch, guard, givenBatch(round, [0, 5], [1, 40]), { now: at(10) })
    const there = crossed(await ask(replica, guard, {})) as Replica
    const mine = roundsOf(there).find(({ plan }) => plan.id === round.roundId)!
    const phone = judgeRound(planOf(mine.plan), mine.round.scans.map(scanOf), at(10))
    const { rounds } = await ask(myRounds, guard, {})
    const server = rounds.find(({ id }) => id === round.roundId)!
    assert.deepEqual(
      phone.points.map(({ state, reasons }) => [state, reasons]),
      server.points.map(({ state, reasons }) => [state, reasons]),
    )
    assert.deepEqual(
      phone.points.map(({ state }) => state),
      ['done', 'suspect', 'due'],
    )

    const [compound] = there.compounds
    assert.equal(compound!.id, compoundId)
    const key = (await labelKeyFor(sql, [given.city]))!
    const { id, code } = round.points[2]!
    const point = compound!.points.find((p) => p.id === id)!
    assert.equal(point.labelPrint, labelPrint(tokenFor(key, id, 1)))
    assert.equal(point.codeHash, await codeHash(id, code))
    assert.equal(point.tagHash, await tagHash(id, '04a21b'))
    const text = JSON.stringify(there)
    for (const secret of [code, '04:A2:1B', tokenFor(key, id, 1)]) assert.ok(!text.includes(secret))
  }))

test('whoever holds no post that walks has no rounds and no replica', () =>
  inCity(async ({ as, ask, manager }) => {
    for (const actor of [as({}), manager]) {
      await assert.rejects(ask(myRounds, actor, {}), { code: 'identity.forbidden' })
      await assert.rejects(ask(replica, actor, {}), { code: 'identity.forbidden' })
    }
  }))

test('each sees the rounds beneath his own place or company, and nobody else’s', () =>
  inCity(async ({ as, ask, compoundId, neighbour, companyId }) => {
    const seen = async (actor: Actor, input = {}) => {
      const { rounds } = await ask(roundList, actor, { day: '2026-11-23', ...input })
      return new Set(rounds.map((r) => r.compoundId))
    }
    const both = new Set([compoundId, neighbour])
    const mine = new Set([compoundId])
    for (const [kind, at, expected] of [
      ['project-manager', compoundId, mine],
      ['company-safety', companyId, mine],
      ['community-officer', given.community, both],
      ['district-officer', given.district, both],
      ['city-officer', given.city, both],
      ['district-officer', given.otherDistrict, new Set()],
      ['street-officer', given.otherStreet, new Set()],
    ] as const)
      assert.deepEqual(await seen(as(holding(kind, at))), expected, kind)
    const official = as(holding('city-officer', given.city))
    assert.deepEqual(await seen(official, { placeId: compoundId }), mine)
    assert.deepEqual(await seen(official, { placeId: newId() }), new Set())
    await assert.rejects(seen(as({})), { code: 'identity.forbidden' })
    await assert.rejects(seen(as(holding('guard', compoundId))), { code: 'identity.forbidden' })
  }))

test('the list runs compound by compound, a page at a time, filtered by state and purpose', () =>
  inCity(async ({ as, ask, run, guard, round, at, sweep }) => {
    const official = as(holding('district-officer', given.district))
    const day = { day: '2026-11-23' }
    await run(scanBatch, guard, givenBatch(round, [0, 5], [1, 6], [2, 7]), { now: at(10) })
    await sweep(at(11))
    const first = await ask(roundList, official, { ...day, limit: 3 })
    const rest = await ask(roundList, official, { ...day, limit: 3, after: first.next! })
    assert.deepEqual([first.rounds.length, rest.rounds.length, rest.next], [3, 1, null])
    const all = [...first.rounds, ...rest.rounds]
    assert.equal(new Set(all.map((r) => r.id)).size, 4)
    // Few compounds: one after the other, each as its day runs.
    assert.equal(all[0]!.compoundId, all[1]!.compoundId)
    assert.ok(all[0]!.opensAt < all[1]!.opensAt)

    const states = async (...state: ('missed' | 'done' | 'due')[]) =>
      (await ask(roundList, official, { ...day, state })).rounds.map((r) => r.state)
    assert.deepEqual(await states('missed'), ['missed', 'missed'])
    const [done] = (await ask(roundList, official, { ...day, state: ['done'] })).rounds
    assert.deepEqual([done!.walker, done!.done, done!.points], ['张卫', 3, 3])
    assert.deepEqual(
      done!.ticks.sort((a, b) => a[0] - b[0]),
      [
        [5, 'counted'],
        [6, 'counted'],
        [7, 'counted'],
      ],
    )
    assert.equal((await ask(roundList, official, { ...day, purpose: 'fire' })).rounds.length, 4)
    assert.equal((await ask(roundList, official, { ...day, purpose: 'e-bike' })).rounds.length, 0)
    await assert.rejects(ask(roundList, official, { after: 'x' }), { code: 'input.invalid' })
  }))

test('over many compounds the list runs as the day does, and counts take one day at a time', () =>
  inCity(async ({ sql, as, ask }) => {
    await sql`
      insert into places.place (id, kind, name, short_name, parent_id, within)
      select id, 'compound', n::text, n::text, ${given.community}, array[id, ${given.community}::uuid, ${given.city}::uuid]
        from (select n, gen_random_uuid() as id from generate_series(1, 401) n) made`
    const official = as(holding('city-officer', given.city))
    const day = { day: '2026-11-23' }
    const first = await ask(roundList, official, { ...day, limit: 3 })
    const rest = await ask(roundList, official, { ...day, limit: 3, after: first.next! })
    assert.equal(first.byCompound, false)
    const opens = [...first.rounds, ...rest.rounds].map((r) => r.opensAt.getTime())
    assert.equal(opens.length, 4)
    assert.deepEqual(
      opens,
      [...opens].sort((a, b) => a - b),
    )
    const days = { from: '2026-11-22', to: '2026-11-23' }
    await assert.rejects(ask(counts, official, days), { code: 'patrol.too-many-days' })
    const one = await ask(counts, official, { from: '2026-11-23', to: '2026-11-23' })
    assert.equal(one.days[0]!.rounds, 4)
  }))

test('a round shows each point with its time, proof and reasons, and never a secret', () =>
  inCity(async ({ ask, run, manager, guard, round, at, compoundId }) => {
    await run(scanBatch, guard, givenBatch(round, [0, 5], [1, 40]), { now: at(10) })
    const view = await ask(roundView, manager, { compoundId, roundId: round.roundId })
    assert.deepEqual(
      view.points.map(({ state, method, reasons }) => [state, method, reasons]),
      [
        ['done', 'code', ['typed-code']],
        ['suspect', 'code', ['clock-ahead', 'typed-code']],
        ['due', null, []],
      ],
    )
    assert.deepEqual(view.people, { [guard.id]: '张卫' })
    assert.deepEqual(view.youMay, { excuse: true, review: true, handOver: true })
    for (const { code } of round.points) assert.ok(!JSON.stringify(view).includes(code))
  }))

test('a round of a compound one may not see is not found', () =>
  inCity(async ({ as, ask, round, neighbour, compoundId }) => {
    const of = { compoundId, roundId: round.roundId }
    const other = as(holding('project-manager', neighbour))
    await assert.rejects(ask(roundView, other, of), { code: 'round.not-found' })
    const both = as({ 'patrol.view': [compoundId, neighbour] })
    for (const wrong of [
      { ...of, roundId: newId() },
      { ...of, compoundId: neighbour },
    ])
      await assert.rejects(ask(roundView, both, wrong), { code: 'round.not-found' })
    await assert.rejects(ask(roundView, as({}), of), { code: 'identity.forbidden' })
  }))

test('routes are listed by the version in force, and shown with every version', () =>
  inCity(async ({ as, ask, manager, round, compoundId, neighbour }) => {
    const { routes, youMayPlan } = await ask(routeList, manager, { compoundId })
    assert.deepEqual(
      routes.map(({ id, name, points }) => [id, name, points]),
      [[round.routeId, '全区巡查', 3]],
    )
    assert.deepEqual(routes[0]!.slots, [
      { opens: '08:00', minutes: 60 },
      { opens: '23:15', minutes: 75 },
    ])
    assert.equal(youMayPlan, true)
    const view = await ask(routeView, manager, { compoundId, routeId: round.routeId })
    assert.deepEqual(
      view.versions[0]!.points.map(({ checkpointId }) => checkpointId),
      [...round.points.map(({ id }) => id)],
    )
    const official = as(holding('street-officer', given.street))
    assert.equal((await ask(routeList, official, { compoundId })).youMayPlan, false)

    const other = as(holding('project-manager', neighbour))
    await assert.rejects(ask(routeList, other, { compoundId }), {
      code: 'route.compound-not-found',
    })
    await assert.rejects(ask(routeView, other, { compoundId, routeId: round.routeId }), {
      code: 'route.compound-not-found',
    })
    await assert.rejects(ask(routeView, manager, { compoundId, routeId: newId() }), {
      code: 'route.not-found',
    })
  }))

test('what is proposed for a compound can be planned as it is', () =>
  inCity(async ({ ask, run, manager, compoundId, as, neighbour }) => {
    const { routes, households } = await ask(routeProposal, manager, { compoundId })
    assert.equal(households, 860)
    assert.deepEqual(
      routes.map((r) => [r.points.length, r.slots.length]),
      [[3, 6]],
    )
    const { weekdays, slots, points, ...plan } = routes[0]!
    const lists = { weekdays: [...weekdays], slots: [...slots], points: [...points] }
    await run(planRoute, manager, { compoundId, ...plan, ...lists })
    const other = as(holding('project-manager', neighbour))
    await assert.rejects(ask(routeProposal, other, { compoundId }), {
      code: 'route.compound-not-found',
    })
  }))

test('counts are of rounds, by day, and no more of them than asked for', () =>
  inCity(async ({ as, ask, run, guard, round, at, sweep, compoundId }) => {
    const official = as(holding('district-officer', given.district))
    await run(scanBatch, guard, givenBatch(round, [0, 5], [1, 6], [2, 7]), { now: at(10) })
    await sweep(at(11))
    const day = { from: '2026-11-23', to: '2026-11-23' }
    const empty = { due: 0, done: 0, late: 0, missed: 0, excused: 0, suspect: 0 }
    const { days } = await ask(counts, official, day)
    assert.deepEqual(
      [...days],
      [{ ...empty, day: '2026-11-23', rounds: 4, due: 1, done: 1, missed: 2 }],
    )
    const mine = await ask(counts, official, { ...day, placeId: compoundId })
    assert.deepEqual(
      [...mine.days],
      [{ ...empty, day: '2026-11-23', rounds: 2, done: 1, missed: 1 }],
    )
    for (const from of ['2026-11-24', '2026-01-01'])
      await assert.rejects(ask(counts, official, { ...day, from }), {
        code: 'patrol.too-many-days',
      })
    assert.deepEqual((await ask(counts, as(holding('city-officer', newId())), day)).days.length, 0)
    await assert.rejects(ask(counts, as({}), day), { code: 'identity.forbidden' })
  }))
