// What follows for places when a day begins: contracts begin and run out.

import { dayOf } from '#base/time.ts'
import type { Reactions } from '#server/capability.ts'
import { settleCompanies } from './commands/contracts.ts'
import { holdTree } from './commands/tree.ts'

export const reactions: Reactions = {
  /** The contracts of today decide, whichever day's beginning is delivered, and however late. */
  async 'day.began'({ sql, now, record }) {
    await holdTree(sql)
    await settleCompanies(sql, null, dayOf(now), record)
  },
}
