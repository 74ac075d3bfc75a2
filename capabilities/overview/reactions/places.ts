// Places: when the tree changes, figures follow the compounds they are about.

import type { Reactions } from '#server/capability.ts'
import { regroup } from './rebuild.ts'

const answer: Reactions[string] = async ({ sql }) => regroup(sql)

export const placeReactions: Reactions = {
  'place.moved': answer,
  'compound.registered': answer,
  'compound.changed': answer,
  'compound.company-changed': answer,
}
