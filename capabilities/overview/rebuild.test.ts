// Whatever happens, in whatever order it is heard of: counters moved fact by fact say what counting anew says.

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { newId } from '#base/id.ts'
import type { Actor } from '#base/permission.ts'
import { Problem } from '#base/problem.ts'
import { addDays, addMinutes, dayOf } from '#base/time.ts'
import { capability as hazards } from '#hazards'
import { capability as identity } from '#identity'
import { capability as patrols } from '#patrols'
import { capability as places } from '#places'
import type { AnyCommand, Tx } from '#server/command.ts'
import { endDb, type World, world } from '#server/testing.ts'
import { givenPhoto } from '../evidence/testing.ts'
import { givenPerson } from '../identity/testing.ts'
import { type GivenRound, givenBatch, givenRound } from '../patrols/testing.ts'
import { given, givenCompany, givenCompound, givenTree } from '../places/testing.ts'
import { capability } from './index.ts'
import { rebuild } from './reactions/rebuild.ts'

after(endDb)

const upstream = [identity, places, patrols, hazards]
const commands = new Map<string, AnyCommand>(
  upstream.flatMap((one) => one.commands.map((command) => [command.name, command])),
)
/** Everything at the city: what is refused here is refused by the state of things, not by a post. */
const mighty = {
  holds: Object.fromEntries(
    upstream.flatMap((one) => Object.keys(one.permissions).map((name) => [name, [given.city]])),
  ),
}

type City = World & {
  compounds: string[]
  companies: string[]
  rounds: GivenRound[]
  hazards: string[]
  /** four eyes: the one who fixes and the one who verifies */
  fixer: Actor
  verifier: Actor
}

async function givenCity(w: World): Promise<City> {
  const { sql } = w
  await givenTree(sql)
  const companies = [
    await givenCompany(sql),
    await givenCompany(sql, { name: '麓山物业服务有限公司' }),
  ]
  const compounds = [
    await givenCompound(sql, { companyId: companies[0]! }),
    await givenCompound(sql, { name: '隔壁小区', companyId: companies[1]! }),
    await givenCompound(sql, { name: '失管小区', parentId: given.otherCommunity }),
  ]
  const rounds = [
    await givenRound(sql, compounds[0]!),
    await givenRound(sql, compounds[2]!, { points: 2 }),
  ]
  const person = async () => ({
    ...mighty,
    id: await givenPerson(sql, [['city-officer', given.city]]),
    name: '',
  })
  return {
    ...w,
    compounds,
    companies,
    rounds,
    hazards: [],
    fixer: await person(),
    verifier: await person(),
  }
}

type Step = { act: keyof typeof steps; which: number; more: number; minutes: number }

const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)]

const steps = {
  async report(city: City, { which, more }: Step) {
    const hazardId = newId()
    city.hazards.push(hazardId)
    await act(city, city.fixer, 'hazard.report', {
      hazardId,
      compoundId: pick(city.compounds, which),
      typeCode: pick(['FIRE-01', 'FIRE-10', 'EBIKE-02'], more),
      // Few places, so that some are closed and come back.
      location: `${more % 2} 栋`,
      photos: [await givenPhoto(city.sql, city.fixer.id)],
    })
  },
  register: (city: City, { more }: Step, hazardId: string) =>
    act(city, city.verifier, 'hazard.register', {
      hazardId,
      grade: 1 + (more % 4),
      reason: '按现场情况定级',
    }),
  grade: (city: City, { more }: Step, hazardId: string) =>
    act(city, city.verifier, 'hazard.grade', {
      hazardId,
      grade: 1 + (more % 4),
      reason: '复核后调整',
    }),
  assign: (city: City, _: Step, hazardId: string) =>
    act(city, city.verifier, 'hazard.assign', {
      hazardId,
      assigneeId: city.fixer.id,
      measure: '清空',
      moneyYuan: 0,
      moneySource: '物业费',
      interim: '专人值守',
    }),
  async rectify(city: City, _: Step, hazardId: string) {
    const photos = [await givenPhoto(city.sql, city.fixer.id)]
    await act(city, city.fixer, 'hazard.rectify', { hazardId, photos })
  },
  async onSpot(city: City, _: Step, hazardId: string) {
    const photos = [await givenPhoto(city.sql, city.fixer.id)]
    await act(city, city.fixer, 'hazard.rectify-on-spot', { hazardId, photos })
  },
  accept: (city: City, { more }: Step, hazardId: string) =>
    act(city, city.verifier, 'hazard.accept', { hazardId, close: more % 2 === 0 }),
  reject: (city: City, _: Step, hazardId: string) =>
    act(city, city.verifier, 'hazard.reject', { hazardId, reason: '门锁没有更换' }),
  close: (city: City, _: Step, hazardId: string) =>
    act(city, city.verifier, 'hazard.close', { hazardId }),
  suspend: (city: City, _: Step, hazardId: string) =>
    act(city, city.verifier, 'hazard.suspend', {
      hazardId,
      reason: 'money',
      until: addDays(dayOf(city.now), 9),
    }),
  resume: (city: City, _: Step, hazardId: string) =>
    act(city, city.verifier, 'hazard.resume', { hazardId }),
  dismiss: (city: City, _: Step, hazardId: string) =>
    act(city, city.verifier, 'hazard.dismiss', { hazardId, reason: '已报备的临时围挡' }),
  merge: (city: City, { more }: Step, hazardId: string) =>
    act(city, city.verifier, 'hazard.merge', { hazardId, intoId: pick(city.hazards, more) }),
  scan: (city: City, { which, more }: Step) => {
    const round = pick(city.rounds, which)!
    return act(
      city,
      city.fixer,
      'patrol.scan-batch',
      givenBatch(round, [more % round.points.length, more % 90]),
    )
  },
  move: (city: City, { which, more }: Step) =>
    act(city, city.verifier, 'place.move', {
      placeId: pick(city.compounds, which),
      parentId: pick([given.community, given.otherCommunity], more),
    }),
  sign: (city: City, { which, more }: Step) =>
    act(city, city.verifier, 'contract.sign', {
      compoundId: pick(city.compounds, which),
      companyId: pick(city.companies, more),
      fromOn: dayOf(city.now),
    }),
  /** The reactions come when they come. */
  react: (city: City) => city.react(),
  async days(city: City, { more }: Step) {
    city.now = addMinutes(city.now, (more % 12) * 24 * 60)
    await city.given({ name: 'day.began', body: { day: dayOf(city.now) } })
    await city.sweep(city.now)
  },
} as const

