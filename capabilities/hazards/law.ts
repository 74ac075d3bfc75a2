// What is fixed about hazards: deadlines, who verifies, when somebody above is told. Dated and cited.
//
// The law knows 重大 and 一般 and gives no days for either; the four grades and all figures here are a
// proposal of ours (`assumed`), which a city replaces by its own.

import { assumed, type Citation, cite } from '#law/cite.ts'
import type { Grade } from '#law/cn/hazard-types.ts'
import { dated } from '#law/dated.ts'
import type { Level } from './levels.ts'

const order16 = (article: string) =>
  cite('安全生产事故隐患排查治理暂行规定（安监总局令第16号）', article)
const order61 = (article: string) =>
  cite('机关、团体、企业、事业单位消防安全管理规定（公安部令第61号）', article)

export const sources = {
  grades: order16('第三条'),
  plan: order16('第十五条'),
  onSpot: order61('第三十一条'),
  record: order61('第三十三条'),
  reply: order61('第三十五条'),
  loop: assumed('隐患五步闭环：发现、登记、整改、验收、销号'),
  fourEyes: assumed('验收人不得是整改人；重大、较大隐患不得是发现人'),
  levels: assumed('谁挂牌、谁销号；延期由上一级批准'),
} satisfies Record<string, Citation>

/** 整改期限: days from registration to finished rectification. */
export const rectifyWithinDays = dated<Record<Grade, number>>({
  '2026-01-01': { value: { 1: 30, 2: 15, 3: 7, 4: 3 }, source: assumed('隐患整改期限') },
})

/** 临时措施: hours from registration until people are kept safe; 0 is at once, null asks for none. */
export const interimWithinHours = dated<Record<Grade, number | null>>({
  '2026-01-01': { value: { 1: 0, 2: 1, 3: 4, 4: null }, source: assumed('临时管控措施时限') },
})

/** 立行立改: hours after finding within which putting it right counts as done on the spot. */
export const onSpotWithinHours = dated({
  '2026-01-01': { value: 2, source: assumed('立行立改时限（对照公安部令第61号第三十一条）') },
})

/** 登记时限: days after finding within which somebody must have registered it. */
export const registerWithinDays = dated({
  '2026-01-01': { value: 1, source: assumed('隐患登记时限') },
})

/** 晚报宽限: hours for which the time claimed by a device without signal is believed. */
export const lateSyncHours = dated({
  '2026-01-01': { value: 24, source: assumed('离线补报宽限') },
})

/** 验收层级: the lowest level that may accept or reject. */
export const verifierLevel = dated<Record<Grade, Level>>({
  '2026-01-01': {
    value: { 1: 'district', 2: 'community', 3: 'project', 4: 'team' },
    source: assumed('分级验收'),
  },
})

/** The same for what was put right on the spot: a supervisor looks, the district where it was major. */
export const onSpotVerifierLevel = dated<Record<Grade, Level>>({
  '2026-01-01': {
    value: { 1: 'district', 2: 'project', 3: 'team', 4: 'team' },
    source: assumed('立行立改由上级复查'),
  },
})

/** 挂牌层级: the level a hazard belongs to, unless a higher one registered it; that level closes it. */
export const listingLevel = dated<Record<Grade, Level>>({
  '2026-01-01': {
    value: { 1: 'district', 2: 'community', 3: 'project', 4: 'project' },
    source: assumed('谁挂牌、谁销号'),
  },
})

export const maxExtensions = dated({
  '2026-01-01': { value: 2, source: assumed('延期不超过两次') },
})

/** 复发: days after closing within which the same kind at the same point is the same hazard, come back. */
export const recurrenceDays = dated({
  '2026-01-01': { value: 90, source: assumed('90 日内同点同类为复发，等级提高一级') },
})

/** 五落实 is asked for these grades: person, measure, money, deadline, interim plan. */
export const fiveElementGrades = dated<readonly Grade[]>({
  '2026-01-01': { value: [1, 2], source: sources.plan },
})

export type Step = 'remind' | 'overdue' | 'manager' | 'company' | 'community' | 'district' | 'watch'

/** 督办阶梯: after half of the term a reminder, then what happens, and who is told, past the deadline. */
export const ladder = dated<readonly { step: Step; daysLate: number }[]>({
  '2026-01-01': {
    value: [
      { step: 'overdue', daysLate: 1 },
      { step: 'manager', daysLate: 1 },
      { step: 'company', daysLate: 3 },
      { step: 'community', daysLate: 7 },
      { step: 'district', daysLate: 15 },
      { step: 'watch', daysLate: 30 },
    ],
    source: assumed('逾期督办阶梯'),
  },
})
