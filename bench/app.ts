// The server under test: the same as `npm start` runs, without the web and the limit on requests.

import { startApp } from '#main/app.ts'

const [databaseUrl, dataDir] = process.argv.slice(2) as [string, string]
const app = await startApp({
  databaseUrl,
  dataDir,
  port: 0,
  host: '127.0.0.1',
  rateMax: 100_000_000,
})

process.send?.({ url: app.url })
process.on('message', () => process.send?.(process.memoryUsage().rss / 2 ** 20))
process.on('SIGTERM', async () => {
  await app.stop()
  process.exit(0)
})
// The benchmark died: so does its server.
process.on('disconnect', () => process.exit(1))
