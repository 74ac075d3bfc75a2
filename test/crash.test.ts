// Kills the server and PostgreSQL at random moments under load. What was acknowledged is there, nothing
// happened twice, the chain verifies, and every next start needs no hand.
//
// `BAIMI_CRASHES=50 npm run crash` does it fifty times; a few are part of `npm test`.

import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '#base/id.ts'
import { connect, type Pool } from '#server/db.ts'
import { startEmbedded } from '#server/embedded.ts'
import { migrate, root } from '#server/migrate.ts'
import { verifyChain } from '#server/seal.ts'
import { drawnPhoto, sha256Of } from '../capabilities/evidence/testing.ts'
import { givenPerson } from '../capabilities/identity/testing.ts'
import { givenCompany, givenCompound, givenTree } from '../capabilities/places/testing.ts'
import { type Device, signInDevice } from './client.ts'

const crashes = Number(process.env['BAIMI_CRASHES'] ?? 4)
const devices = 6
const password = 'a-password-of-the-test'
const dataDir = mkdtempSync(join(tmpdir(), 'baimi-crash-'))
const cluster = join(dataDir, 'postgres')
after(() => rmSync(dataDir, { recursive: true, force: true }))

/** What devices were told is done. */
type Acknowledged = { reports: Set<string>; comments: number }

const name = `no acknowledged command is lost or doubled in ${crashes} crashes`
test(name, { timeout: 1_800_000 }, async (t) => {
  const compoundId = await makeGround()
  const port = await freePort()
  const server = supervised(port)
  const working = { until: Number.POSITIVE_INFINITY }
  t.after(async () => {
    working.until = 0
    await server.giveUp()
  })
  await server.ready()
  const guards = await signInGuards(`http://127.0.0.1:${port}`, compoundId)

  const done: Acknowledged = { reports: new Set(), comments: 0 }
  const load = Promise.all(
    guards.map(async (guard, index) => {
      const act = index % 2 === 0 ? reportAndComment : sendBatch
      for (let n = 1; Date.now() < working.until; n++) await act(guard, n, done)
    }),
  )
  load.catch(() => {}) // told where it is awaited
  const recoveries: number[] = []
  for (let n = 0; n < crashes; n++) {
    await sleep(300 + Math.random() * 1700)
    const began = Date.now()
    await server.crash((['server', 'postgres', 'both'] as const)[n % 3]!)
    await server.ready()
    recoveries.push(Date.now() - began)
  }
  working.until = 0
  await load
  await server.settled()
  await server.verify(done)
  await server.stop()
  const slowest = Math.max(...recoveries)
  t.diagnostic(
    `${done.reports.size} reports, ${done.comments} comments; slowest recovery ${slowest} ms`,
  )
  assert.ok(done.reports.size >= crashes, 'there was hardly any load')
})

/** A guard with a phone, and a photo that is there already. */
type Guard = { device: Device; deviceId: string; compoundId: string; photo: string }

async function signInGuards(url: string, compoundId: string): Promise<Guard[]> {
  const bytes = await drawnPhoto()
  const photo = sha256Of(bytes)
  const guards: Guard[] = []
  for (let index = 0; index < devices; index++) {
    const device = await signInDevice(url, `guard-${index}`, password)
    await device.put(`/api/evidence/${photo}`, bytes, 'image/jpeg')
    guards.push({ device, deviceId: newId(), compoundId, photo })
  }
  return guards
}

/** Two commands, one after the other, as at a desk. */
async function reportAndComment(guard: Guard, n: number, done: Acknowledged): Promise<void> {
  const { hazardId, input } = report(guard)
  const reported = await guard.device.command('hazard.report', newId(), input)
  assert.equal(reported.ok, true, JSON.stringify(reported))
  done.reports.add(hazardId)
  const comment = { hazardId, note: `第 ${n} 次说明` }
  const commented = await guard.device.command('hazard.comment', newId(), comment)
  assert.equal(commented.ok, true, JSON.stringify(commented))
  done.comments += 1
}

/** Five commands in one batch, as from a phone that had no signal. */
async function sendBatch(guard: Guard, n: number, done: Acknowledged): Promise<void> {
  const reports = Array.from({ length: 5 }, () => report(guard))
  const entries = reports.map(({ input }, index) => ({
    id: newId(),
    seq: n * 5 + index,
    name: 'hazard.report',
    input,
    at: new Date().toISOString(),
  }))
  const answers = await guard.device.inbox(guard.deviceId, entries)
  for (const [index, { id }] of entries.entries()) {
    const answer = answers.get(id)
    assert.equal(answer?.ok, true, JSON.stringify(answer))
    done.reports.add(reports[index]!.hazardId)
  }
}

function report({ compoundId, photo }: Guard) {
  const hazardId = newId()
  const input = { hazardId, compoundId, typeCode: 'FIRE-01', location: '3栋1楼', photos: [photo] }
  return { hazardId, input }
}

