// The face of overview. Nothing is downstream of it; main/ runs its lists, and operators its rebuild.

import { text } from '#base/text.ts'
import type { Capability } from '#server/capability.ts'
import { permissions } from './permissions.ts'
import { queries } from './queries/index.ts'
import { reactions } from './reactions/index.ts'

export { rebuild } from './reactions/rebuild.ts'

export const capability: Capability = {
  name: 'overview',
  title: text('总览', 'Overview'),
  permissions,
  facts: {},
  commands: [],
  queries,
  reactions,
}
