// The face of imports: what main/ runs, and what the command line uses.

import { text } from '#base/text.ts'
import type { Capability } from '#server/capability.ts'
import { commands } from './commands/index.ts'
import { facts } from './facts.ts'
import { permissions } from './permissions.ts'
import { queries } from './queries/index.ts'
import { routes } from './routes/index.ts'
import { sweeps } from './sweeps.ts'

export { applyImport } from './commands/index.ts'
export { check as checkFile, resultOfUpload } from './routes/check.ts'
export type { SheetVerdict } from './verdict.ts'

export const capability: Capability = {
  name: 'imports',
  title: text('批量导入', 'Imports'),
  permissions,
  facts,
  commands,
  queries,
  routes,
  sweeps,
}
