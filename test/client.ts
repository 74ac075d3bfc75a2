// A device as the server sees it: signed in, and stubborn. What is not answered is sent again, with the same id.

import { setTimeout as sleep } from 'node:timers/promises'
import type { ProblemBody } from '#base/problem.ts'

export type Answered = { ok: true; answer: unknown } | { ok: false; problem: ProblemBody }
export type Entry = { id: string; seq: number; name: string; input: unknown; at: string }
export type Device = {
  /** Sends a command until it is answered; an answer is final. */
  command(name: string, id: string, input: unknown): Promise<Answered>
  /** Sends a batch until every entry of it is answered. */
  inbox(deviceId: string, entries: Entry[]): Promise<Map<string, Answered>>
  put(path: string, bytes: Uint8Array, type: string): Promise<void>
}

const patienceMs = 600_000

export async function signInDevice(
  url: string,
  account: string,
  password: string,
): Promise<Device> {
  const cookies = new Map<string, string>()
  let csrf = ''
  const call = async (
    method: string,
    path: string,
    body?: string | Uint8Array,
    type = 'application/json',
  ) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'x-csrf': csrf,
        ...(body === undefined ? {} : { 'content-type': type }),
      },
      ...(body === undefined ? {} : { body: body as string }),
      signal: AbortSignal.timeout(60_000),
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [name, value] = cookie.split(';')[0]!.split('=') as [string, string]
      cookies.set(name, value)
    }
    const answered = (await response.json()) as Record<string, unknown>
    return { status: response.status, body: answered }
  }
  /** Until the server gives an answer that is its own and not the sound of it breaking down. */
  const insist = async (...request: Parameters<typeof call>) => {
    for (const since = Date.now(); ; await sleep(50)) {
      const reply = await call(...request).catch(() => null)
      if (reply && reply.status !== 503 && reply.status !== 500) return reply
      if (Date.now() - since > patienceMs)
        throw new Error(
          `no answer to ${request[0]} ${request[1]} for ten minutes: ${reply?.status}`,
        )
    }
  }

  const signedIn = await insist('POST', '/api/sign-in', JSON.stringify({ account, password }))
  if (signedIn.status !== 200) throw new Error(`${account}: ${JSON.stringify(signedIn.body)}`)
  csrf = String((await insist('GET', '/api/session.current')).body['csrf'])
  return {
    async command(name, id, input) {
      const { status, body } = await insist(
        'POST',
        `/api/commands/${name}`,
        JSON.stringify({ id, input }),
      )
      return (status === 200 ? body : { ok: false, problem: body }) as Answered
    },
    async inbox(deviceId, entries) {
      const answers = new Map<string, Answered>()
      for (let left = entries; left.length > 0; left = left.filter(({ id }) => !answers.has(id))) {
        const { status, body } = await insist(
          'POST',
          '/api/inbox',
          JSON.stringify({ deviceId, entries: left }),
        )
        if (status !== 200) throw new Error(`inbox: ${JSON.stringify(body)}`)
        for (const { id, ...answer } of body['answers'] as ({ id: string } & Answered)[])
          answers.set(id, answer as Answered)
      }
      return answers
    },
    async put(path, bytes, type) {
      const { status, body } = await insist('PUT', path, bytes, type)
      if (status >= 300) throw new Error(`PUT ${path}: ${JSON.stringify(body)}`)
    },
  }
}
