// What follows by itself: rounds opened, closed, told. Set-based, each once, on a real PostgreSQL.

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { addDays, addMinutes } from '#base/time.ts'
import type { Tx } from '#server/command.ts'
import { endDb, type World, world } from '#server/testing.ts'
import { givenPerson } from '../identity/testing.ts'
import { givenCompany, givenCompound, givenTree } from '../places/testing.ts'
import { scanBatch } from './commands/patrol-scan-batch.ts'
import { capability } from './index.ts'
import { type GivenRound, givenBatch, givenRound, holding } from './testing.ts'

after(endDb)

type Here = World & {
  compoundId: string
  round: GivenRound
  managerId: string
  companyManagerId: string
  at: (minute: number) => Date
}

/** One window a day, 23:15 to 00:30; a project manager, and a company with its manager. */
const inCompound = (work: (here: Here) => Promise<void>) =>
  world([capability], async (w) => {
    await givenTree(w.sql)
    const companyId = await givenCompany(w.sql)
    const compoundId = await givenCompound(w.sql, { companyId })
    const slots = [{ opens: '23:15', minutes: 75 }]
    const round = await givenRound(w.sql, compoundId, { plan: { slots } })
    const managerId = await givenPerson(w.sql, [['project-manager', compoundId]])
    const companyManagerId = await givenPerson(w.sql, [['company-manager', companyId]])
    const at = (minute: number) => addMinutes(round.opensAt, minute)
    await work(Object.assign(w, { compoundId, round, managerId, companyManagerId, at }))
  })
const names = (here: Here) => here.facts.map(({ name }) => name)
const notices = ({ sql }: Here) => sql<
  { personId: string; kind: string; zh: string; link: string }[]
>`
  select person_id, kind, zh, link from server.notice order by at, kind`
const nextDay = async (here: Here, n: number) => {
  const day = addDays('2026-11-23', n)
  await here.given({ name: 'day.began', body: { day } })
  return addMinutes(here.round.opensAt, n * 24 * 60)
}

async function roundAt(sql: Tx, opensAt: Date): Promise<string> {
  const [round] = await sql<
    { id: string }[]
  >`select id from patrols.round where opens_at = ${opensAt}`
  return round!.id
}

test('half an hour after its window a round nobody walked is missed, once, and the manager is told', () =>
  inCompound(async (here) => {
    const { sweep, at, round, compoundId, managerId } = here
    await sweep(at(104))
    assert.deepEqual(names(here), [])
    await sweep(at(105))
    await sweep(at(106))
    assert.deepEqual(names(here), ['patrol.round-missed'])
    assert.deepEqual(here.facts[0]!.body, {
      compoundId,
      roundId: round.roundId,
      routeId: round.routeId,
      day: '2026-11-23',
      state: 'missed',
      points: 3,
      done: 0,
      late: 0,
      suspect: 0,
      excused: 0,
      missed: 3,
      inARow: 1,
    })
    assert.deepEqual(
      [...(await notices(here))],
      [
        {
          personId: managerId,
          kind: 'patrol.round-missed',
          zh: '海利华宫“全区巡查”23:15–00:30 漏巡：3 个点位中 3 个未巡',
          link: `/patrols/rounds/${compoundId}/${round.roundId}`,
        },
      ],
    )
  }))

test('two missed in a row go up to the company; one between them breaks the row', () =>
  inCompound(async (here) => {
    const { sweep, at, as, run, round, compoundId, companyManagerId } = here
    await sweep(at(105))
    const second = await nextDay(here, 1)
    await sweep(addMinutes(second, 105))
    assert.equal(here.facts.at(-1)!.body.inARow, 2)
    const up = (await notices(here)).filter(({ kind }) => kind === 'patrol.missed-in-a-row')
    assert.deepEqual(
      up.map(({ personId, zh }) => [personId, zh]),
      [[companyManagerId, '海利华宫“全区巡查”已连续 2 班漏巡']],
    )

    const third = await nextDay(here, 2)
    const id = await roundAt(here.sql, third)
    const walked = { ...round, roundId: id, opensAt: third }
    const guard = as(holding('guard', compoundId))
    await run(scanBatch, guard, givenBatch(walked, [0, 1], [1, 2], [2, 3]), {
      now: addMinutes(third, 4),
    })
    const fourth = await nextDay(here, 3)
    await sweep(addMinutes(fourth, 105))
    assert.equal(here.facts.at(-1)!.body.inARow, 1)
  }))

