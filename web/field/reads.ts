// Reads for pages: what the phone kept at once, what the server says as soon as it can.

import { useEffect, useState } from 'react'
import { Problem } from '#base/problem.ts'
import { type Params, unreachable } from '../http.ts'
import { cached, readKey, refresh } from '../replica.ts'
import { heard, now, reachable, within } from './connection.ts'
import { useObservable, useStored } from './observable.ts'
import { usePerson } from './person.ts'
import { answered } from './sending.ts'

export type Read<T> = {
  value: T | undefined
  /** when the server said so */
  readAt: Date | undefined
  /** why there is nothing newer; a page that has a value need not stop for it */
  problem: Problem | undefined
  /** nothing is known yet and nothing has failed yet */
  loading: boolean
}

const freshForMs = 60_000
const started = new Map<string, number>()

/** Asks, and asks again when something was sent, when the signal returns, and once a minute. */
export function useRead<T>(name: string, input: Params = {}, enabled = true): Read<T> {
  const personId = usePerson().person.id
  const key = readKey(personId, name, input)
  const kept = useStored(async () => (await cached(key)) ?? null, [key])
  const [failure, setFailure] = useState<{ key: string; problem: Problem }>()
  const signal = useObservable(reachable)
  const sent = useObservable(answered)

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for name and input
  useEffect(() => {
    if (!enabled) return
    let watching = true
    const renew = async () => {
      if (document.visibilityState === 'hidden') return
      started.set(key, Date.now())
      const problem = await attempt(() => refresh(personId, name, input, now, within(30_000)))
      if (watching) setFailure(problem && { key, problem })
    }
    // Coming back to a page within seconds shows what is kept; something sent since then asks anew.
    if (sent > 0 || Date.now() - (started.get(key) ?? 0) > 5_000) void renew()
    const timer = setInterval(renew, freshForMs)
    document.addEventListener('visibilitychange', renew)
    return () => {
      watching = false
      clearInterval(timer)
      document.removeEventListener('visibilitychange', renew)
    }
  }, [key, enabled, signal, sent])

  const problem = failure?.key === key ? failure.problem : undefined
  return {
    value: kept?.value as T | undefined,
    readAt: kept ? new Date(kept.readAt) : undefined,
    problem,
    loading: kept === undefined || (kept === null && !problem),
  }
}

const longEnoughMs = 10 * freshForMs

/** Reads ahead what the person may open without signal, once in a while and one after the other. */
export function useReadAhead(name: string, inputs: readonly Params[]): void {
  const personId = usePerson().person.id
  const signal = useObservable(reachable)
  const wanted = JSON.stringify(inputs)
  useEffect(() => {
    let watching = signal
    const readAll = async () => {
      for (const input of JSON.parse(wanted) as Params[]) {
        const kept = await cached(readKey(personId, name, input))
        const age = kept ? now().getTime() - Date.parse(kept.readAt) : Number.POSITIVE_INFINITY
        if (!watching || age < longEnoughMs) continue
        if (await attempt(() => refresh(personId, name, input, now, within(30_000)))) return
      }
    }
    void readAll()
    return () => {
      watching = false
    }
  }, [personId, name, wanted, signal])
}

async function attempt(read: () => Promise<void>): Promise<Problem | undefined> {
  try {
    await read()
    heard(true)
    return undefined
  } catch (error) {
    const problem = error instanceof Problem ? error : unreachable({})
    heard(problem.status !== 0)
    return problem
  }
}
