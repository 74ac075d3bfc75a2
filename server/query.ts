// How a query is declared. Queries read; they take flat inputs, because they travel in the address.

import type { z } from 'zod'
import type { Actor } from '#base/permission.ts'
import type { Text } from '#base/text.ts'
import type { Citation } from '#law/cite.ts'
import type { Sql } from './db.ts'

export type { Sql } from './db.ts'

export type QueryContext = { sql: Sql; actor: Actor; now: Date }

export type Query<I extends z.ZodType = z.ZodType, A = unknown> = {
  /** `noun.view`, `noun.list`, … */
  name: string
  title: Text
  source: Citation | null
  /** the permission needed; 'signed-in' for one's own account, 'anyone' for public pages */
  may: string
  input: I
  example: z.input<I>
  run(context: QueryContext, input: z.output<I>): Promise<A>
}

export const query = <I extends z.ZodType, A>(declared: Query<I, A>): Query<I, A> => declared

// biome-ignore lint/suspicious/noExplicitAny: a list holds queries of every input and answer
export type AnyQuery = Query<any, any>
