// Scans on a real PostgreSQL: judged, kept once, summed up in one fact; refused singly and visibly.

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '#base/id.ts'
import { addMinutes } from '#base/time.ts'
import { labelKeyFor, tokenFor } from '#places'
import { endDb, type World, world } from '#server/testing.ts'
import { givenPhoto } from '../../evidence/testing.ts'
import { given, givenCompound, givenTree } from '../../places/testing.ts'
import { capability } from '../index.ts'
import { type GivenRound, givenBatch, givenRound, givenScan, holding } from '../testing.ts'
import { scanBatch } from './patrol-scan-batch.ts'

after(endDb)

type Here = World & { round: GivenRound; guard: ReturnType<World['as']>; at: (m: number) => Date }

/** Three points, 23:15 to 00:30, ten minutes of grace, closed at 01:00; and a guard. */
const inRound = (
  work: (here: Here) => Promise<void>,
  more: Parameters<typeof givenRound>[2] = {},
) =>
  world([capability], async (w) => {
    await givenTree(w.sql)
    const compoundId = await givenCompound(w.sql)
    const round = await givenRound(w.sql, compoundId, more)
    const guard = w.as(holding('guard', compoundId))
    const at = (minute: number) => addMinutes(round.opensAt, minute)
    await work(Object.assign(w, { round, guard, at }))
  })
const facts = ({ facts, round }: Here) =>
  facts.filter(({ body }) => body.roundId === round.roundId).map(({ name }) => name)
const roundRow = async ({ sql, round }: Here) =>
  (await sql`select * from patrols.round where id = ${round.roundId}`)[0]!
const kept = async ({ sql }: Here) =>
  (await sql`select count(*) as scans from patrols.scan`)[0]!['scans']

test('a batch is kept, judged and summed up in one fact', () =>
  inRound(async (here) => {
    const { run, round, guard, at } = here
    const answer = await run(scanBatch, guard, givenBatch(round, [0, 5], [1, 50]), { now: at(51) })

    assert.deepEqual(
      answer.scans.map(({ verdict, reasons }) => [verdict, reasons]),
      [
        ['counted', ['typed-code']],
        ['counted', ['typed-code']],
      ],
    )
    assert.deepEqual(answer.round, {
      id: round.roundId,
      state: 'due',
      points: 3,
      done: 2,
      late: 0,
      suspect: 0,
      excused: 0,
      missed: 0,
    })
    assert.deepEqual(facts(here), ['patrol.scanned'])
    assert.deepEqual(here.facts[0]!.body.batch, {
      counted: 2,
      late: 0,
      doubtful: 0,
      outside: 0,
      refused: 0,
      repeated: 0,
    })
    const row = await roundRow(here)
    assert.equal(row['walkerId'], guard.id) // scanning is beginning
    assert.deepEqual(row['startedAt'], at(5))
    assert.equal(row['scans'], 2)
  }))

test('the last point finishes the round, once', () =>
  inRound(async (here) => {
    const { run, round, guard, at } = here
    await run(scanBatch, guard, givenBatch(round, [0, 5], [1, 50]), { now: at(51) })
    await run(scanBatch, guard, givenBatch(round, [2, 55]), { now: at(55) })
    await run(scanBatch, guard, givenBatch(round, [2, 56]), { now: at(56) })

    assert.deepEqual(facts(here), [
      'patrol.scanned',
      'patrol.scanned',
      'patrol.round-finished',
      'patrol.scanned',
    ])
    const row = await roundRow(here)
    assert.equal(row['state'], 'done')
    assert.deepEqual(row['settledAt'], at(55))
    assert.deepEqual([row['firstAt'], row['lastAt']], [at(5), at(55)])
  }))

test('the claimed time counts: an upload after closing is no late patrol', () =>
  inRound(async (here) => {
    const { run, round, guard, at } = here
    const answer = await run(scanBatch, guard, givenBatch(round, [0, 5], [1, 6], [2, 7]), {
      now: at(103), // before the sweep has closed it
    })
    assert.equal(answer.round.state, 'done')
    assert.deepEqual(facts(here), ['patrol.scanned', 'patrol.round-finished'])
  }))

test('a round finished after the grace is late, and says so', () =>
  inRound(async (here) => {
    const { run, round, guard, at } = here
    await run(scanBatch, guard, givenBatch(round, [0, 5], [1, 6], [2, 86]), { now: at(86) })
    assert.equal((await roundRow(here))['state'], 'late')
    assert.deepEqual(facts(here), ['patrol.scanned', 'patrol.round-finished', 'patrol.round-late'])
  }))