test('two rounds closed in one sweep see each other as missed', () =>
  inCompound(async (here) => {
    const second = await nextDay(here, 1)
    await here.sweep(addMinutes(second, 105))
    const missed = here.facts.filter(({ name }) => name === 'patrol.round-missed')
    assert.deepEqual(
      missed.map(({ body }) => body.inARow),
      [1, 2],
    )
  }))

test('a late round is told once; a walked one is not told at all', () =>
  inCompound(async (here) => {
    const { sweep, at, as, run, round, compoundId, managerId } = here
    const guard = as(holding('guard', compoundId))
    await run(scanBatch, guard, givenBatch(round, [0, 1], [1, 2], [2, 90]), { now: at(90) })
    await sweep(at(91))
    await sweep(at(92))
    assert.deepEqual(
      (await notices(here)).map(({ personId, kind }) => [personId, kind]),
      [[managerId, 'patrol.round-late']],
    )
    assert.deepEqual(names(here), ['patrol.scanned', 'patrol.round-finished', 'patrol.round-late'])
  }))

test('when the scans of a missed round arrive after all, the manager hears that too', () =>
  inCompound(async (here) => {
    const { sweep, at, as, run, round, compoundId } = here
    await sweep(at(105))
    const guard = as(holding('guard', compoundId))
    const batch = givenBatch(round, [0, 1], [1, 2], [2, 3])
    await run(scanBatch, guard, batch, { now: at(600) })
    await sweep(at(601))
    assert.deepEqual(
      (await notices(here)).map(({ kind }) => kind),
      ['patrol.round-missed', 'patrol.round-rejudged'],
    )
  }))

test('a round walked in part is missed by what is left of it', () =>
  inCompound(async (here) => {
    const { sweep, at, as, run, round, compoundId } = here
    const guard = as(holding('guard', compoundId))
    await run(scanBatch, guard, givenBatch(round, [0, 1], [1, 2]), { now: at(3) })
    await sweep(at(105))
    const { done, missed, points } = here.facts.at(-1)!.body
    assert.deepEqual([done, missed, points], [2, 1, 3])
  }))

test('the median of the last thirty days is what a quick round is measured by', () =>
  inCompound(async (here) => {
    const { sql, as, run, round, compoundId } = here
    const guard = as(holding('guard', compoundId))
    const walk = async (opensAt: Date, last: number) => {
      const id = await roundAt(sql, opensAt)
      const walked = { ...round, roundId: id, opensAt }
      const batch = givenBatch(walked, [0, 1], [1, 2], [2, last])
      return (await run(scanBatch, guard, batch, { now: addMinutes(opensAt, 70) })).round
    }
    for (const [n, minutes] of [41, 51, 61].entries())
      await walk(n === 0 ? round.opensAt : await nextDay(here, n), minutes)
    // Tomorrow's rounds are open already; they learn the figure when the day after begins.
    await nextDay(here, 3)
    const fifth = await nextDay(here, 4)
    const [row] = await sql`select usual_seconds from patrols.round where opens_at = ${fifth}`
    assert.equal(row!['usualSeconds'], 50 * 60)
    assert.equal((await walk(fifth, 19)).state, 'suspect')
  }))

test('scans lie in the drawer of their round’s month, whatever time they claim', () =>
  inCompound(async (here) => {
    const { sql, as, run, at, round, compoundId } = here
    const guard = as(holding('guard', compoundId))
    await run(scanBatch, guard, givenBatch(round, [0, 1]), { now: at(3) })
    const drawers = async () =>
      (
        await sql<{ drawer: string }[]>`select tableoid::regclass::text as drawer from patrols.scan`
      ).map(({ drawer }) => drawer)
    assert.deepEqual(await drawers(), ['patrols.scan_default'])
    await nextDay(here, 1)
    assert.deepEqual(await drawers(), ['patrols.scan_2026_11'])
    await run(scanBatch, guard, givenBatch(round, [1, 500_000]), { now: at(4) })
    assert.deepEqual(await drawers(), ['patrols.scan_2026_11', 'patrols.scan_2026_11'])
    const [ahead] = await sql`select to_regclass('patrols.scan_2026_12') is not null as there`
    assert.equal(ahead!['there'], true)
  }))
