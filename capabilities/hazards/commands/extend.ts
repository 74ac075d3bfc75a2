// 延期: asked for by who does the work, before it is late; decided by the level above.

import { z } from 'zod'
import { askExtension, decideExtension } from '../rules.ts'
import { exampleId, reason, target } from './inputs.ts'
import { onHazard } from './on-hazard.ts'

export const askForExtension = onHazard('ask-extension', {
  input: z.object({ ...target, days: z.int().min(1).max(365), reason }),
  example: { hazardId: exampleId, days: 7, reason: '配件到货推迟，厂家已出具说明' },

  decide: (h, { days, reason }, { actor, now }) => ({
    change: askExtension(h, days, actor, now),
    note: reason,
    detail: { days },
    facts: [{ name: 'hazard.extension-asked', body: { days } }],
  }),
})

/** `days` 0 refuses; fewer than asked is a decision too. */
export const decideOnExtension = onHazard('decide-extension', {
  input: z.object({ ...target, days: z.int().min(0).max(365), reason }),
  example: { hazardId: exampleId, days: 5, reason: '同意，期间加强值守' },

  decide(h, { days, reason }) {
    const change = decideExtension(h, days)
    const granted = days === 0 ? 0 : Math.min(days, h.extensionAskedDays!)
    return {
      change,
      note: reason,
      detail: {
        asked: h.extensionAskedDays,
        days: granted,
        dueBefore: h.dueOn,
        dueOn: change.dueOn ?? h.dueOn,
      },
      facts: [
        granted === 0
          ? { name: 'hazard.extension-refused' }
          : { name: 'hazard.extended', body: { days: granted, extensions: change.extensions } },
      ],
    }
  },
})
