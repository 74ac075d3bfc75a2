// The door, the inbox, the queues and the stream over real HTTP, with a bakery behind them.

import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { newId } from '#base/id.ts'
import { problem } from '#base/problem.ts'
import { text } from '#base/text.ts'
import { localBlobs } from './blobs.ts'
import type { Capability } from './capability.ts'
import { command } from './command.ts'
import { connect, dbOf, type Pool } from './db.ts'
import { createHttp } from './http.ts'
import { loud } from './log.ts'
import { query } from './query.ts'
import { createWorker, type Worker } from './react.ts'
import { startSealer } from './seal.ts'
import type { Caller } from './services.ts'
import { type Stream, startStream } from './stream.ts'
import { freshDatabase } from './testing.ts'

const burnt = problem('oven.burnt', 409, '烤焦了', 'It is burnt')
const shop = newId()
const seen: string[] = []
let poisonous = true

const bake = command({
  name: 'oven.bake',
  title: text('烘焙', 'Bake'),
  source: null,
  may: 'oven.bake',
  offline: true,
  input: z.object({ minutes: z.int().min(1) }),
  example: { minutes: 20 },
  async run({ record }, { minutes }) {
    if (minutes > 60) throw burnt({})
    record('oven.baked', { placeId: shop, within: [shop] }, { minutes })
    return { minutes }
  },
})
const clean = command({ ...bake, name: 'oven.clean', offline: false })
const loaves = query({
  name: 'oven.loaves',
  title: text('面包', 'Loaves'),
  source: null,
  may: 'oven.bake',
  input: z.object({
    limit: z.int().max(50).default(10),
    kinds: z.array(z.string()).default([]),
    hot: z.boolean().optional(),
  }),
  example: {},
  async run(_, input) {
    return input
  },
})
const bakery: Capability = {
  name: 'oven',
  title: text('烤箱', 'Oven'),
  permissions: {},
  facts: {
    'oven.baked': {
      title: text('烤好', 'Baked'),
      may: 'oven.bake',
      body: z.object({ minutes: z.int() }),
    },
  },
  commands: [bake, clean],
  queries: [loaves],
  reactions: {
    async 'oven.baked'(_, facts) {
      if (poisonous && facts.some((fact) => fact.body.minutes === 13)) throw new Error('thirteen')
      seen.push(...facts.map((fact) => fact.id))
    },
  },
}

const callers: Record<string, Caller> = {
  baker: {
    actor: { id: newId(), name: 'b', holds: { 'oven.bake': [shop] } },
    sessionId: '1',
    csrf: 'c',
    language: 'zh',
  },
  stranger: {
    actor: { id: newId(), name: 's', holds: { 'oven.bake': [newId()] } },
    sessionId: '2',
    csrf: 'c',
    language: 'zh',
  },
  novice: {
    actor: { id: newId(), name: 'n', holds: { 'oven.bake': [shop] } },
    sessionId: '3',
    csrf: 'c',
    language: 'zh',
    only: [],
  },
}
/** Yesterday the stranger was a baker; before that nobody remembers. */
const actorAsOf = async (id: string, at: Date) =>
  Date.now() - at.getTime() < 2 * 86_400_000
    ? { id, name: 's', holds: { 'oven.bake': [shop] } }
    : null
let pool: Pool
let http: FastifyInstance
let worker: Worker
let stream: Stream
let sealer: { stop(): Promise<void> }
let drop: () => Promise<void>
let base: string

