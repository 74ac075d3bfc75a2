// What counters are moved by, and how it is found: the difference between what is and what was counted.
//
// Pure. A reaction reads how things are now and how they were last counted, and adds the difference; so the
// order in which facts arrive does not matter, and a fact that arrives twice moves nothing.

import type { Day } from '#base/time.ts'
import type { Flow, Flows, Grade, Wait } from './measures.ts'

/** By how much the figures of a compound and day change. */
export type FlowMove = { compoundId: string; day: Day } & Partial<Flows>

/** An open hazard as it counts. */
export type Open = {
  compoundId: string
  hazardId: string
  openedOn: Day
  grade: Grade
  wait: Wait
  overdue: boolean
}

/** By how much the open hazards of a compound, opened on one day, change. */
export type OpenMove = Pick<Open, 'compoundId' | 'openedOn' | 'grade' | 'wait' | 'overdue'> & {
  by: number
}

/** What turns one set of figures into the other, or null when they are equal. */
export function difference(
  was: Partial<Flows>,
  is: Partial<Flows>,
  of: readonly Flow[],
): Partial<Flows> | null {
  const moved = of
    .map((name) => [name, (is[name] ?? 0) - (was[name] ?? 0)] as const)
    .filter(([, by]) => by !== 0)
  return moved.length > 0 ? (Object.fromEntries(moved) as Partial<Flows>) : null
}

/** What happens to the counted hazards: rows to write, rows to forget, and how the sums move. */
export function openChanges(
  was: readonly Open[],
  is: readonly Open[],
): { write: Open[]; forget: Open[]; moves: OpenMove[] } {
  const before = new Map(was.map((hazard) => [hazard.hazardId, hazard]))
  const now = new Set(is.map(({ hazardId }) => hazardId))
  const write = is.filter((hazard) => !sameCount(hazard, before.get(hazard.hazardId)))
  const forget = was.filter(({ hazardId }) => !now.has(hazardId))
  const left = write.flatMap(({ hazardId }) => before.get(hazardId) ?? [])
  const moves = [
    ...write.map((hazard) => ({ ...hazard, by: 1 })),
    ...[...left, ...forget].map((hazard) => ({ ...hazard, by: -1 })),
  ]
  return { write, forget, moves }
}

const sameCount = (a: Open, b: Open | undefined): boolean =>
  b !== undefined &&
  a.openedOn === b.openedOn &&
  a.grade === b.grade &&
  a.wait === b.wait &&
  a.overdue === b.overdue
