// What moves the counters. None of it records facts: overview owns no facts, it only adds them up.

import type { Reactions } from '#server/capability.ts'
import { hazardReactions } from './hazards.ts'
import { placeReactions } from './places.ts'
import { roundReactions } from './rounds.ts'

export const reactions: Reactions = { ...roundReactions, ...hazardReactions, ...placeReactions }
