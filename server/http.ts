// The HTTP door: walks the declared commands and queries; nothing is routed by hand.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import statics from '@fastify/static'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Actor, anyone, forbidden, mayAnywhere } from '#base/permission.ts'
import { Problem, problem } from '#base/problem.ts'
import { type Lang, langOf } from '#base/text.ts'
import { coerce } from './coerce.ts'
import { databaseError } from './db.ts'
import {
  answerBody,
  type Dispatcher,
  dispatch,
  invalidInput,
  issuesOf,
  unavailable,
} from './dispatch.ts'
import { acceptBatch } from './inbox.ts'
import { openapi } from './openapi.ts'
import type { AnyQuery } from './query.ts'
import type { Caller, Doorkeeper, Services } from './services.ts'

export const signedOut = problem('identity.signed-out', 401, '请先登录', 'Please sign in')
export const csrfMissing = problem(
  'identity.csrf',
  403,
  '页面已过期，请刷新后再试',
  'This page has expired; reload it and try again',
)
export const mustChangePassword = problem(
  'identity.must-change-password',
  403,
  '请先修改初始密码',
  'Please change the initial password first',
)
const unknownPath = problem(
  'http.not-found',
  404,
  '没有这个地址',
  'There is nothing at this address',
)
const bodyTooLarge = problem('http.too-large', 413, '提交的内容过大', 'What was sent is too large')
const badRequest = problem(
  'http.bad-request',
  400,
  '无法读取提交的内容',
  'What was sent cannot be read',
)
const tooMany = problem(
  'http.too-many',
  429,
  '操作过于频繁，请稍后再试',
  'Too many requests; try again shortly',
)
const ours = problem(
  'server.failed',
  500,
  '系统出错了，您的操作没有生效。请稍后再试，或把时间告诉管理员',
  'Something failed on our side and nothing was changed. Try again, or tell an administrator the time',
)

export type HttpOptions = {
  services: Omit<Services, 'caller' | 'visitor' | 'language' | 'run' | 'ask'>
  dispatcher: Dispatcher
  doorkeeper: Doorkeeper
  /** folder of the built web; absent while developing */
  dist?: string
  logger?: boolean
  /** requests per minute and address */
  rateMax?: number
  trustProxy?: boolean
}

const envelope = z.object({
  id: z.uuid(),
  input: z.unknown(),
  at: z.iso.datetime({ offset: true }).optional(),
})

export async function createHttp(options: HttpOptions): Promise<FastifyInstance> {
  const { capabilities } = options.services
  const http = Fastify({
    bodyLimit: 1_000_000,
    logger: options.logger ? { level: 'warn' } : false,
    trustProxy: options.trustProxy ?? false,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: true,
  })
  await http.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives: policy } })
  await http.register(cookie)
  await http.register(rateLimit, {
    max: options.rateMax ?? 6000,
    timeWindow: '1 minute',
    errorResponseBuilder: () => tooMany({}),
  })
  await http.register(compress, { threshold: 1024 })

  const callers = new WeakMap<FastifyRequest, Promise<Caller | null>>()
  const visitor = (request: FastifyRequest): Promise<Caller | null> => {
    const known = callers.get(request) ?? options.doorkeeper(request, options.services.now())
    callers.set(request, known)
    return known
  }
  const language = (request: FastifyRequest): Lang =>
    langOf(String(request.headers['x-lang'] ?? request.headers['accept-language'] ?? ''))
  const services: Services = {
    ...options.services,
    visitor,
    language,
    async caller(request) {
      const caller = await visitor(request)
      if (!caller) throw signedOut({})
      if (request.method !== 'GET' && request.method !== 'HEAD') guardUnsafe(request, caller)
      return caller
    },
    run: (command, actor, envelope) =>
      dispatch(options.dispatcher, command, actor, envelope, options.services.now()),
    ask: (query, actor, input) => ask(services, query, actor, input),
  }

  http.setErrorHandler((error, request, reply) => {
    const refusal = asProblem(error)
    if (refusal.status === 500) request.log.error(error)
    return refuse(reply, refusal, language(request))
  })
  const commands = new Map(
    capabilities.flatMap((c) => c.commands.map((command) => [command.name, command])),
  )

  for (const command of commands.values())
    http.post(`/api/commands/${command.name}`, async (request, reply) => {
      const caller = await services.caller(request)
      if (caller.only && !caller.only.includes(command.name)) throw mustChangePassword({})
      const body = envelope.safeParse(request.body)
      if (!body.success) throw invalidInput({ issues: issuesOf(body.error) })
      const { id, input, at } = body.data
      const answer = await services.run(command, caller.actor, {
        id,
        input,
        at: at ? new Date(at) : undefined,
      })
      if (!answer.ok) return refuse(reply, answer.problem, language(request))
      return answer
    })

  http.post('/api/inbox', { bodyLimit: 4_000_000 }, async (request, reply) => {
    const caller = await services.caller(request)
    if (caller.only) throw mustChangePassword({})
    const agent = String(request.headers['user-agent'] ?? '')
    const { dispatcher } = options
    const outcome = await acceptBatch(
      dispatcher,
      commands,
      caller.actor,
      request.body,
      agent,
      options.services.now,
    )
    if ('problem' in outcome) return refuse(reply, outcome.problem, language(request))
    const lang = language(request)
    return {
      answers: outcome.answers.map(({ id, seq, answer }) => ({
        id,
        seq,
        ...answerBody(answer, lang),
      })),
    }
  })

  for (const query of capabilities.flatMap((c) => c.queries))
    http.get(`/api/${query.name}`, async (request, reply) => {
      const caller =
        query.may === 'anyone' ? await visitor(request) : await services.caller(request)
      if (caller?.only && !caller.only.includes(query.name)) throw mustChangePassword({})
      const input = coerce(query.input, request.query as Record<string, string | string[]>)
      reply.header('cache-control', 'no-store')
      return services.ask(query, caller?.actor ?? anyone, input)
    })

  http.get('/api/stream', async (request, reply) => {
    const caller = await services.caller(request)
    const { names, after } = request.query as { names?: string; after?: string }
    const last = Number(request.headers['last-event-id'] ?? after ?? Number.NaN)
    reply.hijack()
    await services.stream.open(
      reply.raw,
      caller.actor,
      Number.isSafeInteger(last) && last >= 0 ? last : null,
      names ? names.split(',').slice(0, 100) : null,
    )
  })
  const description = openapi(capabilities)
  http.get('/api/openapi.json', async () => description)
  http.get('/api/health', async () => {
    await options.services.pool`select 1`
    return { ok: true }
  })
  for (const capability of capabilities) capability.routes?.(http, services)
  await serveWeb(http, options.dist, language)
  return http
}

