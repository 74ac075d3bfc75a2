// Sends the outbox: one sender per device, photos first, then acts in device order, until nothing waits.
//
// Any answer may be lost after the server has committed. So an entry leaves "sending" only by the server's own
// word about its id; everything else puts it back, and the receipt on the server makes the repeat harmless.

import { Problem, type ProblemBody } from '#base/problem.ts'
import { unreachable } from './http.ts'
import { lang } from './i18n.ts'
import { dropPhotos } from './outbox.ts'
import { deviceId, type Entry, keepSetting, setting, store } from './store.ts'

export type Wire = {
  postInbox(body: { deviceId: string; entries: InboxEntry[] }): Promise<{ answers: InboxAnswer[] }>
  putPhoto(sha256: string, type: string, bytes: ArrayBuffer): Promise<void>
}
export type InboxEntry = Pick<Entry, 'seq' | 'id' | 'name' | 'input' | 'at'>
export type InboxAnswer = { id: string; ok: boolean; answer?: unknown; problem?: ProblemBody }

const batchSize = 60

/**
 * Sends everything one person has waiting.
 *
 * @returns how many entries got their answer
 * @throws Problem when it must be tried again: later, or after signing in. What waits stays kept.
 */
export async function sendAll(wire: Wire, personId: string, now: () => Date): Promise<number> {
  await reopenInterrupted()
  let answered = 0
  for (let size = batchSize; ; ) {
    const first = await firstWaiting(personId)
    if (!first) return answered
    if (!(await photosAreThere(wire, first, now))) continue
    const batch = await claim(personId, size)
    try {
      const { answers } = await wire.postInbox({
        deviceId: await deviceId(),
        entries: batch.map(({ seq, id, name, input, at }) => ({ seq, id, name, input, at })),
      })
      answered += await settle(batch, answers, now())
    } catch (error) {
      if (!isDecision(error)) {
        await release(batch)
        throw error
      }
      // The batch as a whole was refused: find the entry that is at fault, and let the others pass.
      const { id } = batch[0]!
      if (batch.length > 1) await release(batch)
      else
        answered += await settle(batch, [{ id, ok: false, problem: error.toBody(lang()) }], now())
      size = 1
    }
  }
}

/** Whether this is the server's own word about what was sent, so that sending it again cannot help. */
const isDecision = (error: unknown): error is Problem =>
  error instanceof Problem && !needsPatience(error)

/** Refusals that time, a sign-in or a set clock cures; they are no answer to the act itself. */
const needsPatience = ({ status, code }: Pick<Problem, 'status' | 'code'>): boolean =>
  status < 400 ||
  status === 401 ||
  status === 408 ||
  status === 429 ||
  status >= 500 ||
  curable.has(code)

const curable = new Set(['command.in-future', 'identity.csrf', 'identity.must-change-password'])

/** The one sender starts: whatever a killed page left as sending may or may not have arrived. Ask again. */
const reopenInterrupted = (): Promise<number> =>
  store.entries.filter(({ state }) => state === 'sending').modify({ state: 'unsent' })

const waiting = (personId: string) => store.entries.where({ personId, state: 'unsent' })

const firstWaiting = (personId: string): Promise<Entry | undefined> => waiting(personId).first()

/** Photos before the act that cites them. @returns false when the server will not have one, ever. */
async function photosAreThere(wire: Wire, entry: Entry, now: () => Date): Promise<boolean> {
  const photos = await store.photos.bulkGet(entry.photos)
  for (const photo of photos) {
    if (!photo || photo.uploaded === 1) continue
    try {
      await wire.putPhoto(photo.sha256, photo.type, photo.bytes)
    } catch (error) {
      if (!isDecision(error)) throw error
      const problem = error.toBody(lang())
      const answeredAt = now().toISOString()
      await store.entries.update(entry.seq, { state: 'refused', problem, answeredAt })
      return false
    }
    await store.photos.update(photo.sha256, { uploaded: 1 })
  }
  return true
}

/** Takes the next entries in device order, up to the first whose photos still have to travel. */
function claim(personId: string, size: number): Promise<Entry[]> {
  return store.transaction('rw', store.entries, store.photos, async () => {
    const next = await waiting(personId).limit(size).toArray()
    const batch: Entry[] = []
    for (const entry of next) {
      const photos = await store.photos.bulkGet(entry.photos)
      if (batch.length > 0 && photos.some((photo) => photo?.uploaded === 0)) break
      batch.push({ ...entry, state: 'sending', tries: entry.tries + 1 })
    }
    await store.entries.bulkPut(batch)
    return batch
  })
}

const release = (batch: Entry[]): Promise<unknown> =>
  store.entries.bulkPut(batch.map((entry) => ({ ...entry, state: 'unsent' as const })))

/** Writes down what the server said. @throws Problem for the first entry that needs patience. */
async function settle(batch: Entry[], answers: InboxAnswer[], now: Date): Promise<number> {
  const byId = new Map(answers.map((answer) => [answer.id, answer]))
  const settled = batch.map((entry) => settledBy(entry, byId.get(entry.id), now.toISOString()))
  await store.transaction('rw', store.entries, store.photos, async () => {
    await store.entries.bulkPut(settled)
    await dropPhotos(settled.filter(({ state }) => state === 'sent').flatMap((e) => e.photos))
  })
  const left = settled.find(({ state }) => state === 'unsent')
  if (left) {
    const said = byId.get(left.id)?.problem
    if (!said) throw unreachable({})
    throw new Problem(said.code, said.status, said.details, { zh: said.title, en: said.title })
  }
  return settled.length
}

function settledBy(entry: Entry, said: InboxAnswer | undefined, answeredAt: string): Entry {
  if (said?.ok) return { ...entry, state: 'sent', answer: said.answer, answeredAt }
  if (!said?.problem || needsPatience(said.problem)) return { ...entry, state: 'unsent' }
  return { ...entry, state: 'refused', problem: said.problem, answeredAt }
}

/**
 * Runs `work` if no other page of this device is sending. Web Locks end with the page that held them; old
 * WebViews get a lease in the store instead, which a killed page leaves behind for at most two minutes.
 */
export async function asTheOneSender(work: () => Promise<void>): Promise<void> {
  if (navigator.locks)
    return navigator.locks.request('baimi-sender', { ifAvailable: true }, async (lock) => {
      if (lock) await work()
    })
  const leased = await store.transaction('rw', store.settings, async () => {
    if (((await setting<number>('sender-until')) ?? 0) > Date.now()) return false
    await keepSetting('sender-until', Date.now() + 120_000)
    return true
  })
  if (!leased) return
  try {
    await work()
  } finally {
    await keepSetting('sender-until', 0)
  }
}
