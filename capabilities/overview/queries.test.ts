// Boards as people see them, on a real PostgreSQL: who may open which, what they say, what just happened.

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '#base/id.ts'
import { type Actor, holdings } from '#base/permission.ts'
import { addMinutes } from '#base/time.ts'
import { hazardCommands, capability as hazards } from '#hazards'
import { capability as identity, type PostKind } from '#identity'
import { capability as patrols } from '#patrols'
import { capability as places } from '#places'
import type { AnyQuery } from '#server/query.ts'
import { endDb, type World, world } from '#server/testing.ts'
import { givenHazard, givenScene, type Scene } from '../hazards/testing.ts'
import { givenBatch, givenRound } from '../patrols/testing.ts'
import { given } from '../places/testing.ts'
import { capability } from './index.ts'
import { permissions } from './permissions.ts'
import { board } from './queries/board.ts'
import { stream } from './queries/stream.ts'

after(endDb)

const all = [identity, places, patrols, hazards, capability]
const commandNamed = (name: string) =>
  [...patrols.commands, ...places.commands, ...hazardCommands].find((one) => one.name === name)!

type Here = World & { scene: Scene; holding(kind: PostKind, at: string): Actor }

const inScene = (work: (here: Here) => Promise<void>) =>
  world(all, async (w) => {
    const scene = await givenScene(w.sql)
    const known = {
      ...hazards.permissions,
      ...patrols.permissions,
      ...places.permissions,
      ...permissions,
    }
    const holding = (kind: PostKind, at: string) => w.as(holdings(known, [{ kind, at }]))
    await work(Object.assign(w, { scene, holding }))
  })

const notFound = { code: 'overview.not-found' }

test('a board counts what is open by grade, by whose move it is, and what was done today', () =>
  inScene(async (here) => {
    const { scene, ask, react, holding } = here
    for (const state of ['reported', 'registered', 'assigned', 'rectified', 'closed'] as const)
      await givenHazard(here, scene, { state, location: `${state} 处` })
    await givenHazard(here, scene, { state: 'assigned', grade: 2, location: '屋面' })
    await react()

    const { standing, today, place, path, ages } = await ask(
      board,
      holding('district-officer', given.district),
      {
        placeId: scene.compoundId,
      },
    )

    assert.equal(place.name, '海利华宫')
    assert.deepEqual(
      path.map(({ kind }) => kind),
      ['district', 'street', 'community'],
    )
    assert.equal(standing.total, 5)
    assert.deepEqual(
      standing.byGrade.map(({ open }) => open),
      [0, 1, 4, 0],
    )
    assert.deepEqual(Object.fromEntries(standing.byWait.map(({ wait, open }) => [wait, open])), {
      register: 1,
      assign: 1,
      rectify: 2,
      accept: 1,
      close: 0,
      elsewhere: 0,
    })
    assert.equal(standing.oldestOn, '2026-11-23')
    assert.deepEqual(ages[0], [0, 1, 4, 0])
    assert.deepEqual(
      [today.reported, today.registered, today.rectified, today.closed],
      [6, 5, 2, 1],
    )
  }))

test('every level shows the one below it, and adds up to the same', () =>
  inScene(async (here) => {
    const { scene, ask, react, holding } = here
    await givenHazard(here, scene)
    await givenHazard(here, scene, { state: 'assigned', location: '别处' })
    await react()
    const officer = holding('city-officer', given.city)
    for (const [placeId, below] of [
      [given.city, 'district'],
      [given.district, 'street'],
      [given.street, 'community'],
      [given.community, 'compound'],
    ] as const) {
      const { standing, children, today } = await ask(board, officer, { placeId })
      assert.equal(standing.total, 2, below)
      assert.equal(today.reported, 2)
      assert.deepEqual(new Set(children.map(({ kind }) => kind)), new Set([below]))
      assert.equal(
        children.reduce((sum, child) => sum + child.standing.total, 0),
        2,
      )
    }
    const { children } = await ask(board, officer, { placeId: scene.compoundId })
    assert.deepEqual(children, [])
  }))

test('a company sees the compounds it runs, and nobody else’s', () =>
  inScene(async (here) => {
    const { scene, ask, react, holding } = here
    await givenHazard(here, scene)
    await react()
    const safety = holding('company-safety', scene.companyId)
    const own = await ask(board, safety, {})
    assert.equal(own.place.kind, 'organisation')
    assert.deepEqual(
      own.children.map(({ id }) => id),
      [scene.compoundId],
    )
    assert.equal(own.standing.total, 1)
    const [inside] = own.children
    const { path } = await ask(board, safety, { placeId: inside!.id })
    assert.deepEqual(
      path.map(({ id }) => id),
      [scene.companyId],
    )
    await assert.rejects(ask(board, safety, { placeId: scene.neighbourId }), notFound)
    await assert.rejects(ask(board, safety, { placeId: given.community }), notFound)
  }))

