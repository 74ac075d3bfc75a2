// What a route asks for, and which windows it opens on a day. A version holds from a day on; the past keeps its own.

import { problem } from '#base/problem.ts'
import { addMinutes, type Clock, clockOf, type Day, dayOf, instant, minuteOf } from '#base/time.ts'
import { closesAfterMinutes } from './law.ts'
import type { Purpose } from './patrol.ts'

/** A window of the day. It opens at a clock time and lasts; `22:30` and 120 minutes end on the next day. */
export type Slot = { opens: Clock; minutes: number }

export type RoutePoint = {
  checkpointId: string
  /** after the window opens */
  notBeforeMinutes: number | null
  /** since the point scanned before */
  minSeconds: number
  question: string | null
}

/** What a manager fills in. */
export type Plan = {
  name: string
  purpose: Purpose
  ordered: boolean
  graceMinutes: number
  /** ISO, 1 Monday … 7 Sunday; the day on which the window opens */
  weekdays: readonly number[]
  fromOn: Day
  toOn: Day | null
  slots: readonly Slot[]
  points: readonly RoutePoint[]
}

export type Window = { slot: number; opensAt: Date; dueAt: Date; lateAt: Date; closesAt: Date }

export const endsBeforeItBegins = problem(
  'route.ends-before-it-begins',
  400,
  '结束日期早于开始日期',
  'The last day is before the first',
)
export const beginsInThePast = problem<{ earliest: Day }>(
  'route.begins-in-the-past',
  409,
  (d) => `过去的班次按当日路线评判，不能更改。最早可从 ${d.earliest} 起生效`,
  (d) =>
    `The past is judged by the route of its day. This can begin on ${d.earliest} at the earliest`,
)
export const windowsOverlap = problem<{ first: Clock; second: Clock }>(
  'route.windows-overlap',
  409,
  (d) => `${d.first} 与 ${d.second} 开始的两班时间重叠`,
  (d) => `The rounds that open at ${d.first} and ${d.second} overlap`,
)
export const pointTwice = problem<{ checkpointId: string }>(
  'route.point-twice',
  409,
  '同一点位在路线中出现了两次',
  'A checkpoint appears twice on the route',
)
export const tooTight = problem<{ needMinutes: number; haveMinutes: number }>(
  'route.too-tight',
  409,
  (d) => `点位间隔合计至少 ${d.needMinutes} 分钟，而最短一班只有 ${d.haveMinutes} 分钟`,
  (d) =>
    `The points need at least ${d.needMinutes} minutes, the shortest round lasts ${d.haveMinutes}`,
)
export const pointAfterWindow = problem<{ checkpointId: string; haveMinutes: number }>(
  'route.point-after-window',
  409,
  (d) => `点位的最早时间晚于最短一班的结束时间（${d.haveMinutes} 分钟）`,
  (d) => `A point opens only after the shortest round has ended (${d.haveMinutes} minutes)`,
)

const dayMinutes = 24 * 60

/**
 * 路线校验: what no route may ask for.
 *
 * @param earliest first day the plan may take effect
 * @throws route.begins-in-the-past, route.ends-before-it-begins, route.windows-overlap, route.point-twice,
 *   route.point-after-window, route.too-tight
 */
export function checkPlan(plan: Plan, earliest: Day): void {
  if (plan.fromOn < earliest) throw beginsInThePast({ earliest })
  if (plan.toOn !== null && plan.toOn < plan.fromOn) throw endsBeforeItBegins({})

  const slots = inOrder(plan.slots)
  for (const [i, slot] of slots.entries()) {
    const next = slots[i + 1] ?? slots[0]!
    const opensNext = minuteOf(next.opens) + (i + 1 === slots.length ? dayMinutes : 0)
    if (minuteOf(slot.opens) + slot.minutes > opensNext)
      throw windowsOverlap({ first: slot.opens, second: next.opens })
  }

  const haveMinutes = Math.min(...slots.map((slot) => slot.minutes))
  const known = new Set<string>()
  for (const { checkpointId, notBeforeMinutes } of plan.points) {
    if (known.has(checkpointId)) throw pointTwice({ checkpointId })
    known.add(checkpointId)
    if ((notBeforeMinutes ?? 0) >= haveMinutes)
      throw pointAfterWindow({ checkpointId, haveMinutes })
  }
  // The first point of a round has none before it.
  const gaps = plan.points.map((point) => point.minSeconds).sort((a, b) => a - b)
  const needMinutes = Math.ceil(gaps.slice(1).reduce((sum, gap) => sum + gap, 0) / 60)
  if (needMinutes > haveMinutes) throw tooTight({ needMinutes, haveMinutes })
}

/** Slots as the day runs; their place in this order is the slot's number. */
export const inOrder = (slots: readonly Slot[]): Slot[] =>
  [...slots].sort((a, b) => minuteOf(a.opens) - minuteOf(b.opens))

/** ISO weekday of a day: 1 Monday … 7 Sunday. */
export const weekdayOf = (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

/** 当日班次: the windows that a plan opens on a day, in order. */
export function windowsOn(
  plan: Pick<Plan, 'graceMinutes' | 'weekdays' | 'fromOn' | 'toOn' | 'slots'>,
  day: Day,
): Window[] {
  const inForce = plan.fromOn <= day && (plan.toOn === null || day <= plan.toOn)
  if (!inForce || !plan.weekdays.includes(weekdayOf(day))) return []
  return inOrder(plan.slots).map(({ opens, minutes }, slot) => {
    const opensAt = instant(day, opens)
    const dueAt = addMinutes(opensAt, minutes)
    const closeMinutes = Math.max(plan.graceMinutes, closesAfterMinutes.on(day))
    return {
      slot,
      opensAt,
      dueAt,
      lateAt: addMinutes(dueAt, plan.graceMinutes),
      closesAt: addMinutes(dueAt, closeMinutes),
    }
  })
}

/** When a window opens and ends, as people say it: `22:30–次日 00:30`. */
export function windowText({ opens, minutes }: Slot, nextDay: string): string {
  const opensAt = instant('2026-01-01', opens)
  const dueAt = addMinutes(opensAt, minutes)
  const crosses = dayOf(dueAt) !== dayOf(opensAt)
  return `${opens}–${crosses ? nextDay : ''}${clockOf(dueAt)}`
}
