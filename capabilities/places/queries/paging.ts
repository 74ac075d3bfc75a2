// How lists of places are cut into pages. They are some thousands of rows at most, so an offset will do.

import { z } from 'zod'

/** `after`: what the last page called `next`. */
export const paging = {
  after: z
    .string()
    .regex(/^\d{1,6}$/)
    .optional(),
  limit: z.int().min(1).max(200).default(50),
}

export type Page<Row> = { rows: Row[]; next: string | null; total: number }
type Wish = { after?: string | undefined; limit: number }

export const offsetOf = ({ after }: Wish): number => Number(after ?? 0)

export function pageOf<Row>(rows: Row[], total: number, wish: Wish): Page<Row> {
  const end = offsetOf(wish) + rows.length
  return { rows, next: end < total && rows.length > 0 ? String(end) : null, total }
}
