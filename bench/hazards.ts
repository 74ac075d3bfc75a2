// Hazards reported through the door, until every fact is sealed and every reaction has run; against bare inserts.

import { newId } from '#base/id.ts'
import { connect, type Pool } from '#server/db.ts'
import type { Bench, Part } from './bench.ts'
import { password, people, walkedStreet } from './city.ts'
import { signIn } from './client.ts'
import { p95, race, until } from './measure.ts'

const clientsAtOnce = 8

export const hazards: Part = async (bench) => {
  const count = bench.isQuick ? 1500 : 6000
  const reports = await reportsFor(bench, count)
  const raw = await insertRaw(bench, reports)
  const photos = await photosFor(bench.pool, count)
  const clients = await Promise.all(
    Array.from({ length: clientsAtOnce }, (_, n) =>
      signIn(bench.served.url, people.guard(n), password),
    ),
  )
  await settled(bench.pool)
  const begun = performance.now()
  const ours = await race(clientsAtOnce, reports, async (report, n) => {
    const own = photos.get(people.guard(n))!.pop()!
    await clients[n]!.command('hazard.report', { ...report, hazardId: newId(), photos: [own] })
    return 1
  })
  await settled(bench.pool)
  const seconds = (performance.now() - begun) / 1000
  for (const client of clients) client.close()
  return [
    {
      part: 'hazards',
      what: `hazards reported by ${clientsAtOnce} clients, all facts sealed, all reactions done`,
      value: count / seconds,
      unit: 'hazards/s',
      aim: { atLeast: 300 },
      raw: {
        value: raw.rate,
        what: `one insert into the hazard table each, ${clientsAtOnce} connections`,
      },
    },
    {
      part: 'hazards',
      what: 'one report, p95',
      value: p95(ours.ms),
      unit: 'ms',
      aim: { atMost: 100 },
      raw: { value: p95(raw.ms), what: 'one insert' },
    },
    {
      part: 'hazards',
      what: 'from the last answer until the last reaction was done',
      value: (seconds - ours.seconds) * 1000,
      unit: 'ms',
    },
  ]
}

/** Whether the queues are empty and the chain has caught up. */
const settled = (pool: Pool): Promise<void> =>
  until('reactions', 120_000, async () => {
    const [row] = await pool<{ waiting: number }[]>`
      select (select count(*) from pgboss.job where state in ('created', 'retry', 'active') and name <> 'clock')
           + (select count(*) from server.unsealed) as waiting`
    return row!.waiting === 0
  })

/** Photos that were uploaded before, by each who reports: one a hazard, each taken into custody with it. */
async function photosFor(pool: Pool, count: number): Promise<Map<string, string[]>> {
  const rows = await pool<{ account: string; sha256: string }[]>`
    with drawn as (
      select account, person.id as person_id, encode(sha256(convert_to(account || n, 'UTF8')), 'hex') as sha256
        from identity.person cross join generate_series(1, ${count}::int) as n
       where account like 'bench-guard-%'),
    kept as (
      insert into evidence.photo (sha256, type, bytes, width, height, view, thumb, received_at)
      select sha256, 'image/jpeg', 300000, 1600, 1200, sha256, sha256, now() from drawn),
    brought as (
      insert into evidence.upload (person_id, sha256, at) select person_id, sha256, now() from drawn)
    select account, sha256 from drawn`
  const photos = new Map<string, string[]>()
  for (const { account, sha256 } of rows) {
    const mine = photos.get(account) ?? []
    mine.push(sha256)
    photos.set(account, mine)
  }
  return photos
}

type Report = { compoundId: string; typeCode: string; location: string; note: string }

/** Found in the compounds of one street, at places all over them. */
async function reportsFor({ pool }: Bench, count: number): Promise<Report[]> {
  const compounds = await pool<{ id: string }[]>`
    select id from places.place where kind = 'compound' and within && array[${walkedStreet}]::uuid[]`
  return Array.from({ length: count }, (_, n) => ({
    compoundId: compounds[n % compounds.length]!.id,
    typeCode: ['FIRE-01', 'FIRE-03', 'EBIKE-01', 'ELEC-01'][n % 4]!,
    location: `${1 + (n % 12)} 栋 ${1 + (n % 33)} 层电梯厅 ${n}`,
    note: '纸箱和电动自行车堵住了疏散通道',
  }))
}

/** The row alone, of the same size, with no number, no history, no fact, no receipt. */
async function insertRaw({ databaseUrl, pool }: Bench, reports: readonly Report[]) {
  const connections = Array.from({ length: clientsAtOnce }, () => connect(databaseUrl, { max: 1 }))
  const by = newId()
  const timed = await race(
    clientsAtOnce,
    reports,
    async ({ compoundId, typeCode, location, note }, n) => {
      const id = newId()
      await connections[n]!`
      insert into hazards.hazard
             (compound_id, id, number, finding, type_code, grade, state, note, location, reported_by,
              reported_at, received_at)
      values (${compoundId}, ${id}, ${`RAW-${id}`}, 'person', ${typeCode}, 3, 'reported', ${note}, ${location},
              ${by}, now(), now())`
      return 1
    },
  )
  await Promise.all(connections.map((connection) => connection.end()))
  await pool`delete from hazards.hazard where number like 'RAW-%'`
  return timed
}
