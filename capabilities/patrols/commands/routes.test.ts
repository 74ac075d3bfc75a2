// Routes on a real PostgreSQL: planned, changed for the days to come, retired; and the rounds that follow.

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { newId } from '#base/id.ts'
import type { Actor } from '#base/permission.ts'
import { addDays } from '#base/time.ts'
import { endDb, type World, world } from '#server/testing.ts'
import { given, givenCompound, givenTree } from '../../places/testing.ts'
import { capability } from '../index.ts'
import { type Plan, windowsOn } from '../route.ts'
import { givenBatch, givenPlan, givenPoints, givenRound, holding } from '../testing.ts'
import { scanBatch } from './patrol-scan-batch.ts'
import { writeVersion } from './plan.ts'
import { excuseRound } from './round-excuse.ts'
import { changeRoute } from './route-change.ts'
import { planRoute } from './route-plan.ts'
import { retireRoute } from './route-retire.ts'

after(endDb)

type Here = World & { compoundId: string; ids: string[]; manager: Actor }

/** A compound with four checkpoints, at half past eight in the morning of 23 November 2026. */
const inCompound = (work: (here: Here) => Promise<void>) =>
  world([capability], async (w) => {
    await givenTree(w.sql)
    const compoundId = await givenCompound(w.sql)
    const points = await givenPoints(w.sql, compoundId, 4)
    const manager = w.as(holding('project-manager', compoundId))
    await work(Object.assign(w, { compoundId, ids: points.map(({ id }) => id), manager }))
  })
const input = ({ compoundId, ids }: Here, more: Partial<Plan> = {}) => {
  const { weekdays, slots, points, ...plan } = givenPlan(ids, more)
  return {
    compoundId,
    ...plan,
    weekdays: [...weekdays],
    slots: [...slots],
    points: [...points],
  }
}
const roundsOn = ({ sql }: Here, routeId: string, day: string) => sql<
  {
    slot: number
    version: number
    points: number
    opensAt: Date
    closesAt: Date
    lateAt: Date
    dueAt: Date
  }[]
>`
  select slot, version, points, opens_at, due_at, late_at, closes_at from patrols.round
   where route_id = ${routeId} and day = ${day} order by slot`

test('a route planned at half past eight opens the windows still ahead today, and all of tomorrow', () =>
  inCompound(async (here) => {
    const { routeId } = await here.run(planRoute, here.manager, input(here))
    assert.deepEqual(
      (await roundsOn(here, routeId, '2026-11-23')).map(({ slot }) => slot),
      [1],
    )
    assert.deepEqual(
      (await roundsOn(here, routeId, '2026-11-24')).map(({ slot }) => slot),
      [0, 1],
    )
    assert.equal((await roundsOn(here, routeId, '2026-11-25')).length, 0)
    assert.deepEqual(
      here.facts.map(({ name }) => name),
      ['patrol.route-planned'],
    )
    assert.deepEqual(here.facts[0]!.body, {
      compoundId: here.compoundId,
      routeId,
      version: 1,
      fromOn: '2026-11-23',
      rounds: 2,
      points: 4,
    })
  }))

test('the rounds a day opens in SQL are the windows the rule opens, whatever the plan', () =>
  inCompound(async (here) => {
    const { sql, compoundId, ids, given: deliver } = here
    const clock = fc.record({
      hour: fc.integer({ min: 0, max: 23 }),
      minute: fc.integer({ min: 0, max: 59 }),
    })
    const anyPlan = fc.record({
      graceMinutes: fc.integer({ min: 0, max: 30 }),
      weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      fromOn: fc.integer({ min: 0, max: 10 }).map((n) => addDays('2026-11-23', n)),
      toOn: fc.option(fc.integer({ min: 10, max: 20 }).map((n) => addDays('2026-11-23', n))),
      slots: fc.uniqueArray(
        fc.record({
          opens: clock.map(({ hour, minute }) =>
            [hour, minute].map((n) => `${n}`.padStart(2, '0')).join(':'),
          ),
          minutes: fc.integer({ min: 10, max: 720 }),
        }),
        { minLength: 1, maxLength: 4, selector: ({ opens }) => opens },
      ),
    })
    const by = { id: newId(), now: new Date('2026-11-20T00:00:00+08:00') }
    const plans = new Map<string, Plan>()
    for (const more of fc.sample(anyPlan, 20)) {
      const routeId = newId()
      plans.set(routeId, givenPlan(ids, more))
      await sql`insert into patrols.route (compound_id, id) values (${compoundId}, ${routeId})`
      await writeVersion(sql, { compoundId, routeId, version: 1 }, plans.get(routeId)!, by)
    }
    for (let n = 0; n < 22; n++) {
      const day = addDays('2026-11-21', n)
      await deliver({ name: 'day.began', body: { day } })
      for (const [routeId, plan] of plans) {
        const rows = await roundsOn(here, routeId, day)
        const windows = rows.map(({ slot, opensAt, dueAt, lateAt, closesAt }) => {
          return { slot, opensAt, dueAt, lateAt, closesAt }
        })
        assert.deepEqual(windows, windowsOn(plan, day), day)
      }
    }
  }))

