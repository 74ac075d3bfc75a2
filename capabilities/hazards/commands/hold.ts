// 挂起 and 移送: the clock stands still, because it waits for something or for somebody else.

import { z } from 'zod'
import { hold, release } from '../rules.ts'
import { type HoldReason, holdReasons } from '../words.ts'
import { day, exampleId, reason, target, words } from './inputs.ts'
import { onHazard } from './on-hazard.ts'

export const suspendHazard = onHazard('suspend', {
  input: z.object({
    ...target,
    reason: z.enum(Object.keys(holdReasons) as [HoldReason, ...HoldReason[]]),
    note: reason,
    until: day,
  }),
  example: {
    hazardId: exampleId,
    reason: 'vote',
    note: '维修资金使用方案正在业主表决',
    until: '2099-12-31',
  },

  decide: (h, { reason, note, until }, { now }) => ({
    change: { ...hold(h, 'suspended', now, until), heldUntil: until, holdReason: reason },
    note,
    detail: { reason, until },
    facts: [{ name: 'hazard.suspended', body: { until } }],
  }),
})

/** 恢复办理. The clock does the same on the morning after `until`. */
export const resumeHazard = onHazard('resume', {
  input: z.object({ ...target, note: words.default('') }),
  example: { hazardId: exampleId },

  decide(h, { note }, { today }) {
    const change = release(h, today)
    return {
      change: { ...change, heldUntil: null, holdReason: null },
      note,
      detail: { dueBefore: h.dueOn, dueOn: change.dueOn },
      facts: [{ name: 'hazard.resumed' }],
    }
  },
})

/** 移送 to an authority that can act where the company cannot. */
export const transferHazard = onHazard('transfer', {
  input: z.object({ ...target, to: z.string().trim().min(2).max(100), reason }),
  example: { hazardId: exampleId, to: '区城市管理局', reason: '违法搭建，物业劝阻无效' },

  decide: (h, { to, reason }, { now }) => ({
    change: { ...hold(h, 'transferred', now), transferredTo: to },
    note: reason,
    detail: { to },
    facts: [{ name: 'hazard.transferred' }],
  }),
})

export const takeBackHazard = onHazard('take-back', {
  input: z.object({ ...target, reason }),
  example: { hazardId: exampleId, reason: '主管部门已处置，由物业恢复原状' },

  decide(h, { reason }, { today }) {
    const change = release(h, today)
    return {
      change: { ...change, transferredTo: null },
      note: reason,
      detail: { from: h.transferredTo, dueBefore: h.dueOn, dueOn: change.dueOn },
      facts: [{ name: 'hazard.taken-back' }],
    }
  },
})
