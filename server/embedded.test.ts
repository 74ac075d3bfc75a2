// The embedded PostgreSQL, really started, killed, adopted and shared. One cluster for all tests.

import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type driver from 'postgres'
import { startEmbedded } from './embedded.ts'
import { postgres } from './postgres.ts'

const dir = mkdtempSync(join(tmpdir(), 'baimi-embedded-'))
const pidFile = join(dir, 'cluster', 'postmaster.pid')
after(() => rmSync(dir, { recursive: true, force: true }))

const start = () => startEmbedded({ dir })
const postmaster = () => Number(readFileSync(pidFile, 'utf8').split('\n')[0])
const runs = (pid: number) => {
  try {
    return process.kill(pid, 0) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'))
  } catch {
    return false
  }
}

/** Asks until it is answered, as a pool does that waits for its server to come back. */
async function ask<T>(url: string, question: (sql: driver.Sql) => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    const sql = postgres(url, { max: 1, onnotice: () => {} })
    try {
      return await question(sql)
    } catch (error) {
      if (attempt > 100) throw error
      await sleep(100)
    } finally {
      await sql.end({ timeout: 0 })
    }
  }
}

/** Another process that holds the same cluster, until it is told to stop or is killed. */
async function holder(): Promise<{ child: ChildProcess; url: string; stop(): Promise<void> }> {
  const code = `
    import { startEmbedded } from ${JSON.stringify(new URL('./embedded.ts', import.meta.url).href)}
    const server = await startEmbedded({ dir: ${JSON.stringify(dir)} })
    process.stdout.write(server.url + '\\n')
    process.stdin.once('end', () => server.stop()).resume()`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return {
    child,
    url: line.toString().trim(),
    async stop() {
      child.stdin.end()
      await once(child, 'exit')
    },
  }
}

test('a new cluster sorts by code point, keeps its password to itself, and listens to this machine only', async () => {
  const server = await start()
  const [row] = await ask(
    server.url,
    (sql) => sql`
    select current_setting('server_version_num')::int as version,
           current_setting('server_encoding') as encoding,
           current_setting('fsync') as fsync,
           current_setting('listen_addresses') as listens,
           (select string_agg(word, '' order by word) from unnest('{b,a,B,甲,乙}'::text[]) word) as sorted`,
  )
  assert.ok(row)
  assert.ok(row['version'] >= 180000)
  assert.equal(row['encoding'], 'UTF8')
  assert.equal(row['fsync'], 'on')
  assert.equal(row['listens'], '127.0.0.1')
  assert.equal(row['sorted'], 'Bab乙甲')
  assert.equal(statSync(join(dir, 'password')).mode & 0o777, 0o600)
  const pid = postmaster()
  await server.stop()
  assert.equal(runs(pid), false)
})

test('a killed PostgreSQL comes back at the same address with everything committed', async () => {
  const server = await start()
  await ask(server.url, (sql) => sql`create table kept (n int)`)
  for (const n of [1, 2, 3]) {
    await ask(server.url, (sql) => sql`insert into kept values (${n})`)
    const pid = postmaster()
    process.kill(pid, 'SIGKILL')
    const rows = await ask(server.url, (sql) => sql`select n from kept order by n`)
    assert.equal(rows.length, n)
    assert.notEqual(postmaster(), pid)
  }
  await server.stop()
})

test('a server whose process was killed is adopted, and stopped by who adopted it', async () => {
  const lost = await holder()
  const pid = postmaster()
  lost.child.kill('SIGKILL')
  await once(lost.child, 'exit')
  const server = await start()
  assert.equal(server.url, lost.url)
  assert.equal(postmaster(), pid)
  await server.stop()
  assert.equal(runs(pid), false)
})

test('when both are killed, the next start needs no hand', async () => {
  const lost = await holder()
  lost.child.kill('SIGKILL')
  process.kill(postmaster(), 'SIGKILL')
  const server = await start()
  const [row] = await ask(server.url, (sql) => sql`select count(*)::int from kept`)
  assert.equal(row?.['count'], 3)
  await server.stop()
})

test('the last of two processes stops the server, the first does not', async () => {
  const [server, other] = await Promise.all([start(), holder()])
  assert.equal(server.url, other.url)
  const pid = postmaster()
  await server.stop()
  assert.equal(runs(pid), true)
  await other.stop()
  assert.equal(runs(pid), false)
})

test('two that stop at once leave nothing running', async () => {
  const [server, other] = await Promise.all([start(), holder()])
  const pid = postmaster()
  await Promise.all([server.stop(), other.stop()])
  assert.equal(runs(pid), false)
})

test('a process that ends without a word stops its server', async () => {
  const hasty = await holder()
  const pid = postmaster()
  hasty.child.kill('SIGTERM') // no handler: node dies at once, as after a crash
  await once(hasty.child, 'exit')
  const code = `
    import { startEmbedded } from ${JSON.stringify(new URL('./embedded.ts', import.meta.url).href)}
    await startEmbedded({ dir: ${JSON.stringify(dir)} })
    process.exit(3)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: 'inherit' })
  assert.deepEqual(await once(child, 'exit'), [3, null])
  for (let i = 0; i < 100 && runs(pid); i++) await sleep(20)
  assert.equal(runs(pid), false)
})

test("a pid file that names somebody else's process does not hinder the start", async () => {
  await (await start()).stop()
  const stale = [process.pid, join(dir, 'cluster'), 1, 5432, '', '127.0.0.1', '', 'ready   ', '']
  writeFileSync(pidFile, stale.join('\n'))
  const server = await start()
  assert.notEqual(postmaster(), process.pid)
  await server.stop()
})
