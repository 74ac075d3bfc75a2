// Scans in device batches of sixty from eight phones, through the door, against the same rows inserted raw.

import { newId } from '#base/id.ts'
import { labelKeyFor, tokenFor } from '#places'
import { connect } from '#server/db.ts'
import type { Bench, Part } from './bench.ts'
import { password, people, pointsWalked, walkedStreet } from './city.ts'
import { signIn } from './client.ts'
import { p95, race } from './measure.ts'

const phones = 8

type Round = { compoundId: string; id: string; opensAt: Date; checkpointIds: string[] }

export const scans: Part = async (bench) => {
  const rounds = await openRounds(bench)
  const key = (await labelKeyFor(bench.pool, [walkedStreet, ...(await citiesOf(bench))]))!
  const batches = rounds.map((round) => batchOf(round, key))
  const half = Math.floor(batches.length / 2)
  const raw = await insertRaw(bench, batches.slice(0, half))
  const clients = await Promise.all(
    Array.from({ length: phones }, (_, n) => signIn(bench.served.url, people.guard(n), password)),
  )
  const ours = await race(phones, batches.slice(half), async (batch, phone) => {
    const answer = await clients[phone]!.command<{ scans: { verdict: string }[] }>(
      'patrol.scan-batch',
      batch,
    )
    if (answer.scans.some(({ verdict }) => verdict === 'refused'))
      throw new Error('a scan was refused')
    return answer.scans.length
  })
  for (const client of clients) client.close()
  return [
    {
      part: 'scans',
      what: `scans in batches of ${pointsWalked} from ${phones} phones, signed labels checked, rounds judged`,
      value: ours.rate,
      unit: 'scans/s',
      aim: { atLeast: 5000 },
      ratioAim: 0.5,
      raw: {
        value: raw.rate,
        what: `the same rows, insert … select from unnest, ${phones} connections`,
      },
    },
    {
      part: 'scans',
      what: 'one batch, p95',
      value: p95(ours.ms),
      unit: 'ms',
      raw: { value: p95(raw.ms), what: 'the same batch raw' },
    },
  ]
}

/** Rounds of sixty points that are open now; the server opened them when its day began. */
async function openRounds({ pool }: Bench): Promise<Round[]> {
  return pool<Round[]>`
    select round.compound_id, round.id, round.opens_at,
           (select array_agg(checkpoint_id order by seq) from patrols.route_point point
             where point.compound_id = round.compound_id and point.route_id = round.route_id) as checkpoint_ids
      from patrols.round
     where points = ${pointsWalked} and scans = 0 and now() between opens_at and due_at
     order by round.id`
}

const citiesOf = async ({ pool }: Bench): Promise<string[]> => {
  const rows = await pool<{ id: string }[]>`select id from places.place where kind = 'city'`
  return rows.map(({ id }) => id)
}

/** A walk of the last minutes, a point every five seconds, from labels as they hang on the walls. */
function batchOf({ compoundId, id, checkpointIds, opensAt }: Round, key: Buffer) {
  const begun = Math.max(
    Date.now() - checkpointIds.length * 5000 - 60_000,
    opensAt.getTime() + 1000,
  )
  return {
    compoundId,
    roundId: id,
    deviceId: null,
    scans: checkpointIds.map((checkpointId, n) => ({
      id: newId(),
      checkpointId,
      at: new Date(begun + n * 5000).toISOString(),
      token: tokenFor(key, checkpointId, 1),
    })),
  }
}

/** The readings alone: one statement a batch, as many connections as phones, nothing judged and nothing recorded. */
async function insertRaw(
  { databaseUrl, today }: Bench,
  batches: readonly ReturnType<typeof batchOf>[],
) {
  const connections = Array.from({ length: phones }, () => connect(databaseUrl, { max: 1 }))
  const by = newId()
  const timed = await race(phones, batches, async ({ compoundId, roundId, scans }, phone) => {
    await connections[phone]!`
      insert into patrols.scan
             (compound_id, day, round_id, id, checkpoint_id, by, at, received_at, method, verdict, reasons)
      select ${compoundId}, ${today}, ${roundId}, t.id, t.checkpoint_id, ${by}, t.at, now(), 'token', 'counted', '{}'
        from unnest(${scans.map((s) => s.id)}::uuid[], ${scans.map((s) => s.checkpointId)}::uuid[],
                    ${scans.map((s) => s.at)}::timestamptz[]) as t(id, checkpoint_id, at)`
    return scans.length
  })
  await Promise.all(connections.map((connection) => connection.end()))
  return timed
}
