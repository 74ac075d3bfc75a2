// A database that goes away costs queries, never the process and never a connection of the pool.

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from './db.ts'
import { testServer } from './embedded.ts'

const pool = connect(await testServer(), { max: 2 })
const other = connect(await testServer(), { max: 1 })
after(() => Promise.all([pool.end(), other.end()]))

const lost = { code: /CONNECTION_(CLOSED|ENDED|DESTROYED)|57P01/ }
const killBackend = async (pid: number) => {
  await other`select pg_terminate_backend(${pid})`
  await sleep(50)
}

test('a write on a connection that was lost is refused, and the process lives', async () => {
  const pinned = await pool.reserve()
  const [row] = await pinned<{ pid: number }[]>`select pg_backend_pid() as pid`
  await killBackend(row!.pid)
  await assert.rejects(async () => await pinned`select 1`, lost)
  pinned.release()
})

test('a transaction whose connection is lost fails, and every connection of the pool works on', async () => {
  for (let round = 0; round < 20; round++) {
    const transaction = pool.begin(async (tx) => {
      const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`
      await Promise.all([killBackend(row!.pid), tx`select pg_sleep(0.02)`])
      return tx`select 1`
    })
    await assert.rejects(transaction)
    const answers = await Promise.all([
      pool`select 1 as n`,
      pool`select 2 as n`,
      pool`select 3 as n`,
    ])
    assert.deepEqual(
      answers.map(([row]) => row?.['n']),
      [1, 2, 3],
    )
  }
})

test('what is left of a lost transaction never runs on the connection when it is open again', async () => {
  const single = connect(await testServer(), { max: 1 })
  const table = `lost_${process.pid}_${Date.now()}`
  await single.unsafe(`create table ${table} (n int)`)
  let reopened!: () => void
  const open = new Promise<void>((done) => {
    reopened = done
  })
  let rest: Promise<unknown> | undefined
  const transaction = single.begin(async (tx) => {
    const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`
    await killBackend(row!.pid)
    await open
    rest = tx.unsafe(`insert into ${table} values (1)`).then(() => 'written')
    return rest
  })
  await assert.rejects(transaction)
  // Somebody else's transaction on the same connection: no rollback of a stranger's may end it.
  await single.begin(async (tx) => {
    await tx.unsafe(`insert into ${table} values (2)`)
    reopened()
    await sleep(50)
    await tx.unsafe(`insert into ${table} values (3)`)
  })
  await assert.rejects(rest!, lost)
  const rows = await single.unsafe(`select n from ${table} order by n`)
  assert.deepEqual(
    rows.map(({ n }) => n),
    [2, 3],
  )
  await single.unsafe(`drop table ${table}`)
  await single.end()
})
