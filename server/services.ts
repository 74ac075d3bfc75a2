// What a foreign-protocol route may use: the same doors commands and queries go through.

import type { FastifyRequest } from 'fastify'
import type { Actor } from '#base/permission.ts'
import type { Lang } from '#base/text.ts'
import type { Blobs } from './blobs.ts'
import type { Capability } from './capability.ts'
import type { AnyCommand } from './command.ts'
import type { Db, Pool } from './db.ts'
import type { Answer, Envelope } from './dispatch.ts'
import type { AnyQuery } from './query.ts'
import type { Stream } from './stream.ts'

/** Whoever sends a request, as the capability that knows sessions found out. */
export type Caller = {
  actor: Actor
  sessionId: string
  csrf: string
  language: Lang
  /** when set, nothing but these commands and queries is allowed: a password must be changed first */
  only?: readonly string[]
}

/** Finds the caller of a request; null when signed out. Supplied by main/, so machinery knows no sessions. */
export type Doorkeeper = (request: FastifyRequest, now: Date) => Promise<Caller | null>

export type Services = {
  db: Db
  pool: Pool
  blobs: Blobs
  stream: Stream
  capabilities: Capability[]
  now(): Date
  /** @throws identity.signed-out, identity.csrf */
  caller(request: FastifyRequest): Promise<Caller>
  /** null when signed out */
  visitor(request: FastifyRequest): Promise<Caller | null>
  language(request: FastifyRequest): Lang
  run(command: AnyCommand, actor: Actor, envelope: Envelope): Promise<Answer>
  /** @throws Problem */
  ask(query: AnyQuery, actor: Actor, input: unknown): Promise<unknown>
}
