// A real server of the whole app for journeys: its own port, its own database, its own folder.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, startApp } from '#main/app.ts'
import { dist } from '#main/web-build.ts'
import { quiet } from '#server/log.ts'
import { freshDatabase } from '#server/testing.ts'

export type TestServer = App & { databaseUrl: string; dataDir: string }

/**
 * Starts the app on a database cloned from the migrated template.
 *
 * @param work whether reactions, clock and sealer run too
 */
export async function startServer({ work = true } = {}): Promise<TestServer> {
  const database = await freshDatabase()
  const dataDir = mkdtempSync(join(tmpdir(), 'baimi-test-'))
  const app = await startApp({
    databaseUrl: database.url,
    dataDir,
    dist,
    port: 0,
    host: '127.0.0.1',
    log: quiet,
    work,
    rateMax: 1_000_000,
  })
  return {
    ...app,
    databaseUrl: database.url,
    dataDir,
    async stop() {
      await app.stop()
      await database.drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
