// A device or a desk as the server sees it: a session cookie, the token against forgery, kept-alive connections.

import { Agent, request as open } from 'node:http'
import { newId } from '#base/id.ts'

export type Filters = Readonly<Record<string, string | number | boolean>>

export type Client = {
  cookie: string
  /** @returns the answer of the command @throws when it is refused */
  command<A>(name: string, input: unknown): Promise<A>
  query<A>(name: string, input?: Filters): Promise<A>
  close(): void
}

export async function signIn(url: string, account: string, password: string): Promise<Client> {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 })
  const cookies = new Map<string, string>()
  const headers: Record<string, string> = {}
  const send = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const reply = await call(agent, new URL(path, url), method, headers, body)
    // Sessions exchange their cookie now and then; a browser would keep the newest, and so does this.
    for (const cookie of reply.cookies) {
      const [name, value] = cookie.split(';')[0]!.split('=') as [string, string]
      cookies.set(name, value)
    }
    headers['cookie'] = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return reply.body
  }
  await send('POST', '/api/sign-in', { account, password })
  headers['x-csrf'] = ((await send('GET', '/api/session.current')) as { csrf: string }).csrf
  return {
    cookie: headers['cookie']!,
    async command<A>(name: string, input: unknown) {
      const answer = await send('POST', `/api/commands/${name}`, { id: newId(), input })
      return (answer as { answer: A }).answer
    },
    async query<A>(name: string, input: Filters = {}) {
      const search = new URLSearchParams()
      for (const [key, value] of Object.entries(input)) search.append(key, String(value))
      return (await send('GET', `/api/${name}?${search}`)) as A
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
