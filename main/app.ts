// One city's Baimi in one process: database, door, reactions, clock, sealer, live stream.

import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { actorAsOf, doorkeeper, installPermissions } from '#identity'
import { localBlobs } from '#server/blobs.ts'
import { startClock } from '#server/clock.ts'
import { connect, type Db, dbOf, type Pool } from '#server/db.ts'
import { createHttp } from '#server/http.ts'
import { type Log, loud } from '#server/log.ts'
import { createWorker, type Worker } from '#server/react.ts'
import { startSealer } from '#server/seal.ts'
import { startStream } from '#server/stream.ts'
import { capabilities } from './capabilities.ts'
import { demonstrationLogins } from './prepare.ts'

export type AppOptions = {
  databaseUrl: string
  /** folder for evidence and other files */
  dataDir: string
  /** folder of the built web */
  dist?: string
  /** 0 takes any free port */
  port: number
  host?: string
  log?: Log
  /** connections to the database for commands and queries */
  poolSize?: number
  rateMax?: number
  /** whether this process also runs reactions, clock and sealer; several servers may share one worker */
  work?: boolean
}

export type App = {
  url: string
  port: number
  pool: Pool
  db: Db
  worker: Worker
  http: FastifyInstance
  stop(): Promise<void>
}

/** Starts everything, in order; `stop` ends it in the opposite order and leaves nothing running. */
export async function startApp(options: AppOptions): Promise<App> {
  const log = options.log ?? loud
  installPermissions(Object.assign({}, ...capabilities.map((c) => c.permissions)))
  const pool = connect(options.databaseUrl, { max: options.poolSize ?? 12, name: 'baimi' })
  const db = dbOf(pool)
  const worker = await createWorker(options.databaseUrl, db, capabilities, log)
  const stream = await startStream(pool, worker.ledger.kinds, log)
  const http = await createHttp({
    services: {
      db,
      pool,
      blobs: localBlobs(join(options.dataDir, 'evidence')),
      stream,
      capabilities,
      now: () => new Date(),
    },
    dispatcher: {
      db,
      ledger: worker.ledger,
      onCommitted: worker.wake,
      actorAsOf: (id, at) => actorAsOf(pool, id, at),
    },
    doorkeeper: (request, now) => doorkeeper(pool, request, now),
    ...(options.dist ? { dist: options.dist } : {}),
    ...(options.rateMax ? { rateMax: options.rateMax } : {}),
    logger: true,
  })
  // The demonstration's logins, for the door; a city of real people answers that there is no such address.
  http.get('/api/demo-logins', async (_, reply) => {
    const logins = await demonstrationLogins(pool)
    return logins.length > 0 ? { logins } : reply.callNotFound()
  })
  const working = options.work ?? true
  const sealer = working ? startSealer(db, log) : null
  if (working) {
    await worker.start()
    await startClock(db, worker, capabilities, log)
  }
  await http.listen({ port: options.port, host: options.host ?? '0.0.0.0' })
  const address = http.server.address()
  const port = typeof address === 'object' && address ? address.port : options.port

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    pool,
    db,
    worker,
    http,
    async stop() {
      await stream.stop()
      await http.close()
      await worker.stop()
      await sealer?.stop()
      await pool.end({ timeout: 5 })
    },
  }
}
