// The doors a command cannot be: signing in, signing out, and asking who one is.

import type {} from '@fastify/cookie'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { problem } from '#base/problem.ts'
import type { Sql } from '#server/db.ts'
import { invalidInput, issuesOf } from '#server/dispatch.ts'
import type { Caller, Services } from '#server/services.ts'
import { callerOf } from './actor.ts'
import { currentSession } from './queries/own.ts'
import { cookieOptions, deviceCookie, hashOfToken, isToken, sessionCookie } from './session.ts'
import { signIn } from './sign-in.ts'
import { addressKey, knownDeviceForMs } from './throttle.ts'

export const foreignPage = problem(
  'identity.foreign-page',
  403,
  '请在本系统的页面上登录',
  'Sign in on a page of this system',
)

const credentials = z.object({
  account: z.string().min(1).max(64),
  password: z.string().min(1).max(200),
})

// A cookie that was exchanged while its request was recognised goes out with that request's answer.
const exchanged = new WeakMap<FastifyRequest, { token: string; maxAgeMs: number }>()

const isSecure = (request: FastifyRequest): boolean => request.protocol === 'https'

/** Recognises the sender of a request by the session cookie; main/ hands this to the HTTP door. */
export async function doorkeeper(
  sql: Sql,
  request: FastifyRequest,
  now: Date,
): Promise<Caller | null> {
  const caller = await callerOf(sql, request.cookies[sessionCookie(isSecure(request))], now)
  if (caller?.exchanged) exchanged.set(request, caller.exchanged)
  return caller
}

export function routes(http: FastifyInstance, services: Services): void {
  http.addHook('onSend', async (request, reply) => {
    const cookie = exchanged.get(request)
    if (cookie) setSession(request, reply, cookie.token, cookie.maxAgeMs)
  })

  http.post('/api/sign-in', { bodyLimit: 4_000 }, async (request, reply) => {
    mustBeOwnPage(request)
    const body = credentials.safeParse(request.body)
    if (!body.success) throw invalidInput({ issues: issuesOf(body.error) })
    const secure = isSecure(request)
    const now = services.now()
    const device = deviceCookie(secure)
    const { token, lastsMs, ...signedIn } = await signIn(
      services.db,
      {
        ...body.data,
        address: addressKey(request.ip),
        agent: String(request.headers['user-agent'] ?? ''),
        device: request.cookies[device],
      },
      now,
    )
    await revokeByCookie(services, request.cookies[sessionCookie(secure)], 'replaced', now)
    setSession(request, reply, token, lastsMs)
    reply.header(
      'set-cookie',
      http.serializeCookie(
        device,
        signedIn.device,
        cookieOptions(secure, knownDeviceForMs, '/api/sign-in'),
      ),
    )
    return { mustChange: signedIn.mustChange }
  })

  http.post('/api/sign-out', async (request, reply) => {
    const secure = isSecure(request)
    if (await services.visitor(request)) await services.caller(request)
    exchanged.delete(request)
    await revokeByCookie(
      services,
      request.cookies[sessionCookie(secure)],
      'signed-out',
      services.now(),
    )
    setSession(request, reply, '', 0)
    return {}
  })

  http.get('/api/session.current', async (request, reply) => {
    const caller = await services.caller(request)
    reply.header('cache-control', 'no-store')
    return currentSession(services.pool, caller, services.language(request), services.now())
  })

  function setSession(
    request: FastifyRequest,
    reply: FastifyReply,
    token: string,
    maxAgeMs: number,
  ) {
    const secure = isSecure(request)
    reply.header(
      'set-cookie',
      http.serializeCookie(sessionCookie(secure), token, cookieOptions(secure, maxAgeMs)),
    )
  }
}

/** Signing somebody in from a foreign page would have them work under a stranger's name. */
function mustBeOwnPage(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site']
  const { origin } = request.headers
  // Browsers before 2023 send no Sec-Fetch-Site; a program sends neither, and carries no cookies of others.
  const own =
    site !== undefined
      ? site === 'same-origin' || site === 'none'
      : origin === undefined || hostOf(origin) === hostOf(`${request.protocol}://${request.host}`)
  if (!own) throw foreignPage({})
}

/** The host of an address without its default port; undefined for what is no address. */
const hostOf = (address: string): string | undefined => URL.parse(address)?.host

/** Ends the session of a cookie; without one, or with one long over, nothing happens. */
async function revokeByCookie(
  { pool, stream }: Services,
  token: string | undefined,
  why: string,
  now: Date,
): Promise<void> {
  if (!isToken(token)) return
  const [ended] = await pool<{ personId: string }[]>`
    update identity.session set revoked_at = ${now}, revoked_why = ${why}
     where (token_hash = ${hashOfToken(token)} or previous_hash = ${hashOfToken(token)}) and revoked_at is null
    returning person_id`
  if (ended) stream.drop(ended.personId)
}
