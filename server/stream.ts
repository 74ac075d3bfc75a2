// The live stream: facts in the order of the chain, to each listener what that listener may see.
//
// One reader per process follows the chain's positions and hands each fact to all listeners; a broken
// connection resumes behind the position it saw last.

import type { ServerResponse } from 'node:http'
import { type Actor, may } from '#base/permission.ts'
import type { FactKinds } from './capability.ts'
import type { Pool } from './db.ts'
import type { Log } from './log.ts'
import { sealedChannel } from './seal.ts'

const replayLimit = 2000
const replayBatches = 5
const heartbeatMs = 20_000
const lifetimeMs = 5 * 60_000
// A listener that reads nothing is let go before it fills our memory; it resumes where it was.
const backlogBytesMax = 1_000_000

type Row = {
  position: number
  name: string
  at: Date
  placeId: string | null
  within: string[]
  people: string[]
  body: unknown
}
type Listener = {
  response: ServerResponse
  actor: Actor
  names: ReadonlySet<string> | null
  closed?: boolean
}

export type Stream = {
  /** Opens the stream on a response. `after` is the last position the listener saw, if any. */
  open(
    response: ServerResponse,
    actor: Actor,
    after: number | null,
    names: string[] | null,
  ): Promise<void>
  /** closes the connections of a person whose session or posts changed; the browser comes back */
  drop(personId: string): void
  count(): number
  stop(): Promise<void>
}

export async function startStream(pool: Pool, kinds: FactKinds, log: Log): Promise<Stream> {
  const listeners = new Set<Listener>()
  let position = await head(pool)
  let reading: Promise<void> | null = null
  let again = false

  const visible = (row: Row, { actor, names }: Listener): boolean => {
    const permission = kinds[row.name]?.may ?? 'nobody'
    if (permission === 'nobody' || (names && !names.has(row.name))) return false
    return row.people.includes(actor.id) || may(actor, permission, row.within)
  }

  const read = async (): Promise<void> => {
    for (;;) {
      const rows = await linksAfter(pool, position)
      for (const row of rows) {
        // Written once per fact, not once per listener.
        const frame = frameOf(row)
        for (const listener of listeners) if (visible(row, listener)) send(listener, frame)
        position = row.position
      }
      if (rows.length < replayLimit) return
    }
  }
  const send = (listener: Listener, frame: string): void => {
    if (listener.response.writableLength > backlogBytesMax) listener.response.destroy()
    else listener.response.write(frame)
  }
  const wake = (): void => {
    if (reading) {
      again = true
      return
    }
    reading = read()
      .catch((error) => log.error({ error: String(error) }, 'stream'))
      .finally(() => {
        reading = null
        if (again) {
          again = false
          wake()
        }
      })
  }

  const subscription = await pool.listen(sealedChannel, wake, wake)
  const heartbeat = setInterval(() => {
    for (const listener of listeners) listener.response.write(': alive\n\n')
  }, heartbeatMs)
  heartbeat.unref()

  return {
    async open(response, actor, after, names) {
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      const listener: Listener = { response, actor, names: names ? new Set(names) : null }
      response.on('close', () => {
        listener.closed = true
        listeners.delete(listener)
      })
      response.write(`retry: 2000\nevent: hello\ndata: {"position":${position}}\n\n`)
      // Long enough to be rare, short enough that a lost post or session is noticed: the browser comes back.
      setTimeout(() => response.end(), lifetimeMs * (0.8 + 0.4 * Math.random())).unref()
      if (after !== null) await replay(listener, after)
      else listeners.add(listener)
    },
    drop(personId) {
      for (const { actor, response } of listeners) if (actor.id === personId) response.destroy()
    },
    count: () => listeners.size,
    async stop() {
      clearInterval(heartbeat)
      for (const { response } of listeners) response.destroy()
      await subscription.unlisten().catch(() => {})
    },
  }

  /**
   * Sends what a returning listener missed, then lets it listen; too much becomes one word to read all anew.
   * Between the last look at `position` and `listeners.add` nothing is awaited, so nothing falls between.
   */
  async function replay(listener: Listener, after: number): Promise<void> {
    let from = after
    for (let batch = 0; from < position && batch < replayBatches; batch++) {
      const rows = await linksAfter(pool, from)
      for (const row of rows) if (visible(row, listener)) send(listener, frameOf(row))
      from = rows.at(-1)?.position ?? position
    }
    if (from < position) listener.response.write(`id: ${position}\nevent: reset\ndata: {}\n\n`)
    if (!listener.closed) listeners.add(listener)
  }
}

const frameOf = ({ position, name, at, placeId, within, body }: Row): string =>
  `id: ${position}\nevent: fact\ndata: ${JSON.stringify({ position, name, at, placeId, within, body })}\n\n`

const linksAfter = (pool: Pool, position: number): Promise<Row[]> => pool<Row[]>`
  select l.position, f.name, f.at, f.place_id, f.within, f.people, f.body
    from server.link l join server.fact f using (seq)
   where l.position > ${position}
   order by l.position
   limit ${replayLimit}`

async function head(pool: Pool): Promise<number> {
  const [row] = await pool<{ position: number }[]>`
    select coalesce(max(position), 0) as position from server.link`
  return row!.position
}
