// A device or a desk as the server sees it: a session cookie, the token against forgery, kept-alive connections.

import { Agent, request as open } from 'node:http'
import { newId } from '#base/id.ts'

export type Client = {
  cookie: string
  /** @returns the answer of the command @throws when it is refused */
  command<A>(name: string, input: unknown): Promise<A>
  query<A>(name: string, input?: Record<string, string | number | boolean>): Promise<A>
  close(): void
}

export async function signIn(url: string, account: string, password: string): Promise<Client> {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 })
  const send = (method: string, path: string, headers: Record<string, string>, body?: unknown) =>
    call(agent, new URL(path, url), method, headers, body)
  const entry = await send('POST', '/api/sign-in', {}, { account, password })
  const cookie = entry.cookies.map((one) => one.split(';')[0]).join('; ')
  const { body } = await send('GET', '/api/session.current', { cookie })
  const headers = { cookie, 'x-csrf': (body as { csrf: string }).csrf }
  return {
    cookie,
    async command<A>(name: string, input: unknown) {
      const { body } = await send('POST', `/api/commands/${name}`, headers, { id: newId(), input })
      return (body as { answer: A }).answer
    },
    async query<A>(name: string, input: Record<string, string | number | boolean> = {}) {
      const search = new URLSearchParams(Object.entries(input).map(([k, v]) => [k, String(v)]))
      return (await send('GET', `/api/${name}?${search}`, headers)).body as A
    },
    close: () => agent.destroy(),
  }
}

type Reply = { body: unknown; cookies: string[] }

function call(
  agent: Agent,
  url: URL,
  method: string,
  headers: Record<string, string>,
  body?: unknown,
): Promise<Reply> {
  const payload = body === undefined ? undefined : JSON.stringify(body)
  return new Promise((done, fail) => {
    const sent = open(
      url,
      {
        agent,
        method,
        headers: { ...headers, ...(payload ? { 'content-type': 'application/json' } : {}) },
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          if (response.statusCode !== 200)
            return fail(new Error(`${method} ${url.pathname}: ${response.statusCode} ${text}`))
          done({
            body: text ? JSON.parse(text) : null,
            cookies: response.headers['set-cookie'] ?? [],
          })
        })
        response.on('error', fail)
      },
    )
    sent.on('error', fail)
    sent.end(payload)
  })
}
