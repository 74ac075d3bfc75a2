// What an act does to a hazard. Each rule takes the hazard as it is and returns what changes; the commands
// write that down, nothing else.

import { addDays, addHours, type Day, dayOf, daysBetween } from '#base/time.ts'
import type { Grade } from '#law/cn/hazard-types.ts'
import { type Hazard, listed, needsFiveElements, type Plan, type Viewer } from './hazard.ts'
import { lateSyncHours, rectifyWithinDays, recurrenceDays } from './law.ts'
import { higher, isAtLeast, levelOf } from './levels.ts'
import {
  dueInPast,
  dueTooLate,
  extensionTooLong,
  holdInPast,
  levelTooLow,
  planIncomplete,
  reasonNeeded,
  sameGrade,
} from './problems.ts'
import { type Element, elements, type State } from './words.ts'

type Fixed = 'id' | 'compoundId' | 'within' | 'finders' | 'version' | 'reportedAt' | 'typeCode'
/** What an act changes. */
export type Change = Partial<Omit<Hazard, Fixed | 'onSpotKind'>>

/** 整改期限: the last day that is still in time, by the law in force on the day of registration. */
export const dueDay = (grade: Grade, registeredOn: Day): Day =>
  addDays(registeredOn, rectifyWithinDays.on(registeredOn)[grade])

/** The latest deadline that may be set: the term, and what was granted on top of it. */
export const latestDue = (h: Hazard, grade = h.grade): Day =>
  addDays(dueDay(grade, h.registeredOn!), h.shiftDays)

const later = (...days: Day[]): Day => days.toSorted().at(-1)!
const earlier = (...days: Day[]): Day => days.toSorted()[0]!

/** One grade graver: what a hazard that came back starts with. */
export const graver = (grade: Grade): Grade => Math.max(1, grade - 1) as Grade

/** 复发: the same kind at the same point, closed not long ago. */
export const isRecurrence = (closedOn: Day, foundOn: Day): boolean =>
  daysBetween(closedOn, foundOn) <= recurrenceDays.on(foundOn)

/**
 * When an act counts as done. A device without signal claims its time; it is believed for a day, never
 * before the hazard's own beginning and never into the future.
 */
export function countedAt(claimed: Date, now: Date, notBefore: Date): Date {
  const oldest = addHours(now, -lateSyncHours.on(dayOf(now)))
  if (claimed < oldest) return now
  return new Date(Math.min(Math.max(claimed.getTime(), notBefore.getTime()), now.getTime()))
}

/**
 * 登记定级.
 *
 * @param expected the grade of its kind, one graver where it came back
 * @throws hazard.reason-needed
 */
export function register(
  h: Hazard,
  { grade, expected, reason }: { grade: Grade; expected: Grade; reason: string | undefined },
  by: Viewer,
  now: Date,
): Change {
  if (grade > expected && !reason) throw reasonNeeded({})
  const today = dayOf(now)
  return {
    state: 'registered',
    grade,
    registeredOn: today,
    listedLevel: higher(levelOf(by, h.within) ?? 'team', listed({ grade }, today)),
    dueOn: dueDay(grade, today),
  }
}

/**
 * 调整等级: raised by anybody who registers, lowered only by the level that listed it, with a reason.
 *
 * @throws hazard.same-grade, hazard.reason-needed, hazard.level-too-low
 */
export function regrade(
  h: Hazard,
  { grade, reason }: { grade: Grade; reason: string | undefined },
  by: Viewer,
  now: Date,
): Change {
  if (grade === h.grade) throw sameGrade({})
  const today = dayOf(now)
  const lowered = grade > h.grade
  if (lowered && !reason) throw reasonNeeded({})
  if (lowered && !isAtLeast(levelOf(by, h.within), h.listedLevel!))
    throw levelTooLow({ needed: h.listedLevel! })
  const byGrade = listed({ grade }, today)
  const planned = !needsFiveElements(grade, today) || missingElements(h.plan).length === 0
  return {
    grade,
    listedLevel: lowered ? byGrade : higher(h.listedLevel!, byGrade),
    // Raised, the longer term counts from registration. Lowered, the shorter one begins today, or every
    // hazard would be overdue by becoming harmless; but nobody gains days by it.
    dueOn: lowered ? earlier(h.dueOn!, dueDay(grade, today)) : later(latestDue(h, grade), today),
    state: h.state === 'assigned' && planned ? 'assigned' : 'registered',
    extensionAskedBy: null,
    extensionAskedDays: null,
  }
}