test('a day that begins twice opens its rounds once', () =>
  inCompound(async (here) => {
    const { routeId } = await here.run(planRoute, here.manager, input(here))
    for (const _ of [1, 2]) await here.given({ name: 'day.began', body: { day: '2026-11-24' } })
    assert.equal((await roundsOn(here, routeId, '2026-11-24')).length, 2)
    assert.equal((await roundsOn(here, routeId, '2026-11-25')).length, 2)
  }))

test('a changed route changes the rounds to come; today and the past keep theirs', () =>
  inCompound(async (here) => {
    const { run, manager, ids } = here
    const { routeId } = await run(planRoute, manager, input(here))
    const slots = [{ opens: '10:00', minutes: 30 }]
    const change = {
      routeId,
      ...input({ ...here, ids: ids.slice(0, 2) }, { fromOn: '2026-11-24', slots }),
    }
    const { version } = await run(changeRoute, manager, change)

    assert.equal(version, 2)
    const today = await roundsOn(here, routeId, '2026-11-23')
    assert.deepEqual(
      today.map(({ version, points }) => [version, points]),
      [[1, 4]],
    )
    const tomorrow = await roundsOn(here, routeId, '2026-11-24')
    assert.deepEqual(
      tomorrow.map(({ slot, version, points }) => [slot, version, points]),
      [[0, 2, 2]],
    )
    await assert.rejects(run(changeRoute, manager, { ...change, fromOn: '2026-11-23' }), {
      code: 'route.begins-in-the-past',
    })
  }))

test('a change that never came into force gives way to the next; the ledger keeps both', () =>
  inCompound(async (here) => {
    const { sql, run, manager } = here
    const { routeId } = await run(planRoute, manager, input(here))
    const change = (fromOn: string, name: string) =>
      run(changeRoute, manager, { routeId, ...input(here, { fromOn, name }) })
    await change('2026-12-01', '一改')
    await change('2026-11-25', '二改')
    const versions = await sql`
      select name, from_on, to_on, superseded_at is not null as superseded
        from patrols.route_version where route_id = ${routeId} order by version`
    assert.deepEqual(
      [...versions],
      [
        { name: '全区巡查', fromOn: '2026-11-23', toOn: '2026-11-24', superseded: false },
        { name: '一改', fromOn: '2026-12-01', toOn: null, superseded: true },
        { name: '二改', fromOn: '2026-11-25', toOn: null, superseded: false },
      ],
    )
    assert.equal(here.facts.length, 3)
  }))

test('a round excused ahead keeps the version it was excused under', () =>
  inCompound(async (here) => {
    const { sql, run, manager, compoundId } = here
    const { routeId } = await run(planRoute, manager, input(here))
    const [first] = await sql`select id from patrols.round where day = '2026-11-24' and slot = 0`
    const excuse = { compoundId, roundId: first!['id'], checkpointIds: null, reason: '整修停用' }
    await run(excuseRound, manager, excuse)
    await run(changeRoute, manager, { routeId, ...input(here, { fromOn: '2026-11-24' }) })
    const versions = (await roundsOn(here, routeId, '2026-11-24')).map(({ version }) => version)
    assert.deepEqual(versions, [1, 2])
  }))

test('a retired route opens no more rounds after its last day, and cannot be changed', () =>
  inCompound(async (here) => {
    const { run, manager, compoundId, given: deliver } = here
    const { routeId } = await run(planRoute, manager, input(here))
    const retire = { compoundId, routeId, lastOn: '2026-11-22' }
    await assert.rejects(run(retireRoute, manager, retire), { code: 'route.begins-in-the-past' })
    await run(retireRoute, manager, { ...retire, lastOn: '2026-11-23' })
    await deliver({ name: 'day.began', body: { day: '2026-11-24' } })
    assert.equal((await roundsOn(here, routeId, '2026-11-23')).length, 1)
    assert.equal((await roundsOn(here, routeId, '2026-11-24')).length, 0)
    await assert.rejects(run(retireRoute, manager, { ...retire, lastOn: '2026-11-25' }), {
      code: 'route.retired',
    })
    await assert.rejects(
      run(changeRoute, manager, { routeId, ...input(here, { fromOn: '2026-11-24' }) }),
      { code: 'route.retired' },
    )
  }))

