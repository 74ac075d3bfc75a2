// The sealer: links recorded facts into one hash chain, in batches, a moment after they were recorded.
//
// A command never waits for the head of the chain. The proof covers everything sealed so far, and the
// chain's positions are gapless and in one order, which is what the live stream follows.

import { createHash } from 'node:crypto'
import { chainStart, linkBytes } from '#base/hash-chain.ts'
import type { Db, Pool } from './db.ts'
import type { Log } from './log.ts'
import { factHash, type Pending } from './record.ts'

const batchSize = 2000
const pauseMs = 100
export const sealedChannel = 'baimi_sealed'

/** Seals up to one batch. Only one sealer works at a time; others find nothing to do. */
export async function sealBatch(db: Db, now: Date): Promise<number> {
  return db.begin(async (sql) => {
    const [lock] = await sql<{ mine: boolean }[]>`select pg_try_advisory_xact_lock(7300002) as mine`
    if (!lock?.mine) return 0
    const taken = await sql<{ seq: number; hash: Buffer }[]>`
      with taken as (
        delete from server.unsealed
         where seq in (select seq from server.unsealed order by seq limit ${batchSize})
        returning seq)
      select f.seq, f.hash from taken join server.fact f using (seq) order by f.seq`
    if (taken.length === 0) return 0
    const [head] = await sql<{ position: number; chain: Buffer }[]>`
      select position, chain from server.link order by position desc limit 1`
    let chain: Uint8Array = head?.chain ?? chainStart
    const links = taken.map(({ seq, hash }, i) => {
      chain = sha256(linkBytes(chain, hash))
      return {
        position: (head?.position ?? 0) + i + 1,
        seq,
        chain: `\\x${Buffer.from(chain).toString('hex')}`,
      }
    })
    await sql`
      insert into server.link (position, seq, chain, at)
      select position, seq, chain, ${now}
        from jsonb_to_recordset(${links as never}::jsonb) as l(position bigint, seq bigint, chain bytea)`
    await sql`select pg_notify(${sealedChannel}, ${String(links.at(-1)!.position)})`
    return links.length
  })
}

/** Seals as long as the process lives. A database that went away is waited for. */
export function startSealer(db: Db, log: Log): { stop(): Promise<void> } {
  let running = true
  const done = (async () => {
    while (running) {
      const sealed = await sealBatch(db, new Date()).catch((error) => {
        if (running) log.error({ error: String(error) }, 'seal')
        return 0
      })
      if (sealed < batchSize) await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  })()
  return {
    stop() {
      running = false
      return done
    },
  }
}

type Row = Omit<Pending, 'at'> & { position: number; at: Date; hash: Buffer; chain: Buffer }

/**
 * Recomputes the chain from the facts' own words.
 *
 * @returns how many links hold, and the first position that does not, if any
 */
export async function verifyChain(pool: Pool): Promise<{ links: number; brokenAt: number | null }> {
  let chain: Uint8Array = chainStart
  let links = 0
  const rows = pool<Row[]>`
    select l.position, f.id, f.name, f.at, f.actor_id, f.place_id, f.within, f.people, f.cause_id,
           f.command_id, f.body, f.hash, l.chain
      from server.link l left join server.fact f using (seq)
     order by l.position`.cursor(1000)
  for await (const batch of rows)
    for (const row of batch) {
      const hash = row.id ? factHash(row as Pending) : Buffer.alloc(0)
      chain = sha256(linkBytes(chain, hash.length === 32 ? hash : chainStart))
      const holds =
        row.position === links + 1 &&
        hash.equals(row.hash ?? '') &&
        Buffer.from(chain).equals(row.chain)
      if (!holds) return { links, brokenAt: row.position }
      links += 1
    }
  return { links, brokenAt: null }
}

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()
