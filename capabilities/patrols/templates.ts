// Routes to begin with, by the size of a compound. A proposal of ours, labelled as such; the manager changes it.

import type { Clock, Day } from '#base/time.ts'
import { defaultPatrol } from './law.ts'
import type { Plan, Slot } from './route.ts'

/** Windows by rounds a day. Half of them by night (22:00 to 06:00), two of these after midnight. */
const windows: Record<number, readonly Slot[]> = {
  4: lasting(75, '10:00', '17:00', '01:00', '04:00'),
  6: lasting(75, '09:00', '14:30', '19:00', '23:15', '01:30', '04:00'),
  8: lasting(75, '08:00', '11:30', '15:00', '18:30', '22:00', '23:30', '01:30', '03:30'),
}

function lasting(minutes: number, ...opens: Clock[]): Slot[] {
  return opens.map((clock) => ({ opens: clock, minutes }))
}

/**
 * 默认路线: what a compound of this size should walk.
 *
 * @param checkpointIds its checkpoints in walking order; of too many, an even share is taken
 */
export function defaultRoutes(
  households: number,
  checkpointIds: readonly string[],
  fromOn: Day,
): Plan[] {
  if (checkpointIds.length === 0) return []
  const { sizes, householdsPerRoute, graceMinutes } = defaultPatrol.on(fromOn)
  const size = sizes.find((one) => households <= one.households)
  const { points, rounds } = size ?? sizes.at(-1)!
  const count = size ? 1 : Math.ceil(households / householdsPerRoute)
  return Array.from({ length: Math.min(count, checkpointIds.length) }, (_, i) => ({
    name: count === 1 ? '全区巡查' : `第 ${i + 1} 片区巡查`,
    purpose: 'fire' as const,
    ordered: false,
    graceMinutes,
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    fromOn,
    toOn: null,
    slots: windows[rounds]!,
    points: evenly(share(checkpointIds, i, count), points).map((checkpointId) => ({
      checkpointId,
      notBeforeMinutes: null,
      minSeconds: 0,
      question: null,
    })),
  }))
}

/** The i-th of `count` stretches, as equal as whole points allow. */
function share<T>(all: readonly T[], i: number, count: number): readonly T[] {
  const parts = Math.min(count, all.length)
  return all.slice(Math.floor((i * all.length) / parts), Math.floor(((i + 1) * all.length) / parts))
}

/** At most `most` of them, spread over the whole. */
function evenly<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all
  return Array.from({ length: most }, (_, i) => all[Math.floor((i * all.length) / most)]!)
}
