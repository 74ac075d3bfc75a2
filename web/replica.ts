// What was read, kept on the device with its age, so that every screen opens without signal.
//
// A read belongs to one person: whoever signs in next on the same phone never sees it.

import { ask, type Params, searchOf } from './http.ts'
import { type CachedRead, store } from './store.ts'

export const readKey = (personId: string, name: string, input: Params): string =>
  `${personId} ${name}${searchOf(input)}`

export const cached = (key: string): Promise<CachedRead | undefined> => store.reads.get(key)

const onTheWay = new Map<string, Promise<void>>()

/** Asks the server again and keeps the answer. Askers of the same question share one request. */
export function refresh(
  personId: string,
  name: string,
  input: Params,
  now: () => Date,
  signal?: AbortSignal,
): Promise<void> {
  const key = readKey(personId, name, input)
  const running = onTheWay.get(key)
  if (running) return running
  const request = ask<unknown>(name, input, signal)
    .then((value) => store.reads.put({ key, personId, value, readAt: now().toISOString() }))
    .then(() => undefined)
    .finally(() => onTheWay.delete(key))
  onTheWay.set(key, request)
  return request
}

/** Forgets what one person has read: at sign-out, on a phone that others use too. */
export const forgetReads = (personId: string): Promise<number> =>
  store.reads.where({ personId }).delete()
