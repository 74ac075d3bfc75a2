// The face of hazards: the lists for main/, and what downstream may use. Nothing else leaves.

import { text } from '#base/text.ts'
import type { Capability } from '#server/capability.ts'
import { commands } from './commands/index.ts'
import { facts } from './facts.ts'
import { permissions } from './permissions.ts'
import { queries } from './queries/index.ts'
import { reactions, sweeps } from './reactions/index.ts'
import { routes } from './routes/index.ts'

export { commands as hazardCommands } from './commands/index.ts'
export { openStates, type State, states, stateTitles } from './words.ts'

export const capability: Capability = {
  name: 'hazards',
  title: text('隐患', 'Hazards'),
  permissions,
  facts,
  commands,
  queries,
  reactions,
  sweeps,
  routes,
}
