// 督办: who is told when a hazard waits too long. Steps are counted, so each is taken once per deadline.

import { addDays, type Day, daysBetween } from '#base/time.ts'
import { ladder, registerWithinDays, type Step } from './law.ts'
import { runningStates, type State } from './words.ts'

/** What the ladder looks at. */
export type Waiting = {
  state: State
  reportedOn: Day
  registeredOn: Day | null
  dueOn: Day | null
}

/** 办理截止: the day by which the next hand must have moved; null where no deadline runs. */
export function actBy({ state, reportedOn, dueOn }: Waiting): Day | null {
  if (state === 'reported') return addDays(reportedOn, registerWithinDays.on(reportedOn))
  return runningStates.includes(state) ? dueOn : null
}

/**
 * The steps of the ladder with the day each falls due, in order.
 *
 * Unregistered hazards climb the same ladder, but for the reminder: their whole term is a day.
 */
export function stepsOf(waiting: Waiting): { step: Step; on: Day }[] {
  const deadline = actBy(waiting)
  if (deadline === null) return []
  const above = ladder
    .on(deadline)
    .map(({ step, daysLate }) => ({ step, on: addDays(deadline, daysLate) }))
  const begun = waiting.registeredOn
  if (waiting.state === 'reported' || begun === null)
    return above.filter(({ step }) => step !== 'overdue')
  const half = Math.ceil(daysBetween(begun, deadline) / 2)
  return [{ step: 'remind', on: addDays(begun, half) }, ...above]
}

/** The steps that are due by a day and were not taken, and the day of the next one. */
export function escalate(
  waiting: Waiting,
  taken: number,
  today: Day,
): { due: Step[]; taken: number; nextOn: Day | null } {
  const steps = stepsOf(waiting)
  const due = steps.slice(taken).filter(({ on }) => on <= today)
  const reached = taken + due.length
  return {
    due: due.map(({ step }) => step),
    taken: reached,
    nextOn: steps[reached]?.on ?? null,
  }
}

/**
 * Where the ladder stands after an act. A deadline that lies ahead is a fresh start, without the steps
 * whose day is past; one that is missed already goes on where it was.
 */
export function ladderAfter(
  waiting: Waiting,
  taken: number,
  today: Day,
): { taken: number; nextOn: Day | null } {
  const deadline = actBy(waiting)
  if (deadline === null) return { taken, nextOn: null }
  const steps = stepsOf(waiting)
  const fresh = deadline < today ? taken : steps.filter(({ on }) => on <= today).length
  return { taken: fresh, nextOn: steps[fresh]?.on ?? null }
}

/** 逾期 is never a state: it follows from the deadline and the day. */
export const isOverdue = (h: { state: State; dueOn: Day | null }, today: Day): boolean =>
  runningStates.includes(h.state) && h.dueOn !== null && h.dueOn < today
