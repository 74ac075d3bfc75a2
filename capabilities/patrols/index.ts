// The face of patrols: what main/ runs, and what capabilities downstream may use.

import { text } from '#base/text.ts'
import type { Capability } from '#server/capability.ts'
import { commands } from './commands/index.ts'
import { facts } from './facts.ts'
import { permissions } from './permissions.ts'
import { queries } from './queries/index.ts'
import { reactions, sweeps } from './reactions.ts'

export { type State as RoundState, states as roundStates } from './patrol.ts'

export const capability: Capability = {
  name: 'patrols',
  title: text('安全巡查', 'Patrols'),
  permissions,
  facts,
  commands,
  queries,
  reactions,
  sweeps,
}
