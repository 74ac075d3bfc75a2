// A thousand listeners on the event stream: how long from the fact to the last of them.

import { fork } from 'node:child_process'
import { join } from 'node:path'
import { newId } from '#base/id.ts'
import type { Pool } from '#server/db.ts'
import type { Part } from './bench.ts'
import { password, people, walkedStreet } from './city.ts'
import { signIn } from './client.ts'
import { p50, p99 } from './measure.ts'

const listeners = 1000

export const stream: Part = async ({ pool, served, isQuick }) => {
  const client = await signIn(served.url, people.street, password)
  const crowd = await listen(served.url, client.cookie)
  const events = isQuick ? 60 : 300
  const guard = await signIn(served.url, people.guard(0), password)
  const [compound] = await pool<{ id: string }[]>`
    select id from places.place where kind = 'compound' and within && array[${walkedStreet}]::uuid[] limit 1`
  for (let n = 0; n < events; n++) {
    await guard.command('hazard.report', {
      hazardId: newId(),
      compoundId: compound!.id,
      typeCode: 'FIRE-03',
      location: `消火栓 ${n}`,
      photos: [await photoOf(pool, people.guard(0), n)],
    })
    await new Promise((next) => setTimeout(next, 50))
  }
  const ms = await crowd.finish(events)
  const memory = await served.memoryMb()
  guard.close()
  client.close()
  const heard = `${ms.length.toLocaleString('en-US')} of ${(events * listeners).toLocaleString('en-US')} heard`
  return [
    {
      part: 'stream',
      what: `fact to listener, ${listeners} listeners, p50 (${heard})`,
      value: p50(ms),
      unit: 'ms',
    },
    { part: 'stream', what: 'the same, p99', value: p99(ms), unit: 'ms', aim: { atMost: 500 } },
    {
      part: 'stream',
      what: 'resident memory of the server with all of them',
      value: memory,
      unit: 'MB',
    },
  ]
}

/** A photo that this person uploaded before. */
async function photoOf(pool: Pool, account: string, n: number): Promise<string> {
  const [row] = await pool<{ sha256: string }[]>`
    with drawn as (
      select id, encode(sha256(convert_to('stream' || ${n}::int, 'UTF8')), 'hex') as sha256
        from identity.person where account = ${account}),
    kept as (
      insert into evidence.photo (sha256, type, bytes, width, height, view, thumb, received_at)
      select sha256, 'image/jpeg', 300000, 1600, 1200, sha256, sha256, now() from drawn),
    brought as (
      insert into evidence.upload (person_id, sha256, at) select id, sha256, now() from drawn)
    select sha256 from drawn`
  return row!.sha256
}

/** The crowd stands in a process of its own, so that it does not slow down what it measures. */
async function listen(url: string, cookie: string) {
  const child = fork(join(import.meta.dirname, 'listeners.ts'), [url, cookie, String(listeners)])
  const said = <T>() =>
    new Promise<T>((done) => child.once('message', (message) => done(message as T)))
  await said()
  return {
    async finish(events: number): Promise<number[]> {
      const answer = said<number[]>()
      child.send(events)
      const ms = await answer
      child.kill()
      return ms.sort((a, b) => a - b)
    },
  }
}
