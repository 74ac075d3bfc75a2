// 验收 and 销号: somebody else looks, and whoever listed it takes it off the list.

import { z } from 'zod'
import { command } from '#server/command.ts'
import { ruleOf } from '../acts.ts'
import type { StoredHazard } from '../queries/load.ts'
import { daysLate, reject } from '../rules.ts'
import { exampleId, examplePhoto, photos, reason, target, words } from './inputs.ts'
import { onHazard } from './on-hazard.ts'
import { type Moment, type Outcome, perform } from './perform.ts'

const { title, source, may } = ruleOf('accept')

/** 验收通过; with `close` also 销号, where the same level does both. */
export const acceptHazard = command({
  name: 'hazard.accept',
  title,
  source,
  may,
  offline: false, // acceptance needs the latest state; a stale phone must not accept
  input: z.object({
    ...target,
    photos,
    note: words.default(''),
    close: z.boolean().default(false),
  }),
  example: { hazardId: exampleId, photos: [examplePhoto], note: '现场复查，门可正常开启' },

  async run(context, { close, note, photos, ...target }) {
    const accepted = await perform(context, target, 'accept', () => ({
      change: { state: 'accepted', acceptedBy: context.actor.id },
      note,
      photos,
      facts: [{ name: 'hazard.accepted' }],
    }))
    if (!close) return accepted
    const { hazardId } = target
    return perform(context, { hazardId }, 'close', (h, moment) =>
      closing(h, '', context.actor.id, moment),
    )
  },
})

/** 退回整改, with a reason. The first time the full term begins anew. */
export const rejectHazard = onHazard('reject', {
  input: z.object({ ...target, reason, photos }),
  example: { hazardId: exampleId, reason: '门锁未更换，仍可从内部锁死', photos: [examplePhoto] },

  decide(h, { reason, photos }, { now }) {
    const change = reject(h, now)
    const rejections = h.rejections + 1
    return {
      change: { ...change, rejections },
      note: reason,
      detail: { dueBefore: h.dueOn, dueOn: change.dueOn ?? h.dueOn, rejections },
      photos,
      facts: [{ name: 'hazard.rejected', body: { rejections } }],
    }
  },
})

/** 销号, at the level that listed it. Lateness is settled here: the deadline against the day of the rectification. */
export const closeHazard = onHazard('close', {
  input: z.object({ ...target, note: words.default('') }),
  example: { hazardId: exampleId },
  decide: (h, { note }, { actor, ...moment }) => closing(h, note, actor.id, moment),
})

function closing(h: StoredHazard, note: string, by: string, { today }: Moment): Outcome {
  const late = daysLate(h)
  return {
    change: { state: 'closed', closedOn: today, closedBy: by, daysLate: late },
    note,
    detail: { daysLate: late },
    facts: [{ name: 'hazard.closed', body: { daysLate: late, onSpot: h.rectifiedOnSpot } }],
  }
}
