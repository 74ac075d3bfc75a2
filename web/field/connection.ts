// Whether the server can be reached, and how far this phone's clock is off from the server's.
//
// `navigator.onLine` only knows the radio: in a basement it says yes and nothing arrives. So the last real
// attempt decides, and while it failed a small question is sent from time to time.

import { observable } from './observable.ts'

export const reachable = observable(navigator.onLine)

const probeEveryMs = 15_000
/** A difference that matters to a round's window; smaller ones are only the way of the answer. */
const clockTolerance = 20_000
const clockKey = 'baimi.clock-offset'

let offset = Number(localStorage.getItem(clockKey)) || 0

/** The time as the server has it, as far as this phone could learn. */
export const now = (): Date => new Date(Date.now() + offset)

/** Tells what an attempt has shown. */
export const heard = (answered: boolean): void => reachable.set(answered)

/** A signal that gives up after a time. `AbortSignal.timeout` is missing in old WebViews. */
export function within(ms: number): AbortSignal {
  const controller = new AbortController()
  setTimeout(() => controller.abort(), ms)
  return controller.signal
}

/** Asks the server for a sign of life. */
export async function probe(): Promise<boolean> {
  try {
    const response = await fetch('/api/health', { cache: 'no-store', signal: within(8_000) })
    const said = (await response.json()) as { ok?: boolean }
    learnClock(response.headers.get('date'))
    heard(said.ok === true)
  } catch {
    heard(false)
  }
  return reachable.get()
}

function learnClock(date: string | null): void {
  const ahead = date === null ? Number.NaN : Date.parse(date) - Date.now()
  if (Number.isNaN(ahead)) return
  offset = Math.abs(ahead) > clockTolerance ? ahead : 0
  localStorage.setItem(clockKey, String(offset))
}

export function watchConnection(): void {
  window.addEventListener('offline', () => heard(false))
  // Phones of a whole city come back in one moment after an outage: each waits a little, at random.
  window.addEventListener('online', () => setTimeout(probe, Math.random() * 1_500))
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void probe()
  })
  setInterval(() => {
    if (!reachable.get() && document.visibilityState === 'visible') void probe()
  }, probeEveryMs)
  void probe()
}
