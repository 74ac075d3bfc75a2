// What the parts of the benchmark share.

import type { Pool } from '#server/db.ts'
import type { Served } from './bed.ts'
import type { Sizes } from './city.ts'
import type { Figure } from './report.ts'

export type Bench = {
  pool: Pool
  databaseUrl: string
  served: Served
  sizes: Sizes
  isQuick: boolean
  /** the day of the city on which it runs */
  today: string
  say(line: string): void
}

/** One part: does its work, and tells what it measured. */
export type Part = (bench: Bench) => Promise<Figure[]>
