// The PostgreSQL driver, mended as it is loaded. Import the driver from here and nowhere else.
//
// A database that dies and is back within a second must cost queries, not data and not the process. In
// porsager's postgres 3.4.9 it costs both. What is left of a transaction whose connection was lost goes on
// using the connection after it was opened again for somebody else: its statements commit by themselves,
// its rollback undoes a stranger's work. And a small write, put off with setImmediate, throws where nobody
// can catch it when it finds no socket, or is waited for for ever (porsager/postgres #1066, #1154, #1208).
//
// The places are few and the version is pinned, so they are mended in the text of the module; a text that
// is not the expected one stops the program. docs/decisions/mended-driver.md says how to leave this behind.

import { registerHooks } from 'node:module'

type Mend = readonly [broken: string, mended: string]

const connection: readonly Mend[] = [
  [
    'const x = socket.write(chunk, fn)',
    `if (!socket) {
      nextWriteTimer !== null && clearImmediate(nextWriteTimer)
      chunk = nextWriteTimer = null
      error(Errors.connection('CONNECTION_CLOSED', options))
      return false
    }
    const x = socket.write(chunk, fn)`,
  ],
  // In terminate() and in closed(): what was put off is off.
  [
    'clearImmediate(nextWriteTimer)\n    if (socket) {',
    'clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    if (socket) {',
  ],
  [
    "clearImmediate(nextWriteTimer)\n    socket.removeListener('data', data)",
    "clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    socket.removeListener('data', data)",
  ],
  // In closed(): a query sent between the error and the close is answered too.
  ['!hadError && (query || sent.length) && error(', ';(query || sent.length) && error('],
  // In closed(): the parting words of a server that stops are no answer to the next query.
  [
    'closedTime = performance.now()',
    'query = results = errorResponse = null\n    closedTime = performance.now()',
  ],
]

const pool: readonly Mend[] = [
  // begin(): once the connection is lost, nothing of this transaction touches it again.
  ['      , prepare = null\n', '      , prepare = null\n      , lost = null\n'],
  [
    'connection.onclose = reject)',
    `connection.onclose = e => {
          lost = e
          while (queries.length)
            queries.shift().reject(e)
          reject(e)
        })`,
  ],
  [
    'q.catch(e => uncaughtError || (uncaughtError = e))\n',
    'q.catch(e => uncaughtError || (uncaughtError = e))\n        if (lost)\n          return q.reject(lost)\n',
  ],
  // reserve(): the same, and a lost connection is not given back a second time.
  [
    '    move(c, reserved)\n    c.reserved = () => queue.length',
    `    let lost = null
    c.onclose = e => {
      lost = e
      while (queue.length)
        queue.shift().reject(e)
    }
    move(c, reserved)
    c.reserved = () => queue.length`,
  ],
  [
    'sql.release = () => {\n',
    'sql.release = () => {\n      if (lost)\n        return\n      c.onclose = null\n',
  ],
  [
    'function handler(q) {\n      c.queue === full\n        ? queue',
    'function handler(q) {\n      if (lost)\n        return q.reject(lost)\n      c.queue === full\n        ? queue',
  ],
]

const mends = new Map([
  ['/postgres/src/connection.js', connection],
  ['/postgres/src/index.js', pool],
])
const seen = new Set<string>()

const hooks = registerHooks({
  load(url, context, next) {
    const loaded = next(url, context)
    const [file, mending] = [...mends].find(([end]) => url.endsWith(end)) ?? []
    if (!file || !mending) return loaded
    seen.add(file)
    return { ...loaded, source: mending.reduce(mend, String(loaded.source)) }
  },
})
const driver = await import('postgres')
hooks.deregister()
if (seen.size < mends.size)
  throw new Error('the driver was loaded before server/postgres.ts could mend it')

export const postgres = driver.default

function mend(text: string, [broken, mended]: Mend): string {
  const [before, after, ...more] = text.split(broken)
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`the driver is not the one that server/postgres.ts mends: ${broken}`)
  return before + mended + after
}
