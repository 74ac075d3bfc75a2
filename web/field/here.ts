// Where the person was last known to stand: set by a scan, read by a report, so that nobody types a place twice.

import { keepSetting, setting } from '../store.ts'
import { now } from './connection.ts'

export type Here = {
  compoundId: string
  compoundName: string
  checkpointId: string
  name: string
  /** the round it was scanned on, if any */
  roundId: string | null
  at: string
}

/** After this a guard has walked on; the place is only a guess, and is not made. */
const holdsForMs = 20 * 60_000
const key = (personId: string) => `here:${personId}`

export const standAt = (personId: string, here: Omit<Here, 'at'>): Promise<unknown> =>
  keepSetting(key(personId), { ...here, at: now().toISOString() })

export async function lastStoodAt(personId: string): Promise<Here | null> {
  const here = await setting<Here>(key(personId))
  return here && now().getTime() - Date.parse(here.at) < holdsForMs ? here : null
}
