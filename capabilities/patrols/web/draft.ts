// A route while it is being edited, and what is still wrong with it: the very rules the server applies.

import { Problem } from '#base/problem.ts'
import type { Day } from '#base/time.ts'
import { say, t } from '#web/i18n.ts'
import { checkPlan, type Plan } from '../route.ts'

export type Draft = Omit<Plan, 'weekdays' | 'slots' | 'points'> & {
  weekdays: number[]
  slots: { opens: string; minutes: number }[]
  points: Plan['points'][number][]
}

export const draftOf = (plan: Plan): Draft => ({
  ...plan,
  weekdays: [...plan.weekdays],
  slots: plan.slots.map((slot) => ({ ...slot })),
  points: plan.points.map((point) => ({ ...point })),
})

export type Errors = Partial<Record<'name' | 'slots' | 'weekdays' | 'points' | 'days', string>>

/** Which part of the form a problem of the rules belongs to. */
const parts: Record<string, keyof Errors> = {
  'route.begins-in-the-past': 'days',
  'route.ends-before-it-begins': 'days',
  'route.windows-overlap': 'slots',
  'route.point-twice': 'points',
  'route.point-after-window': 'points',
  'route.too-tight': 'points',
}

/** @param earliest first day it may take effect */
export function errorsOf(draft: Draft, earliest: Day): Errors {
  const errors: Errors = {}
  if (draft.name.trim() === '') errors.name = t('请填写路线名称', 'Name the route')
  if (draft.weekdays.length === 0) errors.weekdays = t('至少选一天', 'Choose a day at least')
  if (draft.slots.length === 0) errors.slots = t('至少安排一班', 'Plan one round at least')
  else if (draft.slots.some(({ opens }) => opens === ''))
    errors.slots = t('请填写每一班的开始时间', 'Say when each round opens')
  else if (draft.slots.some(({ minutes }) => !(minutes >= 10 && minutes <= 720)))
    errors.slots = t('每一班 10 到 720 分钟', 'A round lasts 10 to 720 minutes')
  if (draft.points.length === 0) errors.points = t('至少选一个点位', 'Choose a point at least')
  if (errors.slots || errors.points) return errors
  try {
    checkPlan(draft, earliest)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    errors[parts[error.code] ?? 'points'] = say(error.text)
  }
  return errors
}