/** Does it if the state of things allows; a refusal must not be counted either. */
async function act(city: City, by: Actor, name: string, input: unknown): Promise<void> {
  await city.run(commands.get(name)!, by, input, { now: city.now }).catch((error) => {
    if (!(error instanceof Problem)) throw error
  })
}

const step = fc.record({
  act: fc.constantFrom(
    ...(Object.keys(steps) as (keyof typeof steps)[]),
    'report',
    'register',
    'assign',
    'rectify',
  ),
  which: fc.nat(20),
  more: fc.nat(200),
  minutes: fc.nat(300),
})

test(
  'counters moved by facts equal counters counted anew, after any history',
  { timeout: 240_000 },
  () =>
    fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 45 }), (history) =>
        world([...upstream, capability], async (w) => {
          const city = await givenCity(w)
          for (const one of history) {
            city.now = addMinutes(city.now, one.minutes)
            await steps[one.act](city, one, pick(city.hazards, one.which) ?? newId())
          }
          // Two days later every round is settled, and every fact has been heard.
          await steps.days(city, { act: 'days', which: 0, more: 2, minutes: 0 })
          await city.react()
          await city.given({ name: 'hour.began', body: { hour: city.now.toISOString() } })
          const moved = await allCounters(city.sql)
          await rebuild(city.sql)
          assert.deepEqual(moved, await allCounters(city.sql))
        }),
      ),
      { numRuns: 12 },
    ),
)

test('facts that wait while counters are rebuilt are not counted twice, nor those delivered again', () =>
  world([...upstream, capability], async (w) => {
    const city = await givenCity(w)
    await steps.report(city, { act: 'report', which: 0, more: 0, minutes: 0 })
    await rebuild(city.sql)
    const before = await allCounters(city.sql)
    await city.react()
    assert.deepEqual(await allCounters(city.sql), before)
    for (const { name, at, body } of city.facts.filter((fact) => fact.name === 'hazard.reported'))
      await city.given({ name, at, body })
    assert.deepEqual(await allCounters(city.sql), before)
    assert.equal(
      before.counter.reduce((sum, row) => sum + row['reported'], 0),
      1,
    )
  }))

/** Every counter, without rows that say nothing. */
async function allCounters(sql: Tx) {
  const rows = async (table: string, keys: readonly string[]) =>
    (await sql`select * from ${sql(`overview.${table}`)} order by ${sql(keys)}`).filter((row) =>
      Object.values(row).some((value) => typeof value === 'number' && value !== 0),
    )
  return {
    counter: await rows('counter', ['compound_id', 'day']),
    rollup: await rows('rollup', ['place_id', 'day']),
    counted: await rows('counted', ['compound_id', 'hazard_id']),
    gauge: await rows('gauge', ['place_id']),
    backlog: await rows('backlog', ['place_id', 'opened_on']),
  }
}
