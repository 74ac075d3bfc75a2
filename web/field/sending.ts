// When the outbox is sent: at once when something is added, when the signal returns, and after a growing pause.

import { Problem } from '#base/problem.ts'
import { post, putEvidence, signedOutCode, unreachable } from '../http.ts'
import { onAdded, prune } from '../outbox.ts'
import { asTheOneSender, type InboxAnswer, sendAll, type Wire } from '../sender.ts'
import { heard, now, reachable, within } from './connection.ts'
import { observable } from './observable.ts'
import { phone, renewSession } from './person.ts'

/** Counts the entries answered since the start: reads that show them are refreshed when it moves. */
export const answered = observable(0)

/** Why what waits has not gone yet, in the server's words, where there are any. */
export const hindrance = observable<Problem | null>(null)

const firstPauseMs = 2_000
const longestPauseMs = 60_000

let failures = 0
let timer: ReturnType<typeof setTimeout> | undefined
let running = false
let again = false

const wire: Wire = {
  postInbox: (body) => post<{ answers: InboxAnswer[] }>('/api/inbox', body, within(60_000)),
  putPhoto: (sha256, type, bytes) =>
    Promise.race([putEvidence(sha256, new Blob([bytes], { type })), givingUp(180_000)]),
}

const givingUp = (ms: number): Promise<never> =>
  new Promise((_, reject) => setTimeout(() => reject(unreachable({})), ms))

/** Sends now, unless a pause after a failure is running. */
export function sendSoon(): void {
  if (timer === undefined) void sendNow()
}

/** Sends now: the person asked, or the signal came back. */
export async function sendNow(): Promise<void> {
  clearTimeout(timer)
  timer = undefined
  if (running) {
    again = true
    return
  }
  running = true
  try {
    do {
      again = false
      await asTheOneSender(attempt)
    } while (again)
  } finally {
    running = false
  }
}

async function attempt(): Promise<void> {
  const { session } = phone.get()
  if (!session || !navigator.onLine) return
  // A phone that started without signal has no token yet, and the desk may have signed in somebody else.
  if (session.csrf === '' && !(await renewSession())) return pause()
  const personId = phone.get().session?.person.id
  if (!personId) return
  try {
    const count = await sendAll(wire, personId, now)
    failures = 0
    hindrance.set(null)
    if (count > 0) {
      heard(true)
      answered.set(answered.get() + count)
    }
  } catch (error) {
    await afterFailure(error)
  }
}

async function afterFailure(error: unknown): Promise<void> {
  // Part of a batch may have been answered before the failure.
  answered.set(answered.get() + 1)
  const problem = error instanceof Problem ? error : unreachable({})
  // Anything but a refusal or a time-out is a mistake of ours; the entries stay, and it must be seen.
  if (!(error instanceof Problem) && !(error instanceof DOMException)) console.error(error)
  hindrance.set(problem)
  heard(problem.status !== 0)
  if (problem.code === signedOutCode || problem.code === 'identity.csrf') {
    const renewed = await renewSession()
    // Signed out: the queue rests until the person has signed in, which calls sendNow again.
    if (!renewed && phone.get().expired) return
  }
  pause()
}

function pause(): void {
  const whole = Math.min(longestPauseMs, firstPauseMs * 2 ** failures++)
  clearTimeout(timer)
  timer = setTimeout(sendNow, whole * (0.5 + Math.random() / 2))
}

export function startSending(): void {
  onAdded(sendSoon)
  reachable.subscribe(() => {
    if (reachable.get()) void sendNow()
  })
  let before = phone.get()
  phone.subscribe(() => {
    const after = phone.get()
    const signedIn =
      after.session?.person.id !== before.session?.person.id || (before.expired && !after.expired)
    before = after
    if (signedIn) void sendNow()
  })
  void prune(now().getTime())
  void sendNow()
}