export const missingElements = (plan: Plan): Element[] => {
  const missing: Element[] = []
  if (!plan.measure) missing.push('measure')
  if (plan.moneyYuan === null || !plan.moneySource) missing.push('money')
  if (!plan.interim) missing.push('interim')
  return missing
}

/**
 * 派单, with the five elements where the grade asks for them. May be earlier than the term, never later.
 *
 * @throws hazard.plan-incomplete, hazard.due-too-late, hazard.due-in-past
 */
export function assign(
  h: Hazard,
  { assigneeId, plan, dueOn }: { assigneeId: string; plan: Plan; dueOn: Day | undefined },
  now: Date,
): Change {
  const today = dayOf(now)
  const missing = missingElements(plan)
  if (needsFiveElements(h.grade, today) && missing.length > 0)
    throw planIncomplete({ missing: missing.map((element) => elements[element]) })
  const latest = later(h.dueOn!, latestDue(h))
  if (dueOn !== undefined && dueOn !== h.dueOn) {
    if (dueOn > latest) throw dueTooLate({ latest })
    if (dueOn < today) throw dueInPast({})
  }
  return { state: 'assigned', assigneeId, plan, dueOn: dueOn ?? h.dueOn }
}

export const rectify = (by: Viewer, at: Date): Change => ({
  state: 'rectified',
  rectifiedBy: by.id,
  rectifiedOn: dayOf(at),
  rectifiedOnSpot: false,
  extensionAskedBy: null,
  extensionAskedDays: null,
})

/** 立行立改. Its deadline is the day it was found; should it be sent back, it returns to where it was. */
export const rectifyOnSpot = (h: Hazard, by: Viewer, at: Date): Change => ({
  ...rectify(by, at),
  rectifiedOnSpot: true,
  resumeTo: h.state,
})

/** 退回整改: the full term begins anew, once. What was put right in vain on the spot returns to its state. */
export function reject(h: Hazard, now: Date): Change {
  const back = h.resumeTo ?? 'assigned'
  const cleared: Change = {
    state: back,
    resumeTo: null,
    rectifiedBy: null,
    rectifiedOn: null,
    rectifiedOnSpot: false,
  }
  if (h.dueOn === null || h.deadlineReset) return cleared
  return { ...cleared, deadlineReset: true, dueOn: later(h.dueOn, dueDay(h.grade, dayOf(now))) }
}

/** 逾期天数: whole city days from the deadline to the rectification that was accepted; 0 when in time. */
export const daysLate = (h: Pick<Hazard, 'dueOn' | 'rectifiedOn'>): number =>
  h.dueOn && h.rectifiedOn ? Math.max(0, daysBetween(h.dueOn, h.rectifiedOn)) : 0

/** @throws hazard.extension-too-long */
export function askExtension(h: Hazard, days: number, by: Viewer, now: Date): Change {
  const maxDays = rectifyWithinDays.on(dayOf(now))[h.grade]
  if (days > maxDays) throw extensionTooLong({ maxDays })
  return { extensionAskedBy: by.id, extensionAskedDays: days }
}

/** 批准延期, for the days asked or fewer, or not at all. */
export function decideExtension(h: Hazard, days: number): Change {
  const answered: Change = { extensionAskedBy: null, extensionAskedDays: null }
  if (days === 0) return answered
  const granted = Math.min(days, h.extensionAskedDays!)
  return {
    ...answered,
    extensions: h.extensions + 1,
    shiftDays: h.shiftDays + granted,
    dueOn: addDays(h.dueOn!, granted),
  }
}

/** 挂起 and 移送 stop the clock. @throws hazard.hold-in-past */
export function hold(
  h: Hazard,
  to: 'suspended' | 'transferred',
  now: Date,
  until: Day | null = null,
): Change {
  if (until !== null && until <= dayOf(now)) throw holdInPast({})
  return {
    state: to,
    resumeTo: h.state,
    heldOn: dayOf(now),
    extensionAskedBy: null,
    extensionAskedDays: null,
  }
}

/** 恢复, 收回: the clock goes on where it stood. */
export function release(h: Hazard, today: Day): Change {
  const stood = Math.max(0, daysBetween(h.heldOn!, today))
  return {
    state: h.resumeTo as State,
    resumeTo: null,
    heldOn: null,
    shiftDays: h.shiftDays + stood,
    dueOn: addDays(h.dueOn!, stood),
  }
}
