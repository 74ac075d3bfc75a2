// What a capability shows to main/: its declarations, nothing else.

import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { Permissions } from '#base/permission.ts'
import type { Text } from '#base/text.ts'
import type { AnyCommand, Record_, Tx } from './command.ts'
import type { AnyQuery } from './query.ts'

/** A kind of fact: its title, the shape of its body, and who may see it in the live stream. */
export type FactKind = {
  title: Text
  /** permission needed at the fact's place to see it; 'nobody' keeps it out of the stream */
  may: string
  body: z.ZodType
}
export type FactKinds = Record<string, FactKind>

/** A recorded fact as a reaction receives it. */
export type Fact = {
  id: string
  name: string
  at: Date
  placeId: string | null
  within: string[]
  people: string[]
  actorId: string
  // biome-ignore lint/suspicious/noExplicitAny: the body's shape is declared with the fact, in its own capability
  body: any
}

export type ReactionContext = {
  sql: Tx
  now: Date
  record: Record_
}

/**
 * What follows from facts recorded upstream. Each fact is delivered once to each reaction, in batches,
 * in no particular order; a reaction reads current rows and is written over the whole batch.
 */
export type Reactions = Record<string, (context: ReactionContext, facts: Fact[]) => Promise<void>>

/** What the clock does once a minute. A sweep finds its own work and does nothing when there is none. */
export type Sweeps = Record<string, (context: ReactionContext) => Promise<void>>

export type Capability = {
  name: string
  title: Text
  permissions: Permissions
  facts: FactKinds
  commands: AnyCommand[]
  queries: AnyQuery[]
  reactions?: Reactions
  sweeps?: Sweeps
  /** foreign protocols and byte streams only; everything else is a command or a query */
  routes?: (http: FastifyInstance, services: Services) => void
}

/** What a route may use. Filled in by server/http.ts. */
export type Services = import('./services.ts').Services
