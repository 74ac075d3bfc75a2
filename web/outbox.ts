// Acts made on this device that the server has not answered yet. Kept first, sent later, never lost silently.
//
// An entry's way: unsent → sending → sent | refused. Only the server's answer ends it: a lost connection, a
// killed browser or a full minute of silence put it back to unsent, and the command's id makes the repeat
// harmless. Entries carry their person: on a shared phone nobody sends another's acts.

import { newId } from '#base/id.ts'
import type { Text } from '#base/text.ts'
import { askToPersist, type Entry, store } from './store.ts'

export type Act = Pick<
  Entry,
  'personId' | 'name' | 'input' | 'at' | 'title' | 'photos' | 'about' | 'list'
>

/** 退回后怎么办: what a person may do with an entry. Unanswered ones may only wait. */
export const canSettle = (entry: Pick<Entry, 'state'>): boolean => entry.state === 'refused'

/** Keeps an act. Resolves when it is on disk. @throws when the phone's store is full: tell the person. */
export async function add(act: Act): Promise<Entry> {
  const entry = { ...act, id: newId(), state: 'unsent' as const, tries: 0 }
  const seq = await store.entries.add(entry)
  askToPersist()
  announce()
  return { ...entry, seq }
}

/**
 * Keeps one item of a list command: in the last entry, when the server cannot have seen that yet, else in a new
 * one. So sixty scans made in a basement travel as one command, and a scan made with signal travels alone.
 *
 * @param list name of the input field that holds the items
 */
export async function addTo(act: Act, list: string, max: number): Promise<void> {
  const added = act.input[list] as unknown[]
  const grown = await store.transaction('rw', store.entries, async () => {
    const last = await store.entries.orderBy('seq').last()
    const same =
      last?.personId === act.personId && last.name === act.name && last.about === act.about
    if (!last || !same || last.state !== 'unsent' || last.tries > 0) return false
    const items = last.input[list] as unknown[]
    if (items.length + added.length > max) return false
    await store.entries.update(last.seq, {
      input: { ...last.input, [list]: [...items, ...added] },
      photos: [...last.photos, ...act.photos],
    })
    return true
  })
  if (!grown) await add({ ...act, list })
  else announce()
}

/** Sends a refused act again, under a new id: the server would repeat its first answer to the old one. */
export async function retry(seq: number): Promise<void> {
  await store.transaction('rw', store.entries, async () => {
    const entry = await store.entries.get(seq)
    if (!entry || !canSettle(entry)) return
    await store.entries.delete(seq)
    const { seq: _, problem: __, answeredAt: ___, ...act } = entry
    await store.entries.add({ ...act, id: newId(), state: 'unsent', tries: 0 })
  })
  announce()
}

/** 丢弃: by the person's own hand, and only what the server has refused. */
export async function discard(seq: number): Promise<void> {
  await store.transaction('rw', store.entries, store.photos, async () => {
    const entry = await store.entries.get(seq)
    if (!entry || !canSettle(entry)) return
    await store.entries.delete(seq)
    await dropPhotos(entry.photos)
  })
}

/** Forgets the bytes of photos that no entry on this device cites any more. */
export async function dropPhotos(photos: readonly string[]): Promise<void> {
  if (photos.length === 0) return
  const open = await stillOpen().toArray()
  const cited = new Set(open.flatMap((entry) => entry.photos))
  await store.photos.bulkDelete(photos.filter((sha256) => !cited.has(sha256)))
}

const keepSentFor = 3 * 24 * 3_600_000

/** Removes what was acknowledged days ago. */
export const prune = (now: number): Promise<number> =>
  store.entries
    .where({ state: 'sent' })
    .filter(({ answeredAt }) => now - Date.parse(answeredAt ?? '') > keepSentFor)
    .delete()

export type Counts = Record<Entry['state'], number> & {
  /** kept for other people who use this phone */
  others: number
}

export async function counts(personId: string): Promise<Counts> {
  const of = (state: Entry['state']) => store.entries.where({ personId, state }).count()
  const [unsent, sending, sent, refused, open] = await Promise.all([
    of('unsent'),
    of('sending'),
    of('sent'),
    of('refused'),
    stillOpen().count(),
  ])
  return { unsent, sending, sent, refused, others: open - unsent - sending - refused }
}

const stillOpen = () => store.entries.where('state').anyOf('unsent', 'sending', 'refused')

/** Newest first. */
export const entriesOf = (personId: string): Promise<Entry[]> =>
  store.entries
    .orderBy('seq')
    .reverse()
    .filter((entry) => entry.personId === personId)
    .toArray()

/** What a page lays over its cached read. */
export const entriesAbout = (personId: string, about: string): Promise<Entry[]> =>
  store.entries
    .orderBy('seq')
    .filter((entry) => entry.personId === personId && entry.about === about)
    .toArray()

export type { Entry, Text }

// ── Whoever sends wants to know that there is something new ─────────────────────────────────────────

const listeners = new Set<() => void>()
const announce = () => {
  for (const listener of listeners) listener()
}

export const onAdded = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
