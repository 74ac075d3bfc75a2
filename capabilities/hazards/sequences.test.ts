// Any people doing anything in any order: no hazard reaches a state the table does not know, four eyes always
// hold, and the timeline always tells exactly what the hazard is.

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import type { Actor } from '#base/permission.ts'
import { Problem } from '#base/problem.ts'
import { addHours } from '#base/time.ts'
import { capability as evidence } from '#evidence'
import { capability as identity } from '#identity'
import { capability as places } from '#places'
import type { AnyCommand } from '#server/command.ts'
import { endDb, type World, world } from '#server/testing.ts'
import { type Act, actNames, acts } from './acts.ts'
import { commands } from './commands/index.ts'
import { maySee, whyNot } from './hazard.ts'
import { capability } from './index.ts'
import { loadHazard } from './queries/load.ts'
import { givenHazard, givenScene, plan, type Scene } from './testing.ts'
import type { State } from './words.ts'

after(endDb)

const byName = new Map((commands as AnyCommand[]).map((command) => [command.name, command]))
const who = [
  'guard',
  'captain',
  'engineer',
  'manager',
  'safety',
  'community',
  'street',
  'district',
  'city',
] as const

type Move = { act: number; actor: number; lawful: boolean; grade: number; hours: number }
const move = fc.record<Move>({
  act: fc.nat(1000),
  actor: fc.nat(who.length - 1),
  // Mostly what the table allows, or no sequence would get far; often enough what it does not.
  lawful: fc.oneof(
    { weight: 4, arbitrary: fc.constant(true) },
    { weight: 1, arbitrary: fc.constant(false) },
  ),
  grade: fc.integer({ min: 1, max: 4 }),
  hours: fc.integer({ min: 0, max: 60 }),
})

test('random acts by random people keep every promise of the table', () =>
  fc.assert(
    fc.asyncProperty(
      fc.constantFrom('FIRE-04', 'LIFT-02', 'GAS-01'),
      fc.array(move, { minLength: 12, maxLength: 25 }),
      play,
    ),
    { numRuns: 30, endOnFailure: true },
  ))

const play = (typeCode: string, moves: Move[]): Promise<void> =>
  world([identity, places, evidence, capability], async (w) => {
    const scene = await givenScene(w.sql)
    const hazardId = await givenHazard(w, scene, { typeCode })
    const into = await givenHazard(w, scene, { typeCode: 'GAS-01', location: '别处' })
    for (const one of moves) {
      w.now = addHours(w.now, one.hours)
      await w.sweep()
      await tryOne(w, scene, hazardId, into, one)
      await promisesHold(w, hazardId)
    }
  })

async function tryOne(
  w: World,
  scene: Scene,
  hazardId: string,
  into: string,
  one: Move,
): Promise<void> {
  const before = (await loadHazard(w.sql, hazardId))!
  const people = who.map((name) => scene.people[name])
  const open = people.flatMap((actor) =>
    maySee(actor, before)
      ? actNames.filter((act) => !whyNot(act, before, actor, w.now)).map((act) => ({ act, actor }))
      : [],
  )
  const { act, actor } =
    one.lawful && open.length > 0
      ? open[one.act % open.length]!
      : { act: actNames[one.act % actNames.length]!, actor: people[one.actor]! }
  const objection = maySee(actor, before) ? whyNot(act, before, actor, w.now) : undefined
  const input = { hazardId, ...(await inputFor(act, actor, scene, into, one)) }
  try {
    await w.run(byName.get(`hazard.${act}`)!, actor, input)
    assert.equal(objection, undefined, `${act} was refused by the table and done all the same`)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (objection) assert.equal(error.code, objection.code)
    assert.equal(
      (await loadHazard(w.sql, hazardId))!.version,
      before.version,
      'a refusal leaves no trace',
    )
  }
}

async function inputFor(
  act: Act,
  actor: Actor,
  scene: Scene,
  into: string,
  { grade, hours }: Move,
) {
  const reason = '按现场情况处理'
  const photos = act === 'rectify' || act === 'rectify-on-spot' ? [await scene.photo(actor)] : []
  const assigneeId = [scene.people.engineer, scene.people.manager, scene.people.captain][hours % 3]!
    .id
  const inputs: Partial<Record<Act, object>> = {
    register: { grade, reason },
    grade: { grade, reason },
    dismiss: { reason },
    assign: { assigneeId, ...(hours % 2 === 0 ? plan : {}) },
    measure: { note: reason },
    rectify: { photos },
    'rectify-on-spot': { photos },
    reject: { reason },
    'ask-extension': { days: 2, reason },
    'decide-extension': { days: grade - 1, reason },
    suspend: { reason: 'vote', note: reason, until: '2027-02-01' },
    transfer: { to: '区城市管理局', reason },
    'take-back': { reason },
    merge: { intoId: into },
    'issue-notice': { docClass: 'reminder' },
    comment: { note: reason },
  }
  return inputs[act] ?? {}
}

type Deed = {
  act: string
  by: string
  from: State | null
  to: State
  grade: number
  version: number
}

async function promisesHold(w: World, hazardId: string): Promise<void> {
  const hazard = (await loadHazard(w.sql, hazardId))!
  const deeds = await w.sql<Deed[]>`
    select act, by, from_state as "from", to_state as "to", grade, version from hazards.act
     where hazard_id = ${hazardId} order by version`

  // The timeline is the hazard: unbroken, numbered, and ending where it stands.
  deeds.forEach((deed, n) => {
    assert.equal(deed.version, n + 1)
    assert.equal(deed.from, deeds[n - 1]?.to ?? null)
    const rule = acts[deed.act as Act] as (typeof acts)[Act] | undefined
    if (!rule) return
    assert.ok((rule.from as readonly State[]).includes(deed.from!), `${deed.act} from ${deed.from}`)
    assert.ok(
      deed.from === deed.to || (rule.to as readonly State[]).includes(deed.to),
      `${deed.act} to ${deed.to}`,
    )
  })
  const last = deeds.at(-1)!
  assert.deepEqual(
    [hazard.state, hazard.grade, hazard.version],
    [last.to, last.grade, last.version],
  )

  // Four eyes.
  const fixed = deeds.findLast(({ to }) => to === 'rectified')
  for (const verdict of deeds.filter(({ act }) => act === 'accept' || act === 'close'))
    if (fixed && verdict.version > fixed.version) {
      assert.notEqual(verdict.by, fixed.by, 'who fixed it verified it')
      assert.notEqual(verdict.by, hazard.assigneeId, 'whose it was verified it')
      if (verdict.act === 'accept' && verdict.grade <= 2)
        assert.ok(!hazard.finders.includes(verdict.by), 'who found it verified it')
    }

  // Facts tell the same story.
  const facts = w.facts.filter(({ body }) => body.hazardId === hazardId && body.from !== body.to)
  for (const [n, { body }] of facts.entries())
    assert.equal(body.from, facts[n - 1]?.body.to ?? null)
  assert.equal(facts.at(-1)!.body.to, hazard.state)
}