/** @throws identity.forbidden, input.invalid, and what the query refuses */
async function ask(
  services: Services,
  query: AnyQuery,
  actor: Actor,
  raw: unknown,
): Promise<unknown> {
  const open = query.may === 'anyone' || query.may === 'signed-in'
  if (!open && !mayAnywhere(actor, query.may)) throw forbidden({ permission: query.may })
  const input = query.input.safeParse(raw)
  if (!input.success) throw invalidInput({ issues: issuesOf(input.error) })
  return query.run({ sql: services.pool, actor, now: services.now() }, input.data)
}

/** A change must come from our own page: the token of the session, and no foreign origin. */
function guardUnsafe(request: FastifyRequest, caller: Caller): void {
  const site = request.headers['sec-fetch-site']
  const foreign = site !== undefined && site !== 'same-origin' && site !== 'none'
  if (foreign || request.headers['x-csrf'] !== caller.csrf) throw csrfMissing({})
}

function refuse(reply: FastifyReply, refusal: Problem, lang: Lang): FastifyReply {
  if (refusal.status === 429 || refusal.status === 503)
    reply.header('retry-after', String(refusal.details['retryAfterSeconds'] ?? 2))
  return reply
    .status(refusal.status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(refusal.toBody(lang)))
}

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  const failure = databaseError(error)
  if (failure?.lost) return unavailable({})
  if (failure?.unfit) return badRequest({})
  const status = (error as { statusCode?: number }).statusCode ?? 500
  if (status === 413) return bodyTooLarge({})
  if (status === 429) return tooMany({})
  return status >= 400 && status < 500 ? badRequest({}) : ours({})
}

/** The built web: hashed assets for ever, the two pages always fresh, and the desk behind every other address. */
async function serveWeb(
  http: FastifyInstance,
  dist: string | undefined,
  language: (request: FastifyRequest) => Lang,
): Promise<void> {
  const built = dist !== undefined && existsSync(join(dist, 'index.html'))
  if (built)
    await http.register(statics, {
      root: dist,
      index: false,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const hashed = /[\\/]assets[\\/]/.test(path)
        reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  if (built) http.get('/', (_, reply) => reply.sendFile('index.html'))
  http.setNotFoundHandler((request, reply) => {
    // A file of an older build that is gone must fail as a file: a page in its place would be kept as one.
    const page = request.method === 'GET' && !/^\/(api|assets)\//.test(request.url)
    if (!built || !page) return refuse(reply, unknownPath({}), language(request))
    const field = /^\/field(\/|\?|$)/.test(request.url)
    return reply.sendFile(field ? 'field.html' : 'index.html')
  })
}

const policy = {
  'default-src': ["'self'"],
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  // antd writes its styles into the page.
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'blob:', 'data:'],
  'media-src': ["'self'", 'blob:'],
  'worker-src': ["'self'", 'blob:'],
  'connect-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
}
