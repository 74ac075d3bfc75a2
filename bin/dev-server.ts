// The API while developing, started and restarted by bin/dev.ts. Serves no built web: Vite does.

import { startApp } from '#main/app.ts'
import { atEnd, watchForTheEnd } from '#main/lifetime.ts'

watchForTheEnd()
const app = await startApp({
  databaseUrl: process.env['DATABASE_URL']!,
  dataDir: process.env['BAIMI_DATA']!,
  port: Number(process.env['PORT']),
  host: '127.0.0.1',
})
atEnd(() => app.stop())