test('a checkpoint taken out of use is nobody’s duty from the next day on', () =>
  inCompound(async (here) => {
    const { sql, run, manager, compoundId, ids, given: deliver } = here
    const { routeId } = await run(planRoute, manager, input(here))
    await sql`update places.checkpoint set to_on = '2026-11-23' where id = ${ids[0]!}`
    await deliver({
      name: 'checkpoint.retired',
      body: { compoundId, checkpointId: ids[0], on: '2026-11-23' },
    })
    const points = async (day: string) => (await roundsOn(here, routeId, day)).map((r) => r.points)
    assert.deepEqual(await points('2026-11-23'), [4])
    assert.deepEqual(await points('2026-11-24'), [3, 3])
    await sql`update places.checkpoint set to_on = '2026-11-23' where compound_id = ${compoundId}`
    await deliver({
      name: 'checkpoint.retired',
      body: { compoundId, checkpointId: ids[1], on: '2026-11-23' },
    })
    assert.deepEqual(await points('2026-11-24'), [])
  }))

test('a plan with points of another compound, or none there are, is refused', () =>
  inCompound(async (here) => {
    const { sql, run, manager } = here
    const foreign = await givenPoints(sql, await givenCompound(sql, { name: '隔壁小区' }), 1)
    for (const id of [foreign[0]!.id, newId()])
      await assert.rejects(run(planRoute, manager, input({ ...here, ids: [...here.ids, id] })), {
        code: 'route.unknown-checkpoint',
      })
    assert.equal((await sql`select from patrols.route`).length, 0)
  }))

test('a plan must be lawful: windows, points and dates are checked before anything is written', () =>
  inCompound(async (here) => {
    const { run, manager, ids } = here
    const overlapping = [
      { opens: '22:00', minutes: 180 },
      { opens: '00:30', minutes: 60 },
    ]
    await assert.rejects(run(planRoute, manager, input(here, { slots: overlapping })), {
      code: 'route.windows-overlap',
    })
    await assert.rejects(run(planRoute, manager, input({ ...here, ids: [ids[0]!, ids[0]!] })), {
      code: 'route.point-twice',
    })
    await assert.rejects(run(planRoute, manager, input(here, { fromOn: '2026-11-22' })), {
      code: 'route.begins-in-the-past',
    })
    for (const bad of [
      { name: '' },
      { slots: [] },
      { weekdays: [8] },
      { graceMinutes: 31 },
      { fromOn: '2026-02-30' },
    ])
      await assert.rejects(run(planRoute, manager, input(here, bad)), { code: 'input.invalid' })
  }))

test('who may not plan here is refused, and learns nothing of what he may not see', () =>
  inCompound(async (here) => {
    const { sql, as, run, manager, compoundId } = here
    const { routeId } = await run(planRoute, manager, input(here))
    const neighbour = await givenCompound(sql, { name: '隔壁小区' })
    const change = { routeId, ...input(here, { fromOn: '2026-11-24' }) }
    const acts = (actor: Actor) => [
      () => run(planRoute, actor, input(here)),
      () => run(changeRoute, actor, change),
      () => run(retireRoute, actor, { compoundId, routeId, lastOn: '2026-11-30' }),
    ]
    const refusals = [
      [as({}), 'identity.forbidden'],
      [as(holding('guard', compoundId)), 'identity.forbidden'],
      [as(holding('street-officer', given.street)), 'identity.forbidden'],
      [as(holding('project-manager', neighbour)), 'route.compound-not-found'],
    ] as const
    for (const [actor, code] of refusals)
      for (const act of acts(actor)) await assert.rejects(act(), { code })
    await assert.rejects(run(changeRoute, manager, { ...change, routeId: newId() }), {
      code: 'route.not-found',
    })
    assert.equal(here.facts.length, 1)
  }))

test('scans of a round walked before the change are judged by the route of its day', () =>
  inCompound(async (here) => {
    const { sql, run, as } = here
    const round = await givenRound(sql, here.compoundId)
    const manager = here.manager
    const plan = givenPlan(here.ids, { fromOn: '2026-11-24' })
    await run(changeRoute, manager, {
      ...input(here, plan),
      compoundId: round.compoundId,
      routeId: round.routeId,
    })
    const guard = as(holding('guard', round.compoundId))
    const answer = await run(scanBatch, guard, givenBatch(round, [0, 5], [1, 6], [2, 7]), {
      now: '2026-11-25T09:00:00+08:00',
    })
    assert.equal(answer.round.state, 'done')
  }))
