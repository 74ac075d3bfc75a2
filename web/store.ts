// What this device keeps: queued acts, photo bytes, cached reads. One IndexedDB database, written durably.
//
// Strict durability: a write is reported done only when the operating system has it on disk, so an act that
// was shown as kept is still there after the battery died.

import Dexie, { type Table } from 'dexie'
import { newId } from '#base/id.ts'
import type { ProblemBody } from '#base/problem.ts'
import type { Text } from '#base/text.ts'

/** `sent` and `refused` are the server's words; everything before its answer is ours to keep. */
export type EntryState = 'unsent' | 'sending' | 'sent' | 'refused'

/** One queued act. Never changed once the server may have seen it; removed only after its answer. */
export type Entry = {
  /** the device's own order; handed out by IndexedDB, never twice */
  seq: number
  /** the command's id, a UUIDv7 made here: the server does each id once */
  id: string
  personId: string
  name: string
  input: Record<string, unknown>
  /** when the person acted, ISO 8601 */
  at: string
  /** what the person calls it */
  title: Text
  /** SHA-256 of the photos the act cites; they travel first */
  photos: string[]
  /** for acts that hold a list: the name of the input field, whose length is told */
  list?: string
  /** what the act is about, so that a page can lay it over what it read */
  about: string
  state: EntryState
  /** how often the server may have seen it; an untried entry may still grow */
  tries: number
  problem?: ProblemBody
  answer?: unknown
  answeredAt?: string
}

export type PhotoBytes = {
  sha256: string
  type: string
  bytes: ArrayBuffer
  /** SHA-256 of the file as the camera gave it, where the kept one was made smaller */
  originalSha256: string
  keptAt: string
  /** whether the server has acknowledged the bytes */
  uploaded: 0 | 1
}

export type CachedRead = { key: string; personId: string; value: unknown; readAt: string }

type Setting = { key: string; value: unknown }

class Store extends Dexie {
  entries!: Table<Entry, number, Omit<Entry, 'seq'>>
  photos!: Table<PhotoBytes, string>
  reads!: Table<CachedRead, string>
  settings!: Table<Setting, string>

  constructor() {
    super('baimi', { chromeTransactionDurability: 'strict' })
    this.version(1).stores({
      entries: '++seq, &id, state, [personId+state]',
      photos: 'sha256',
      reads: 'key, personId',
      settings: 'key',
    })
  }
}

export const store = new Store()

export async function setting<T>(key: string): Promise<T | undefined> {
  return (await store.settings.get(key))?.value as T | undefined
}

export const keepSetting = (key: string, value: unknown): Promise<unknown> =>
  store.settings.put({ key, value })

const deviceKey = 'device-id'

/** This device's name to the server, once it has one; for questions that may not write. */
export const knownDeviceId = (): Promise<string | undefined> => setting<string>(deviceKey)

/** This device's name to the server. Made once; lost only together with everything else kept here. */
export const deviceId = (): Promise<string> =>
  store.transaction('rw', store.settings, async () => {
    const known = await knownDeviceId()
    if (known) return known
    const made = newId()
    await keepSetting(deviceKey, made)
    return made
  })

/** Asks the browser not to clear the store when the phone runs low. Best effort; old WebViews cannot. */
export const askToPersist = (): void => {
  navigator.storage?.persist?.().catch(() => undefined)
}
