// How a command is declared: a named act, who may do it, what it takes, and what it does.
//
// From the declarations come the HTTP endpoint, the OpenAPI page, the permission matrix, the offline
// allow-list and the audit title. Nothing is routed by hand.

import type { z } from 'zod'
import type { Actor } from '#base/permission.ts'
import type { Text } from '#base/text.ts'
import type { Citation } from '#law/cite.ts'
import type { Tx } from './db.ts'

export type { Tx } from './db.ts'

/** What a fact is about: its place, what that place lies within, and the persons it concerns. */
export type About = {
  placeId: string | null
  within: readonly string[]
  /** persons who may see the fact though they hold no permission at its place */
  people?: readonly string[]
  /** id of the fact that this one follows from */
  cause?: string
}

/** Keeps a fact with the transaction: it is written, sealed and delivered only if the command commits. */
export type Record_ = (name: string, about: About, body: Record<string, unknown>) => void

export type CommandContext = {
  sql: Tx
  actor: Actor
  /** server time of this command */
  now: Date
  /** when the person acted, as their device claims it; equals `now` for work done online */
  at: Date
  commandId: string
  record: Record_
}

export type Command<I extends z.ZodType = z.ZodType, A = unknown> = {
  /** `noun.verb`, for ever */
  name: string
  title: Text
  /** the rule that asks for this act; null for plain administration */
  source: Citation | null
  /** the permission needed; 'signed-in' for acts on one's own account */
  may: string
  /** whether a device may queue it without signal */
  offline: boolean
  input: I
  /** fields of the input and the answer that no receipt keeps: passwords. A repeat gets the answer without them */
  secret?: readonly string[]
  /** a valid input, shown in the API documentation and used by the property tests */
  example: z.input<I>
  run(context: CommandContext, input: z.output<I>): Promise<A>
}

export const command = <I extends z.ZodType, A>(declared: Command<I, A>): Command<I, A> => declared

// biome-ignore lint/suspicious/noExplicitAny: a list holds commands of every input and answer
export type AnyCommand = Command<any, any>
