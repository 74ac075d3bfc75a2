// Two people, two connections, one hazard: one wins, the other is told who did what, and nothing is half done.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#base/id.ts'
import type { Actor } from '#base/permission.ts'
import type { AnyCommand } from '#server/command.ts'
import { connect, dbOf, type Pool } from '#server/db.ts'
import { type Answer, dispatch } from '#server/dispatch.ts'
import { ledgerOf } from '#server/react.ts'
import { endDb, freshDatabase } from '#server/testing.ts'
import {
  acceptHazard,
  assignHazard,
  mergeHazard,
  rectifyHazard,
  registerHazard,
  rejectHazard,
  reportHazard,
} from './commands/index.ts'
import { capability } from './index.ts'
import { givenScene, type Scene } from './testing.ts'

const now = new Date('2026-11-23T08:30:00+08:00')
let pool: Pool
let drop: () => Promise<void>
let scene: Scene
let people: Scene['people']

before(async () => {
  const database = await freshDatabase()
  drop = database.drop
  pool = connect(database.url, { max: 6 })
  scene = await givenScene(pool)
  people = scene.people
})
after(async () => {
  await pool.end()
  await drop()
  await endDb()
})

const attempt = (command: AnyCommand, by: Actor, input: object): Promise<Answer> =>
  dispatch(
    { db: dbOf(pool), ledger: ledgerOf([capability], () => {}) },
    command,
    by,
    { id: newId(), input },
    now,
  )
const done = async (command: AnyCommand, by: Actor, input: object) => {
  const answer = await attempt(command, by, input)
  assert.ok(answer.ok, JSON.stringify(answer))
  return answer.answer as { version: number }
}
async function rectified(location: string): Promise<{ hazardId: string; version: number }> {
  const hazardId = await reported(location)
  await done(registerHazard, people.manager, { hazardId, grade: 3 })
  await done(assignHazard, people.manager, { hazardId, assigneeId: people.engineer.id })
  const photos = [await scene.photo(people.engineer)]
  const { version } = await done(rectifyHazard, people.engineer, { hazardId, photos })
  return { hazardId, version }
}
async function reported(location: string): Promise<string> {
  const hazardId = newId()
  await done(reportHazard, people.guard, {
    hazardId,
    compoundId: scene.compoundId,
    typeCode: 'FIRE-10',
    location,
    photos: [await scene.photo(people.guard)],
  })
  return hazardId
}
const codesOf = (answers: Answer[]) =>
  answers.map((answer) => (answer.ok ? 'ok' : answer.problem.code)).sort()

test('one accepts while the other sends it back: one wins, the other hears of it', async () => {
  for (let n = 0; n < 5; n++) {
    const { hazardId, version } = await rectified(`同时 ${n}`)
    const answers = await Promise.all([
      attempt(acceptHazard, people.manager, { hazardId, expect: version }),
      attempt(rejectHazard, people.safety, { hazardId, reason: '未改好', expect: version }),
    ])
    assert.deepEqual(codesOf(answers), ['hazard.moved-on', 'ok'])
    const [row] = await pool`
      select h.state, h.version, (select count(*) from hazards.act a where a.hazard_id = h.id) as acts
        from hazards.hazard h where h.id = ${hazardId}`
    assert.equal(row!.version, row!.acts)
    assert.equal(row!.state, answers[0]!.ok ? 'accepted' : 'assigned')
  }
})

test('without saying what he looked at, the second is refused by the state it is in now', async () => {
  const { hazardId } = await rectified('不带版本')
  const answers = await Promise.all([
    attempt(acceptHazard, people.manager, { hazardId }),
    attempt(acceptHazard, people.safety, { hazardId }),
  ])
  assert.deepEqual(codesOf(answers), ['hazard.wrong-state', 'ok'])
})

test('merged crosswise at once, one of the two remains', async () => {
  const [a, b] = [await reported('交叉甲'), await reported('交叉乙')]
  const answers = await Promise.all([
    attempt(mergeHazard, people.manager, { hazardId: a, intoId: b }),
    attempt(mergeHazard, people.safety, { hazardId: b, intoId: a }),
  ])
  assert.equal(answers.filter(({ ok }) => ok).length, 1, JSON.stringify(answers))
  const rows = await pool`select state from hazards.hazard where id in (${a}, ${b}) order by state`
  assert.deepEqual(
    rows.map(({ state }) => state),
    ['merged', 'reported'],
  )
})

test('twenty reports at once get twenty numbers without a gap', async () => {
  const [counter] = await pool<{ last: number }[]>`
    select coalesce(max(last), 0) as last from hazards.counter where compound_id = ${scene.compoundId}`
  await Promise.all(Array.from({ length: 20 }, (_, n) => reported(`并发 ${n}`)))
  const rows = await pool`
    select number from hazards.hazard where compound_id = ${scene.compoundId} order by number desc limit 20`
  assert.equal(rows[0]!.number, `YH-2026-${String(counter!.last + 20).padStart(6, '0')}`)
  assert.equal(new Set(rows.map(({ number }) => number)).size, 20)
})