test('strangers, the manager next door and lower levels find nothing above or beside them', () =>
  inScene(async ({ scene, ask, as, holding }) => {
    const stranger = as({})
    await assert.rejects(ask(board, stranger, {}), { code: 'identity.forbidden' })
    await assert.rejects(ask(stream, stranger, {}), { code: 'identity.forbidden' })
    await assert.rejects(ask(board, holding('guard', scene.compoundId), {}), {
      code: 'identity.forbidden',
    })

    const neighbour = holding('project-manager', scene.neighbourId)
    const street = holding('street-officer', given.street)
    for (const query of [board, stream] as AnyQuery[]) {
      await assert.rejects(ask(query, neighbour, { placeId: scene.compoundId }), notFound)
      await assert.rejects(ask(query, neighbour, { placeId: scene.companyId }), notFound)
      await assert.rejects(ask(query, street, { placeId: given.district }), notFound)
      await assert.rejects(ask(query, street, { placeId: given.otherStreet }), notFound)
      await assert.rejects(ask(query, street, { placeId: newId() }), notFound)
      await assert.rejects(ask(query, street, { placeId: 'x' }), { code: 'input.invalid' })
    }
    await assert.rejects(ask(board, street, { day: '2026-13-01' }), { code: 'input.invalid' })
    await assert.rejects(ask(stream, street, { limit: 51 }), { code: 'input.invalid' })
  }))

test('without a place the board is that of the highest post', () =>
  inScene(async ({ ask, as, scene }) => {
    const both = as({ 'overview.view': [scene.compoundId, given.street] })
    assert.equal((await ask(board, both, {})).place.id, given.street)
  }))

test('rounds are counted as they are planned, walked, missed and judged anew', () =>
  inScene(async (here) => {
    const { scene, ask, run, react, sweep, holding, sql } = here
    const round = await givenRound(sql, scene.compoundId)
    const officer = holding('city-officer', given.city)
    const today = async () =>
      (await ask(board, officer, { placeId: given.city, day: '2026-11-23' })).today
    await here.given({ name: 'hour.began', body: { hour: '2026-11-23T00:00:00Z' } })
    assert.equal((await today()).roundsDue, 2)

    const guard = {
      ...scene.people.guard,
      ...holding('guard', scene.compoundId),
      id: scene.people.guard.id,
    }
    const scan = commandNamed('patrol.scan-batch')
    await run(scan, guard, givenBatch(round, [0, 5], [1, 7]), { now: addMinutes(round.opensAt, 8) })
    await react()
    assert.deepEqual([(await today()).scans, (await today()).roundsRunning], [2, 1])

    await sweep(addMinutes(round.opensAt, 24 * 60))
    await react()
    assert.deepEqual([(await today()).roundsMissed, (await today()).roundsRunning], [2, 0])

    // The phone had no signal: the third point was scanned in time, and heard of a day later.
    const late = givenBatch(round, [2, 20])
    await run(scan, guard, late, { at: late.scans[0]!.at, now: addMinutes(round.opensAt, 25 * 60) })
    await react()
    const after = await today()
    assert.equal(after.roundsMissed, 1)
    assert.equal(after.roundsDue, 2)
    assert.equal(after.scans, 3)
  }))

test('when a compound changes hands, its figures go with it', () =>
  inScene(async (here) => {
    const { scene, ask, run, react, holding } = here
    await givenHazard(here, scene, { state: 'assigned' })
    await react()
    const officer = holding('city-officer', given.city)
    await run(commandNamed('contract.sign'), officer, {
      compoundId: scene.neighbourId,
      companyId: scene.companyId,
      fromOn: '2026-11-23',
    })
    await run(commandNamed('place.move'), officer, {
      placeId: scene.compoundId,
      parentId: given.otherCommunity,
    })
    await react()
    const total = async (placeId: string) => {
      const { standing, trend } = await ask(board, officer, { placeId })
      return [standing.total, trend.days.at(-1)!.reported]
    }
    assert.deepEqual(await total(given.street), [0, 0])
    assert.deepEqual(await total(given.otherStreet), [1, 1])
    assert.deepEqual(await total(given.district), [1, 1])
    const company = await ask(board, officer, { placeId: scene.companyId })
    assert.equal(company.children.length, 2)
  }))

test('what just happened is told newest first, to those who may see it', () =>
  inScene(async (here) => {
    const { scene, ask, as, sql, holding } = here
    await givenHazard(here, scene, { state: 'registered' })
    await sql`
      insert into server.link (position, seq, chain, at)
      select row_number() over (order by seq), seq, '\\x00', at from server.fact`
    const told = await ask(stream, holding('street-officer', given.street), {})
    assert.deepEqual(
      told.map(({ name }) => name),
      ['hazard.registered', 'hazard.reported'],
    )
    assert.deepEqual(told[0]!.place, { id: scene.compoundId, name: '海利华宫' })
    assert.equal(told[0]!.title.zh, '隐患登记')
    assert.equal(told[0]!.grade, 3)
    assert.ok(!JSON.stringify(told).includes(scene.people.guard.id), 'names nobody')
    assert.deepEqual(await ask(stream, holding('project-manager', scene.neighbourId), {}), [])
    // A board alone opens no facts.
    assert.deepEqual(await ask(stream, as({ 'overview.view': [scene.compoundId] }), {}), [])
    assert.equal(
      (await ask(stream, holding('street-officer', given.street), { limit: 1 })).length,
      1,
    )
  }))
