// Talking to the server: one way to ask, one to act, and every failure a Problem with a sentence to show.
//
// Used by desk and field alike, so it knows neither React nor antd.

import { Problem, type ProblemBody, problem } from '#base/problem.ts'
import { lang } from './i18n.ts'

/** No answer came: no signal, or the server is down. Nothing is known to have been done. */
export const unreachable = problem(
  'web.unreachable',
  0,
  '没有连上服务器。您填写的内容还在，网络恢复后请再试一次',
  'The server could not be reached. What you entered is still here: try again when the network is back',
)
/** The server answered, but not with an answer or a Problem of ours. */
export const broken = problem<{ status: number }>(
  'web.broken-answer',
  500,
  ({ status }) => `服务器出了问题（${status}）。您填写的内容还在，请稍后再试`,
  ({ status }) =>
    `The server failed (${status}). What you entered is still here: try again in a while`,
)

const patienceMs = 20_000

export const signedOutCode = 'identity.signed-out'

/** Whether the same attempt may be sent again, because no decision on it is known. */
export const isUndecided = (error: unknown): boolean =>
  error instanceof Problem && (error.code === 'web.unreachable' || error.status >= 500)

let csrf = ''
export function setCsrf(token: string): void {
  csrf = token
}

let onSignedOut = () => {}
/** What to do when the server says that the session has ended. */
export function whenSignedOut(act: () => void): void {
  onSignedOut = act
}

type Value = string | number | boolean | null | undefined
/** A query's input: flat, because it travels in the address. */
export type Params = Readonly<Record<string, Value | readonly Value[]>>

/** `?a=1&list=x&list=y`; empty values are left out. */
export function searchOf(input: Params): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(input))
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== null && one !== '') search.append(key, String(one))
  const text = search.toString()
  return text === '' ? '' : `?${text}`
}

/** GET /api/<query> */
export const ask = <A>(name: string, input: Params = {}, signal?: AbortSignal): Promise<A> =>
  send<A>(`/api/${name}${searchOf(input)}`, signal ? { signal } : {})

/** POST /api/commands/<command>; the same id is the same act, however often it is sent. */
export async function act<A>(name: string, id: string, input: unknown, at?: Date): Promise<A> {
  const body = { id, input, ...(at ? { at: at.toISOString() } : {}) }
  return (await post<{ answer: A }>(`/api/commands/${name}`, body)).answer
}

export const post = <A>(path: string, body: unknown, signal?: AbortSignal): Promise<A> =>
  send<A>(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal ? { signal } : {}),
  })

async function send<A>(path: string, init: RequestInit): Promise<A> {
  const { signal, done } = withPatience(init.signal)
  try {
    const response = await fetch(path, {
      ...init,
      signal,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        'accept-language': lang(),
        'x-csrf': csrf,
        ...init.headers,
      },
    })
    if (!response.ok) throw await problemOf(response)
    return (response.status === 204 ? undefined : await response.json()) as A
  } catch (error) {
    if (error instanceof Problem || init.signal?.aborted) throw error
    throw unreachable({})
  } finally {
    done()
  }
}

/** Ends when the caller's own signal ends, or when nobody would wait any longer. */
function withPatience(own: AbortSignal | null | undefined) {
  const controller = new AbortController()
  const abort = () => controller.abort()
  const timer = setTimeout(abort, patienceMs)
  own?.addEventListener('abort', abort)
  return {
    signal: controller.signal,
    done() {
      clearTimeout(timer)
      own?.removeEventListener('abort', abort)
    },
  }
}

/** The Problem a refused response carries. */
export async function problemOf(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => null)) as Partial<ProblemBody> | null
  if (typeof body?.code !== 'string' || typeof body.title !== 'string')
    return broken({ status: response.status })
  if (body.code === signedOutCode) onSignedOut()
  const said = { zh: body.title, en: body.title }
  return new Problem(body.code, response.status, body.details ?? {}, said)
}

/** PUT /api/evidence/<sha256>: harmless to repeat. */
export const putEvidence = (
  sha256: string,
  bytes: Blob,
  onProgress?: (share: number) => void,
): Promise<void> => sendBytes('PUT', `/api/evidence/${sha256}`, bytes, onProgress)

/** POST of a file; answers what the server made of it. */
export const postBytes = <A>(
  path: string,
  bytes: Blob,
  onProgress?: (share: number) => void,
): Promise<A> => sendBytes<A>('POST', path, bytes, onProgress)

/** XMLHttpRequest, because fetch tells no progress. */
const sendBytes = <A>(
  method: string,
  path: string,
  bytes: Blob,
  onProgress: ((share: number) => void) | undefined,
): Promise<A> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(method, path)
    request.setRequestHeader('content-type', bytes.type || 'application/octet-stream')
    request.setRequestHeader('x-csrf', csrf)
    request.setRequestHeader('accept-language', lang())
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress?.(event.loaded / event.total)
    }
    request.onerror = () => reject(unreachable({}))
    request.onload = () => {
      const { status, responseText } = request
      if (status >= 200 && status < 300) return resolve(answerIn(responseText))
      problemOf(new Response(responseText || null, { status: status || 500 })).then(reject)
    }
    request.send(bytes)
  })

function answerIn<A>(body: string): A {
  try {
    return JSON.parse(body) as A
  } catch {
    return undefined as A
  }
}
