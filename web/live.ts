// What just happened, as it happens: one stream from the server, shared by every part of the page.
//
// Read with fetch instead of EventSource, which can neither send Last-Event-ID on a connection of its own
// making nor space its attempts out. A hidden tab hangs up after a while: a browser grants one server six
// connections, and six forgotten tabs would otherwise hold them all.

import { useEffect, useRef, useSyncExternalStore } from 'react'
import { queryClient } from './api.ts'
import { backoffMs, type LiveFact, matches, readEvents, type StreamEvent } from './stream.ts'

export type { LiveFact }
/** `live`: facts arrive; `connecting`: not yet; `lost`: several tries failed, what is shown may be old. */
export type Connection = 'live' | 'connecting' | 'lost'

const hangUpAfterMs = 60_000
const gatherMs = 200
const listeners = new Map<(facts: LiveFact[]) => void, readonly string[]>()
const watchers = new Set<() => void>()

let connection: Connection = 'connecting'
let running: AbortController | null = null
let lastEventId = ''
let gathered: LiveFact[] = []

function setConnection(next: Connection) {
  connection = next
  for (const watcher of watchers) watcher()
}

/** Opens the stream; the shell does so once somebody is signed in. @returns how to close it */
export function openStream(): () => void {
  let hangUp: ReturnType<typeof setTimeout> | undefined
  const onVisible = () => {
    clearTimeout(hangUp)
    if (document.hidden) hangUp = setTimeout(stop, hangUpAfterMs)
    else start()
  }
  document.addEventListener('visibilitychange', onVisible)
  window.addEventListener('online', restart)
  onVisible()
  return () => {
    clearTimeout(hangUp)
    document.removeEventListener('visibilitychange', onVisible)
    window.removeEventListener('online', restart)
    stop()
    lastEventId = ''
  }
}

function start() {
  if (running) return
  running = new AbortController()
  void keepReading(running.signal)
}

function stop() {
  running?.abort()
  running = null
}

function restart() {
  stop()
  start()
}

async function keepReading(signal: AbortSignal) {
  let failures = 0
  while (!signal.aborted) {
    try {
      const response = await fetch('/api/stream', {
        headers: {
          accept: 'text/event-stream',
          ...(lastEventId && { 'last-event-id': lastEventId }),
        },
        signal,
      })
      if (response.status === 401) return setConnection('lost')
      if (!response.ok || !response.body) throw new Error(`stream answered ${response.status}`)
      failures = 0
      setConnection('live')
      for await (const event of readEvents(response.body)) hear(event)
    } catch {
      if (signal.aborted) return
      failures++
    }
    // The server ends every stream after some minutes, in good order: then the next one follows at once.
    if (failures > 0) setConnection(failures > 2 ? 'lost' : 'connecting')
    await pause(backoffMs(Math.max(1, failures), Math.random()), signal)
  }
}

function hear({ id, name, data }: StreamEvent) {
  if (id) lastEventId = id
  if (name === 'fact') take(JSON.parse(data) as LiveFact)
  // Where the stream stands before its first fact, so that a break is resumed from here.
  if (name === 'hello' && !lastEventId) lastEventId = String(JSON.parse(data).position)
  // More was missed than the server sends again: whatever is shown is read anew.
  if (name === 'reset') void queryClient.invalidateQueries()
}

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })

/** Facts come in bursts; listeners hear of a burst once. */
function take(fact: LiveFact) {
  if (gathered.push(fact) > 1) return
  setTimeout(() => {
    const batch = gathered
    gathered = []
    for (const [listener, names] of listeners) {
      const mine = batch.filter((one) => names.some((name) => matches(name, one.name)))
      if (mine.length > 0) listener(mine)
    }
  }, gatherMs)
}

/**
 * Hears facts while the component is shown.
 *
 * @param names `hazard.closed`, or `hazard.*` for every fact of the noun
 * @param onFacts called with all facts of a burst at once
 */
export function useLive(names: readonly string[], onFacts: (facts: LiveFact[]) => void): void {
  const latest = useRef(onFacts)
  useEffect(() => {
    latest.current = onFacts
  })
  const key = names.join(' ')
  useEffect(() => {
    const listener = (facts: LiveFact[]) => latest.current(facts)
    listeners.set(listener, key.split(' '))
    return () => void listeners.delete(listener)
  }, [key])
}

/** Reads the named queries anew whenever one of the facts happens. */
export function useFresh(names: readonly string[], queries: readonly string[]): void {
  useLive(names, () => {
    for (const query of queries) void queryClient.invalidateQueries({ queryKey: [query] })
  })
}

export const useConnection = (): Connection =>
  useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    () => connection,
  )
