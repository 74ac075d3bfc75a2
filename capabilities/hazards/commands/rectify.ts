// 整改: it has been put right, and these photos show it.

import { z } from 'zod'
import { daysLate, rectify, rectifyOnSpot } from '../rules.ts'
import { exampleId, examplePhoto, somePhotos, target, words } from './inputs.ts'
import { onHazard } from './on-hazard.ts'

const done = z.object({
  ...target,
  photos: somePhotos,
  note: words.default(''),
  costYuan: z.number().min(0).max(100_000_000).multipleOf(0.01).optional(),
})
const example = { hazardId: exampleId, photos: [examplePhoto], note: '已清空并更换门锁' }

/** 提交整改. Queued without signal: the work is done, whenever the phone can say so. */
export const rectifyHazard = onHazard('rectify', {
  input: done,
  example,

  decide(h, { photos, note, costYuan }, { actor, at }) {
    const change = rectify(actor, at)
    const late = daysLate({ ...h, ...change })
    return {
      change,
      note,
      detail: { daysLate: late, ...(costYuan === undefined ? {} : { costYuan }) },
      photos,
      freshPhotos: true,
      facts: [{ name: 'hazard.rectified', body: { onSpot: false, daysLate: late } }],
    }
  },
})

/** 立行立改: found and put right within two hours, without waiting for anybody. A supervisor still looks. */
export const rectifyHazardOnSpot = onHazard('rectify-on-spot', {
  input: done,
  example,

  decide: (h, { photos, note, costYuan }, { actor, at }) => ({
    change: rectifyOnSpot(h, actor, at),
    note,
    detail: { daysLate: 0, ...(costYuan === undefined ? {} : { costYuan }) },
    photos,
    freshPhotos: true,
    facts: [{ name: 'hazard.rectified', body: { onSpot: true, daysLate: 0 } }],
  }),
})
