// `npm start`: from a fresh checkout to a served city, and back to nothing running.

import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { text } from '#base/text.ts'
import { connect } from '#server/db.ts'
import { startEmbedded } from '#server/embedded.ts'
import { migrate, root } from '#server/migrate.ts'
import { startApp } from './app.ts'
import { atEnd, end, isEnding, watchForTheEnd } from './lifetime.ts'
import { demonstrationLogins, type Login, prepare } from './prepare.ts'
import { say, step, terminalLang } from './progress.ts'
import { buildWeb, dist, isWebBuilt } from './web-build.ts'

const orphanMs = 5000

watchForTheEnd()
await start().catch((error: unknown) => {
  if (isEnding()) return // what was under way fails because everything stops; that is no news
  console.error(error instanceof Error ? error.message : error)
  return end(1)
})

async function start(): Promise<void> {
  const empty = process.argv.includes('--empty')
  const port = Number(process.env['PORT'] ?? 8080)
  const dataDir = process.env['BAIMI_DATA'] ?? join(root, 'data')
  await portMustBeFree(port)

  const databaseUrl = await database(dataDir)
  const pool = connect(databaseUrl, { max: 4, name: 'baimi-start' })
  atEnd(() => pool.end({ timeout: 2 }))
  await step(text('检查数据库结构', 'Bringing the database to today’s schema'), () => migrate(pool))
  if (!isWebBuilt())
    await step(text('生成网页（仅此一次）', 'Building the web (once)'), () => buildWeb())
  const ground = { pool, databaseUrl, dataDir, now: new Date() }
  const administrator = await prepare(ground, empty, step)

  const host = process.env['HOST']
  const app = await step(text('启动服务', 'Starting the server'), () =>
    startApp({ databaseUrl, dataDir, dist, port, ...(host ? { host } : {}) }),
  )
  atEnd(() => app.stop())
  announce(app.port, await demonstrationLogins(pool), administrator)
}

/** The server named in DATABASE_URL, else our own in `data/`. */
async function database(dataDir: string): Promise<string> {
  const named = process.env['DATABASE_URL']
  if (named) return named
  let report = (line: string): void => console.log(line)
  const embedded = await step(text('启动数据库', 'Starting the database'), (note) => {
    report = (line) => note(text(`（${line}）`, `(${line})`))
    return startEmbedded({
      dir: join(dataDir, 'postgres'),
      log: (line) => (isEnding() ? undefined : report(line)),
    })
  })
  report = (line) => console.log(line)
  atEnd(() => embedded.stop())
  return embedded.url
}

/** Says so before the long steps; gives a predecessor that is just stopping time to let go. */
async function portMustBeFree(port: number): Promise<void> {
  const since = Date.now()
  while (!(await isFree(port))) {
    if (Date.now() - since > orphanMs)
      throw new Error(
        terminalLang === 'zh'
          ? `端口 ${port} 已被占用。请停掉占用它的程序，或换一个端口：PORT=${port + 1} npm start`
          : `Port ${port} is taken. Stop whatever uses it, or take another: PORT=${port + 1} npm start`,
      )
    await sleep(200)
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const probe = createServer()
    probe.once('error', () => done(false))
    probe.listen(port, process.env['HOST'] ?? '0.0.0.0', () => probe.close(() => done(true)))
  })
}

function announce(
  port: number,
  logins: Login[],
  administrator: { account: string; oneTimePassword: string } | null,
): void {
  const address = `http://localhost:${port}`
  console.log('')
  say(text(`百米已就绪：${address}`, `Baimi is ready: ${address}`))
  say(text(`巡查端（手机）：${address}/field`, `Field app (phone): ${address}/field`))
  if (administrator) {
    const { account, oneTimePassword } = administrator
    console.log('')
    say(
      text(
        `第一位管理员：${account}，一次性密码：${oneTimePassword}（只显示这一次，登录后须修改）`,
        `First administrator: ${account}, one-time password: ${oneTimePassword} (shown only now; change it on signing in)`,
      ),
    )
  }
  if (logins.length > 0) {
    console.log('')
    say(text('演示账号（数据均为虚构）：', 'Demonstration logins (all data is invented):'))
    const wide = Math.max(...logins.map(({ account }) => account.length))
    for (const { account, password, name, post, at } of logins)
      console.log(`  ${account.padEnd(wide)}  ${password}  ${post.zh} ${post.en} · ${name} · ${at}`)
  }
  console.log('')
  say(text('按 Ctrl-C 停止', 'Ctrl-C stops it'))
}
