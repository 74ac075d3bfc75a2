// `npm run dev`: the demonstration city with a server that restarts when its files change, behind Vite,
// which reloads the web.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer as createProbe } from 'node:net'
import { join } from 'node:path'
import { createServer, type Plugin } from 'vite'
import { text } from '#base/text.ts'
import { atEnd, end, watchForTheEnd } from '#main/lifetime.ts'
import { demonstrationLogins, prepare } from '#main/prepare.ts'
import { say, step } from '#main/progress.ts'
import { connect } from '#server/db.ts'
import { startEmbedded } from '#server/embedded.ts'
import { migrate, root } from '#server/migrate.ts'

const port = Number(process.env['PORT'] ?? 8080)
const dataDir = process.env['BAIMI_DATA'] ?? join(root, 'data')

watchForTheEnd()
await develop().catch((error: unknown) => {
  console.error(error)
  return end(1)
})

async function develop(): Promise<void> {
  const databaseUrl = process.env['DATABASE_URL'] ?? (await embedded())
  const pool = connect(databaseUrl, { max: 2, name: 'baimi-dev' })
  await migrate(pool)
  await prepare({ pool, databaseUrl, dataDir, now: new Date() }, false, step)
  const logins = await demonstrationLogins(pool)
  await pool.end()

  const apiPort = await freePort()
  const server = watchServer({ DATABASE_URL: databaseUrl, BAIMI_DATA: dataDir, PORT: `${apiPort}` })
  atEnd(async () => {
    server.kill('SIGTERM')
    await once(server, 'exit')
  })
  const vite = await createServer({
    root,
    plugins: [fieldPage()],
    server: {
      port,
      strictPort: true,
      host: true,
      proxy: { '/api': `http://127.0.0.1:${apiPort}` },
    },
  })
  atEnd(() => vite.close())
  await vite.listen()
  say(text(`开发服务器：http://localhost:${port}`, `Development server: http://localhost:${port}`))
  for (const { account, password, post } of logins.slice(0, 6))
    console.log(`  ${account}  ${password}  ${post.zh} ${post.en}`)
}

async function embedded(): Promise<string> {
  const database = await startEmbedded({ dir: join(dataDir, 'postgres'), log: console.log })
  atEnd(() => database.stop())
  return database.url
}

/** The API in a process of its own, which Node restarts when a file it has loaded changes. */
function watchServer(env: Record<string, string>): ChildProcess {
  const flags = ['--watch', '--watch-preserve-output', '--disable-warning=ExperimentalWarning']
  return spawn(process.execPath, [...flags, join(root, 'bin', 'dev-server.ts')], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true, // Ctrl-C comes to us alone; we stop it in order
  })
}

/** `/field` is field.html, as server/http.ts serves it. */
function fieldPage(): Plugin {
  return {
    name: 'baimi:field-page',
    configureServer(server) {
      server.middlewares.use((request, _, next) => {
        if (/^\/field(\/[^.]*)?(\?|$)/.test(request.url ?? '')) request.url = '/field.html'
        next()
      })
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createProbe().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })
}
