// What the phone reads about hazards, as it arrives: instants are text.

import type { Day } from '#base/time.ts'
import type { Grade } from '#law/cn/hazard-types.ts'
import type { Act, Event } from '../../acts.ts'
import type { Hazard } from '../../hazard.ts'
import type { State } from '../../words.ts'

/** A row of `hazard.mine`. */
export type Task = {
  id: string
  compound: string
  number: string
  typeCode: string
  grade: Grade
  state: State
  location: string
  /** SHA-256 of its first photo */
  cover: string | null
  dueOn: Day | null
  rejected: boolean
}

/** `hazard.mine`: what waits for this person, by act, and what he reported. */
export type Mine = Record<
  'rectify' | 'register' | 'assign' | 'accept' | 'close' | 'decide' | 'reported',
  Task[]
>

export type Deed = {
  version: number
  act: Act | Event
  byName: string | null
  at: string
  note: string
  photos: string[]
}

/** `hazard.view`, as much of it as the phone shows; `Hazard`, so that the phone runs the same rules. */
export type HazardView = Hazard & {
  number: string
  compound: string
  location: string
  note: string
  deeds: Deed[]
}