test('a missed round is judged anew when its scans arrive, with both times', () =>
  inRound(async (here) => {
    const { run, round, guard, at, sweep } = here
    await sweep(at(106))
    assert.equal((await roundRow(here))['state'], 'missed')
    const eightHours = at(8 * 60)
    await run(scanBatch, guard, givenBatch(round, [0, 5], [1, 6], [2, 7]), { now: eightHours })

    assert.deepEqual(facts(here), [
      'patrol.round-missed',
      'patrol.scanned',
      'patrol.round-rejudged',
    ])
    const { from, state, claimedAt, receivedAt } = here.facts.at(-1)!.body
    assert.deepEqual([from, state], ['missed', 'done'])
    assert.deepEqual([claimedAt, receivedAt], [at(7).toISOString(), eightHours.toISOString()])
    assert.deepEqual((await roundRow(here))['rejudgedAt'], eightHours)
  }))

test('a batch sent twice counts once, under the same command or another', () =>
  inRound(async (here) => {
    const { run, round, guard, at } = here
    const batch = givenBatch(round, [0, 5], [1, 6])
    const id = newId()
    const first = await run(scanBatch, guard, batch, { id, now: at(10) })
    assert.deepEqual(await run(scanBatch, guard, batch, { id, now: at(11) }), first)
    const again = await run(scanBatch, guard, batch, { now: at(12) })

    assert.deepEqual(again.scans, first.scans)
    assert.deepEqual(facts(here), ['patrol.scanned'])
    assert.equal(await kept(here), 2)
    assert.equal((await roundRow(here))['scans'], 2)
  }))

test('half of a batch already known: only the new half is kept and counted', () =>
  inRound(async (here) => {
    const { run, round, guard, at } = here
    const batch = givenBatch(round, [0, 5])
    await run(scanBatch, guard, batch, { now: at(10) })
    const more = { ...batch, scans: [...batch.scans, givenScan(round, 1, 8)] }
    await run(scanBatch, guard, more, { now: at(11) })
    assert.equal(await kept(here), 2)
    const { counted, repeated } = here.facts.at(-1)!.body.batch
    assert.deepEqual([counted, repeated], [1, 1])
  }))

test('a claim ahead of the server or too old is doubtful, and the round is to be reviewed', () =>
  inRound(async (here) => {
    const { run, round, guard, at } = here
    const answer = await run(scanBatch, guard, givenBatch(round, [0, 5], [1, 20], [2, 7]), {
      now: at(10),
    })
    assert.deepEqual(
      answer.scans.map(({ verdict }) => verdict),
      ['counted', 'doubtful', 'counted'],
    )
    assert.deepEqual(answer.scans[1]!.reasons, ['clock-ahead', 'typed-code'])
    assert.equal((await roundRow(here))['state'], 'suspect')
  }))

test('each scan is refused alone, with its reason, and nothing of it is kept', () =>
  inRound(async (here) => {
    const { sql, run, round, guard, at } = here
    const key = (await labelKeyFor(sql, [given.city]))!
    const [a, b, c] = round.points.map(({ id }) => id) as [string, string, string]
    await sql`update places.checkpoint set key_version = 2, nfc = '04:A2:1B' where id = ${c}`
    const elsewhere = await givenRound(sql, await givenCompound(sql, { name: '隔壁小区' }))
    const proofs = [
      { checkpointId: a, token: `https://baimi.example/p/${tokenFor(key, a, 1)}` },
      { checkpointId: b, token: tokenFor(key, a, 1) },
      { checkpointId: b, token: tokenFor(Buffer.alloc(32, 7), b, 1) },
      { checkpointId: c, token: tokenFor(key, c, 1) },
      { checkpointId: c, token: tokenFor(key, c, 2) },
      { checkpointId: c, nfc: '04a21b' },
      { checkpointId: c, nfc: '04a21c' },
      { checkpointId: b, nfc: '04a21b' },
      { checkpointId: b, code: round.points[0]!.code },
      { checkpointId: elsewhere.points[0]!.id, code: elsewhere.points[0]!.code },
      { checkpointId: newId(), code: '000000' },
    ]
    const scans = proofs.map((proof) => ({ id: newId(), at: at(5).toISOString(), ...proof }))
    const answer = await run(scanBatch, guard, { ...givenBatch(round), scans }, { now: at(6) })

    assert.deepEqual(
      answer.scans.map(({ verdict, reasons }) => (verdict === 'refused' ? reasons[0] : verdict)),
      [
        'counted',
        'token-elsewhere',
        'token-invalid',
        'label-replaced',
        'counted',
        'counted',
        'nfc-mismatch',
        'nfc-mismatch',
        'code-mismatch',
        'unknown-checkpoint',
        'unknown-checkpoint',
      ],
    )
    assert.equal(await kept(here), 3)
    assert.equal(here.facts.at(-1)!.body.batch.refused, 8)
    assert.equal(answer.round.done, 2)
  }))

