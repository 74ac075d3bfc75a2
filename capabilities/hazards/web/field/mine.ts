// The hazards of this person, and what this phone has queued about them.

import { useStored } from '#web/field/observable.ts'
import { usePerson } from '#web/field/person.ts'
import { type Read, useRead } from '#web/field/reads.ts'
import { entriesAbout, entriesOf } from '#web/outbox.ts'
import type { Entry } from '#web/store.ts'
import type { Mine } from './answers.ts'
import { aboutHazard, findingCommand, reportCommand } from './keep-report.ts'

export const rectifyCommand = 'hazard.rectify'
export const commentCommand = 'hazard.comment'

export const useMine = (): Read<Mine> => useRead<Mine>('hazard.mine')

/** Acts of this phone on one hazard that the server has not taken, oldest first. */
export function useQueued(hazardId: string): Entry[] {
  const { person } = usePerson()
  const about = aboutHazard(hazardId)
  const entries = useStored(() => entriesAbout(person.id, about), [person.id, about]) ?? []
  return entries.filter(({ state }) => state !== 'sent')
}

/** Reports of this phone that the server has not taken, newest first. */
export function useQueuedReports(): Entry[] {
  const { person } = usePerson()
  const entries = useStored(() => entriesOf(person.id), [person.id]) ?? []
  return entries.filter(
    ({ name, state }) => state !== 'sent' && (name === reportCommand || name === findingCommand),
  )
}
