// 补充说明: a word or a photo more, at any time, by anybody who may see the hazard.

import { z } from 'zod'
import { exampleId, photos, reason, target } from './inputs.ts'
import { onHazard } from './on-hazard.ts'

export const commentHazard = onHazard('comment', {
  input: z.object({ ...target, note: reason, photos }),
  example: { hazardId: exampleId, note: '物业已联系厂家，明早到场' },

  decide: (_h, { note, photos }) => ({ note, photos, facts: [{ name: 'hazard.commented' }] }),
})
