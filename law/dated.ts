// A figure that the law changes from a day on. Old values stay, so the past is judged by its own rules.

import type { Day } from '#base/time.ts'
import type { Citation } from './cite.ts'

export type Dated<T> = {
  /** the value in force on a day; a day before the first one gets the first */
  on(day: Day): T
  versions: readonly { from: Day; value: T; source: Citation }[]
}

export function dated<T>(versions: Record<Day, { value: T; source: Citation }>): Dated<T> {
  const sorted = Object.entries(versions)
    .map(([from, version]) => ({ from, ...version }))
    .sort((a, b) => (a.from < b.from ? -1 : 1))
  return {
    versions: sorted,
    on: (day) => (sorted.findLast(({ from }) => from <= day) ?? sorted[0]!).value,
  }
}
