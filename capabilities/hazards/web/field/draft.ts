// 草稿: a report that is begun survives a killed app; cameras of cheap phones push everything else out of memory.

import { useEffect, useRef, useState } from 'react'
import { now } from '#web/field/connection.ts'
import { keepSetting, setting } from '#web/store.ts'

export type Begun = { photos: string[]; kindCode: string | null; note: string }

const nothing: Begun = { photos: [], kindCode: null, note: '' }
/** Later a person would wonder where the photos come from. */
const keptForMs = 2 * 3_600_000
const key = (personId: string): string => `report-draft:${personId}`

/** @returns undefined until the phone has looked */
export function useDraft(
  personId: string,
): [Begun | undefined, (change: Partial<Begun>) => void, () => void] {
  const [draft, setDraft] = useState<Begun>()
  const latest = useRef<Begun>(nothing)

  useEffect(() => {
    const take = (found: (Begun & { at: number }) | undefined) => {
      const fresh = found !== undefined && now().getTime() - found.at < keptForMs
      latest.current = fresh ? found : nothing
      setDraft(latest.current)
    }
    setting<Begun & { at: number }>(key(personId)).then(take, () => take(undefined))
  }, [personId])

  const change = (part: Partial<Begun>) => {
    latest.current = { ...latest.current, ...part }
    setDraft(latest.current)
    // The draft is a help, not the record: a full store must not stop the report itself.
    keepSetting(key(personId), { ...latest.current, at: now().getTime() }).catch(() => undefined)
  }
  return [draft, change, () => change(nothing)]
}