before(async () => {
  const fresh = await freshDatabase()
  drop = fresh.drop
  pool = connect(fresh.url, { max: 4 })
  const db = dbOf(pool)
  const log = { ...loud, error: () => {} }
  worker = await createWorker(fresh.url, db, [bakery], log)
  await worker.start()
  sealer = startSealer(db, log)
  stream = await startStream(pool, worker.ledger.kinds, log)
  http = await createHttp({
    services: {
      db,
      pool,
      stream,
      blobs: localBlobs(mkdtempSync(join(tmpdir(), 'baimi-'))),
      capabilities: [bakery],
      now: () => new Date(),
    },
    dispatcher: { db, ledger: worker.ledger, onCommitted: worker.wake, actorAsOf },
    doorkeeper: async (request) => callers[String(request.headers['x-who'])] ?? null,
  })
  base = await http.listen({ port: 0, host: '127.0.0.1' })
})
after(async () => {
  await stream.stop()
  await http.close()
  await worker.stop()
  await sealer.stop()
  await pool.end()
  await drop()
})

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(base + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-who': 'baker', 'x-csrf': 'c', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
const answerOf = async (response: Response) => [
  response.status,
  ((await response.json()) as { code?: string }).code,
]

test('a command is answered, and its repeat alike', async () => {
  const body = { id: newId(), input: { minutes: 20 } }
  for (let i = 0; i < 2; i++) {
    const response = await post('/api/commands/oven.bake', body)
    assert.deepEqual(
      [response.status, await response.json()],
      [200, { ok: true, answer: { minutes: 20 } }],
    )
  }
})

test('every door refuses with a problem: signed out, no token, foreign site, malformed, oversized, unknown', async () => {
  const good = { id: newId(), input: { minutes: 20 } }
  const path = '/api/commands/oven.bake'
  const refusals: [Promise<Response>, number, string][] = [
    [post(path, good, { 'x-who': 'nobody' }), 401, 'identity.signed-out'],
    [post(path, good, { 'x-csrf': 'wrong' }), 403, 'identity.csrf'],
    [post(path, good, { 'sec-fetch-site': 'cross-site' }), 403, 'identity.csrf'],
    [post(path, good, { 'x-who': 'novice' }), 403, 'identity.must-change-password'],
    [post(path, '{"id":'), 400, 'http.bad-request'],
    [post(path, { id: 'x', input: {} }), 400, 'input.invalid'],
    [post(path, { id: newId(), input: { minutes: '20' } }), 400, 'input.invalid'],
    [post(path, { id: newId(), input: { minutes: 61 } }), 409, 'oven.burnt'],
    [post(path, { id: newId(), input: 'x'.repeat(1_100_000) }), 413, 'http.too-large'],
    [post('/api/commands/oven.eat', good), 404, 'http.not-found'],
    [
      fetch(`${base}/api/oven.loaves?limit=99`, { headers: { 'x-who': 'baker' } }),
      400,
      'input.invalid',
    ],
    [fetch(`${base}/api/oven.loaves`), 401, 'identity.signed-out'],
  ]
  for (const [response, status, code] of refusals)
    assert.deepEqual(await answerOf(await response), [status, code])
})

test('a problem speaks the language of the reader', async () => {
  const body = { id: newId(), input: { minutes: 61 } }
  const titles = await Promise.all(
    ['zh', 'en'].map(
      async (lang) =>
        (
          (await (await post('/api/commands/oven.bake', body, { 'x-lang': lang })).json()) as {
            title: string
          }
        ).title,
    ),
  )
  assert.deepEqual(titles, ['烤焦了', 'It is burnt'])
})

test('a query reads numbers, booleans and lists from its address', async () => {
  const response = await fetch(`${base}/api/oven.loaves?limit=5&kinds=rye&hot=true`, {
    headers: { 'x-who': 'baker' },
  })
  assert.deepEqual(await response.json(), { limit: 5, kinds: ['rye'], hot: true })
})

test('the inbox runs a batch in device order, refuses what needs a connection, and answers a repeat alike', async () => {
  const at = new Date(Date.now() - 3_600_000).toISOString()
  const entry = (seq: number, name: string, minutes: number) => ({
    seq,
    id: newId(),
    name,
    input: { minutes },
    at,
  })
  const entries = [entry(3, 'oven.bake', 61), entry(1, 'oven.bake', 10), entry(2, 'oven.clean', 10)]
  const batch = { deviceId: newId(), entries }
  const bodies = []
  for (let i = 0; i < 2; i++)
    bodies.push(
      (await (await post('/api/inbox', batch)).json()) as {
        answers: { seq: number; ok: boolean; problem?: { code: string } }[]
      },
    )
  assert.deepEqual(bodies[0], bodies[1])
  assert.deepEqual(
    bodies[0]!.answers.map(({ seq, ok, problem }) => [seq, ok, problem?.code]),
    [
      [1, true, undefined],
      [2, false, 'inbox.not-offline'],
      [3, false, 'oven.burnt'],
    ],
  )
})

test('offline work is judged by the posts of its day, but only for a week back', async () => {
  const old = { id: newId(), name: 'old', holds: {} }
  callers['former'] = { actor: old, sessionId: '9', csrf: 'c', language: 'zh' }
  const codes = []
  for (const days of [0, 1, 8]) {
    const at = new Date(Date.now() - days * 86_400_000).toISOString()
    const entries = [{ seq: days + 1, id: newId(), name: 'oven.bake', input: { minutes: 5 }, at }]
    const response = await post('/api/inbox', { deviceId: newId(), entries }, { 'x-who': 'former' })
    const { answers } = (await response.json()) as { answers: { problem?: { code: string } }[] }
    codes.push(answers[0]!.problem?.code ?? 'done')
  }
  assert.deepEqual(codes, ['identity.forbidden', 'done', 'identity.forbidden'])
})

test('reactions run once per fact; a poisonous fact holds up no other and is retried', async () => {
  const before = seen.length
  await Promise.all(
    [20, 13, 21, 22].map((minutes) =>
      post('/api/commands/oven.bake', { id: newId(), input: { minutes } }),
    ),
  )
  await until(() => seen.length === before + 3)
  poisonous = false
  await until(() => seen.length === before + 4, 15_000)
  assert.equal(new Set(seen).size, seen.length)
})

test('the stream shows what the listener may see, and resumes where it broke off', async () => {
  const [mine, theirs] = [listen('baker'), listen('stranger')]
  await sleep(100)
  await post('/api/commands/oven.bake', { id: newId(), input: { minutes: 31 } })
  await until(() => mine.minutes().includes(31))
  mine.stop()
  await post('/api/commands/oven.bake', { id: newId(), input: { minutes: 32 } })
  await sleep(400)
  const resumed = listen('baker', mine.last())
  await until(() => resumed.minutes().includes(32))
  assert.ok(!resumed.minutes().includes(31))
  assert.deepEqual(theirs.minutes(), [])
  resumed.stop()
  theirs.stop()
})

function listen(who: string, lastEventId?: string) {
  const controller = new AbortController()
  let text = ''
  const headers = { 'x-who': who, ...(lastEventId ? { 'last-event-id': lastEventId } : {}) }
  void fetch(`${base}/api/stream`, { headers, signal: controller.signal })
    .then(async (response) => {
      for await (const chunk of response.body!) text += new TextDecoder().decode(chunk)
    })
    .catch(() => {})
  return {
    minutes: () => [...text.matchAll(/"minutes":(\d+)/g)].map(([, minutes]) => Number(minutes)),
    last: () => [...text.matchAll(/^id: (\d+)/gm)].at(-1)![1]!,
    stop: () => controller.abort(),
  }
}

async function until(condition: () => boolean, timeoutMs = 5_000): Promise<void> {
  for (const end = Date.now() + timeoutMs; !condition(); await sleep(20))
    if (Date.now() > end) throw new Error(`waited ${timeoutMs} ms in vain: ${condition}`)
}
