// The capabilities that are built, upstream first, as main/order.ts places them.

import { text } from '#base/text.ts'
import { capability as evidence } from '#evidence'
import { capability as hazards } from '#hazards'
import { capability as identity } from '#identity'
import { capability as imports } from '#imports'
import { capability as overview } from '#overview'
import { capability as patrols } from '#patrols'
import { capability as places } from '#places'
import type { Capability } from '#server/capability.ts'
import { clockFacts } from '#server/clock.ts'

/** The clock's facts are declared like everybody's, though no chapter of the law owns them. */
const clock: Capability = {
  name: 'clock',
  title: text('时钟', 'Clock'),
  permissions: {},
  facts: clockFacts,
  commands: [],
  queries: [],
}

export const capabilities: Capability[] = [
  clock,
  identity,
  places,
  evidence,
  imports,
  patrols,
  hazards,
  overview,
]