test('a scan of a point off the route is kept and counts nowhere', () =>
  inRound(async (here) => {
    const { sql, run, round, guard, at } = here
    const other = await givenRound(sql, round.compoundId, { points: 1 })
    const batch = { ...givenBatch(round), scans: [givenScan(other, 0, 5)] }
    const answer = await run(scanBatch, guard, batch, { now: at(6) })
    assert.deepEqual(answer.scans[0]!.reasons, ['off-route'])
    assert.equal(answer.scans[0]!.verdict, 'outside')
    assert.equal(await kept(here), 1)
    assert.equal((await roundRow(here))['done'], 0)
  }))

test('a photo that never arrived does not lose the scan; one that did is attached', () =>
  inRound(async (here) => {
    const { sql, run, round, guard, at } = here
    await sql`update places.checkpoint set proof = 'P2' where compound_id = ${round.compoundId}`
    const photo = await givenPhoto(sql, guard.id)
    const batch = givenBatch(round, [0, 5], [1, 6], [2, 7])
    const photos = [photo, 'a'.repeat(64), null]
    const scans = batch.scans.map((scan, i) => ({ ...scan, photo: photos[i]! }))
    const answer = await run(scanBatch, guard, { ...batch, scans }, { now: at(10) })

    assert.deepEqual(
      answer.scans.map(({ reasons }) => reasons),
      [['typed-code'], ['photo-missing', 'typed-code'], ['photo-missing', 'typed-code']],
    )
    const attached = await sql`select matter_id, sha256 from evidence.attachment`
    assert.deepEqual([...attached], [{ matterId: round.roundId, sha256: photo }])
  }))

test('who may not walk here learns nothing, writes nothing', () =>
  inRound(async (here) => {
    const { as, run, round, sql } = here
    const batch = givenBatch(round, [0, 5])
    const neighbour = await givenCompound(sql, { name: '隔壁小区' })
    const stranger = as({})
    const refusals = [
      [stranger, 'identity.forbidden'],
      [as(holding('guard', neighbour)), 'round.not-found'],
      [as(holding('project-manager', neighbour)), 'identity.forbidden'],
      [as(holding('project-manager', round.compoundId)), 'identity.forbidden'],
      [as(holding('city-officer', given.city)), 'identity.forbidden'],
    ] as const
    for (const [actor, code] of refusals)
      await assert.rejects(run(scanBatch, actor, batch), { code })
    assert.equal(await kept(here), 0)
    assert.deepEqual(here.facts, [])
  }))

test('a round of another compound, or none at all, is not found', () =>
  inRound(async (here) => {
    const { sql, as, run, round } = here
    const neighbour = await givenCompound(sql, { name: '隔壁小区' })
    const guard = as({ 'patrol.walk': [neighbour, round.compoundId] })
    for (const batch of [
      { ...givenBatch(round, [0, 5]), compoundId: neighbour },
      { ...givenBatch(round, [0, 5]), roundId: newId() },
    ])
      await assert.rejects(run(scanBatch, guard, batch), { code: 'round.not-found' })
  }))

test('a scan needs exactly one proof, and a batch at least one scan and at most two hundred', () =>
  inRound(async (here) => {
    const { run, round, guard } = here
    const [scan] = givenBatch(round, [0, 5]).scans
    for (const scans of [
      [],
      [{ ...scan!, nfc: '04' }],
      [{ ...scan!, code: undefined }],
      Array.from({ length: 201 }, () => scan!),
    ])
      await assert.rejects(run(scanBatch, guard, { ...givenBatch(round), scans }), {
        code: 'input.invalid',
      })
  }))

test('a second guard may scan on the same round; the first one walks it', () =>
  inRound(async (here) => {
    const { as, run, round, guard, at } = here
    const other = as(holding('guard', round.compoundId))
    await run(scanBatch, guard, givenBatch(round, [0, 5]), { now: at(6) })
    await run(scanBatch, other, givenBatch(round, [1, 5]), { now: at(7) })
    assert.equal((await roundRow(here))['walkerId'], guard.id)
    assert.equal((await roundRow(here))['done'], 2)
  }))
