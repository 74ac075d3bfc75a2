// The face of evidence: what main/ runs, and what the matters downstream use.

import { text } from '#base/text.ts'
import type { Capability } from '#server/capability.ts'
import { commands } from './commands/index.ts'
import { facts } from './facts.ts'
import { permissions } from './permissions.ts'
import { routes } from './routes/index.ts'

export {
  type Attached,
  type Attaching,
  admit,
  attach,
  attachAll,
  type Matter,
} from './commands/attach.ts'
export { notUploaded } from './photo.ts'
export { type Received, receive } from './routes/receive.ts'

export const capability: Capability = {
  name: 'evidence',
  title: text('证据', 'Evidence'),
  permissions,
  facts,
  commands,
  queries: [],
  routes,
}