/** A compound with a guard for each device, in a database that `npm start` will find prepared. */
async function makeGround(): Promise<string> {
  const database = await startEmbedded({ dir: cluster })
  const pool = connect(database.url, { max: 2 })
  await migrate(pool)
  const compoundId = await pool.begin(async (tx) => {
    await givenTree(tx)
    const companyId = await givenCompany(tx)
    const compoundId = await givenCompound(tx, { companyId })
    for (let index = 0; index < devices; index++)
      await givenPerson(tx, [['guard', compoundId]], { account: `guard-${index}`, password })
    await givenPerson(tx, [['project-manager', compoundId]])
    await tx`insert into server.setting (name, value) values ('prepared', '{"state": "done"}')`
    return compoundId
  })
  await pool.end()
  await database.stop()
  return compoundId
}

/** `npm start` on the ground, restarted as a person would: by the same command and nothing else. */
function supervised(port: number) {
  const url = `http://127.0.0.1:${port}`
  let words = ''
  const launch = (): ChildProcess => {
    const child = spawn(process.execPath, ['main/start.ts'], {
      cwd: root,
      env: { ...process.env, BAIMI_DATA: dataDir, PORT: `${port}`, DATABASE_URL: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child.stdout!.on('data', (chunk) => (words += chunk))
    child.stderr!.on('data', (chunk) => (words += chunk))
    return child
  }
  let child = launch()
  const killServer = async () => {
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
  const killPostgres = () => {
    const [pid] = readFileSync(join(cluster, 'cluster', 'postmaster.pid'), 'utf8').split('\n')
    process.kill(Number(pid), 'SIGKILL')
  }
  const withPool = async (work: (pool: Pool) => Promise<void>) => {
    const database = await startEmbedded({ dir: cluster })
    const pool = connect(database.url, { max: 1 })
    try {
      await work(pool)
    } finally {
      await pool.end()
      await database.stop()
    }
  }
  return {
    async crash(what: 'server' | 'postgres' | 'both') {
      if (what !== 'server') killPostgres()
      if (what === 'postgres') return
      await killServer()
      child = launch()
    },
    /** Answers, with a database behind it. */
    async ready() {
      for (const since = Date.now(); ; await sleep(50)) {
        const answer = await fetch(`${url}/api/demo-logins`).catch(() => null)
        if (answer?.status === 404 || answer?.status === 200) return
        if (child.exitCode !== null) throw new Error(`the server ended:\n${words.slice(-4000)}`)
        if (Date.now() - since > 180_000) throw new Error(`no server:\n${words.slice(-4000)}`)
      }
    },
    /** Everything that follows from what was done has been done. */
    settled: () =>
      withPool(async (pool) => {
        for (const since = Date.now(); ; await sleep(200)) {
          const [left] = await pool<{ jobs: number; unsealed: number }[]>`
            select (select count(*)::int from pgboss.job
                     where state in ('created', 'retry', 'active') and name <> 'clock'
                       and name not like '\\_\\_pgboss%') as jobs,
                   (select count(*)::int from server.unsealed) as unsealed`
          if (left!.jobs === 0 && left!.unsealed === 0) return
          if (Date.now() - since > 300_000)
            throw new Error(`still open after five minutes: ${JSON.stringify(left)}`)
        }
      }),
    verify: (done: Acknowledged) => withPool((pool) => verify(pool, done)),
    /** For a test that failed half-way: nothing stays behind. */
    async giveUp() {
      if (child.exitCode === null && child.signalCode === null) await this.stop()
    },
    async stop() {
      const ended = once(child, 'exit')
      child.kill('SIGINT')
      assert.deepEqual(await ended, [0, null])
    },
  }
}

async function verify(pool: Pool, { reports, comments }: Acknowledged): Promise<void> {
  const hazards = await pool<{ id: string }[]>`select id from hazards.hazard`
  assert.deepEqual(new Set(hazards.map(({ id }) => id)), reports)
  const [facts] = await pool`
    select count(*) filter (where name = 'hazard.reported')::int as reported,
           count(distinct command_id) filter (where name = 'hazard.reported')::int as commands,
           count(*) filter (where name = 'hazard.commented')::int as commented,
           count(*)::int as "all"
      from server.fact`
  assert.equal(facts!['reported'], reports.size)
  assert.equal(facts!['commands'], reports.size)
  assert.equal(facts!['commented'], comments)
  const dead =
    await pool`select name, output from pgboss.job where state = 'failed' or name = 'dead'`
  assert.deepEqual([...dead], [])
  // What reactions counted is what there is to count.
  const wrong = await pool`
    select compound_id, day, reported from overview.counter
    except
    select compound_id, day, reported from overview.counter_truth`
  assert.deepEqual([...wrong], [])
  const [counted] = await pool`select sum(reported)::int as reported from overview.counter`
  assert.equal(counted!['reported'], reports.size)
  assert.deepEqual(await verifyChain(pool), { links: facts!['all'], brokenAt: null })
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })
}
