// A value that components follow, and the same for a question to the device's store.

import { liveQuery } from 'dexie'
import { useEffect, useState, useSyncExternalStore } from 'react'

export type Observable<T> = {
  get(): T
  set(value: T): void
  subscribe(listener: () => void): () => void
}

export function observable<T>(initial: T): Observable<T> {
  let current = initial
  const listeners = new Set<() => void>()
  return {
    get: () => current,
    set(value) {
      if (Object.is(value, current)) return
      current = value
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export const useObservable = <T>(source: Observable<T>): T =>
  useSyncExternalStore(source.subscribe, source.get)

/** The answer of a store query, again whenever what it read has changed, in this tab or another. */
export function useStored<T>(question: () => Promise<T>, on: readonly unknown[]): T | undefined {
  const [answer, setAnswer] = useState<{ on: string; value: T }>()
  const asked = JSON.stringify(on)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question is asked anew when `on` changes
  useEffect(() => {
    const subscription = liveQuery(question).subscribe({
      next: (value) => setAnswer({ on: asked, value }),
      error: (error) => console.error(error),
    })
    return () => subscription.unsubscribe()
  }, [asked])
  return answer?.on === asked ? answer.value : undefined
}

/** The time, every `everyMs`, for words like "12 minutes left". */
export function useNow(now: () => Date, everyMs = 15_000): Date {
  const [value, setValue] = useState(now)
  useEffect(() => {
    const timer = setInterval(() => setValue(now()), everyMs)
    return () => clearInterval(timer)
  }, [now, everyMs])
  return value
}
