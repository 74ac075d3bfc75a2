// Where a hazard can be reported: the compounds of one's posts, and their checkpoints as the phone keeps them.

import { useEffect, useState } from 'react'
import { type Here, lastStoodAt } from '#web/field/here.ts'
import { usePerson } from '#web/field/person.ts'
import { useRead } from '#web/field/reads.ts'

export type Compound = { id: string; name: string }
export type Checkpoint = { id: string; number: number; name: string }

/** The place of a report: a compound, and a checkpoint or words for the spot. */
export type Spot = {
  /** the round on which the checkpoint was just scanned: then the report is a finding of that round */
  roundId?: string
  compound: Compound
  checkpoint: Pick<Checkpoint, 'id' | 'name'> | null
  location: string
}

export function useOwnCompounds(): Compound[] {
  const { posts } = usePerson()
  const own = posts
    .filter(({ atKind }) => atKind === 'compound')
    .map(({ atId, atName }) => ({ id: atId, name: atName }))
  return own.filter(({ id }, i) => own.findIndex((other) => other.id === id) === i)
}

/** Read on 今日 too, while there is signal, so that a report made without one can name its place. */
export const useCheckpoints = (compoundId: string | undefined) =>
  useRead<Checkpoint[]>('checkpoint.list', { compoundId }, compoundId !== undefined)

/** The place that needs no choosing: where the person has just scanned, else the only compound. */
export function useKnownSpot(): Spot | null | undefined {
  const { person } = usePerson()
  const [own] = useOwnCompounds()
  const [here, setHere] = useState<Here | null>()
  useEffect(() => {
    lastStoodAt(person.id).then(setHere, () => setHere(null))
  }, [person.id])
  if (here === undefined) return undefined
  if (here)
    return {
      compound: { id: here.compoundId, name: here.compoundName },
      checkpoint: { id: here.checkpointId, name: here.name },
      location: '',
      ...(here.roundId ? { roundId: here.roundId } : {}),
    }
  return own ? { compound: own, checkpoint: null, location: '' } : null
}
