// The stage of the demonstration: real commands, a clock that the play moves, reactions run in between.

import { namedId, newId } from '#base/id.ts'
import type { Actor } from '#base/permission.ts'
import { dayOf } from '#base/time.ts'
import { actorAsOf } from '#identity'
import type { Capability } from '#server/capability.ts'
import { strike } from '#server/clock.ts'
import type { AnyCommand } from '#server/command.ts'
import type { Db } from '#server/db.ts'
import { dispatch } from '#server/dispatch.ts'
import { loud } from '#server/log.ts'
import { ledgerOf, react } from '#server/react.ts'
import type { Pending } from '#server/record.ts'
import type { Random } from './random.ts'

export type Stage = {
  db: Db
  /** how many commands were run so far */
  acts(): number
  /** runs a command by name; null when its rules refuse it, as they may in a play full of chance */
  act(name: string, personId: string, input: object, now: Date, at?: Date): Promise<unknown>
  /** like `act`, for what must not be refused */
  must(name: string, personId: string, input: object, now: Date): Promise<Record<string, unknown>>
  /** lets everything follow that has to follow, as of `now` */
  settle(now: Date): Promise<void>
  /** lets the clock strike: days and hours begin, sweeps run, and what follows from them */
  clock(now: Date): Promise<void>
}

export function stageOf(db: Db, capabilities: Capability[], random: Random): Stage {
  const commands = new Map(
    capabilities.flatMap((c) =>
      c.commands.map((command): [string, AnyCommand] => [command.name, command]),
    ),
  )
  const waiting: { capability: string; fact: Pending }[] = []
  const ledger = ledgerOf(capabilities, (_, capability, facts) => {
    waiting.push(...facts.map((fact) => ({ capability, fact })))
  })
  const actors = new Map<string, Promise<Actor | null>>()
  const actorOf = async (personId: string, at: Date): Promise<Actor> => {
    // Posts change by the day at most.
    const key = `${personId} ${dayOf(at)}`
    const actor = actors.get(key) ?? actorAsOf(db.sql, personId, at)
    actors.set(key, actor)
    const found = await actor
    if (!found) throw new Error(`nobody plays ${personId}`)
    return found
  }
  let count = 0

  const act = async (name: string, personId: string, input: object, now: Date, at?: Date) => {
    const command = commands.get(name)
    if (!command) throw new Error(`the play calls ${name}, which is no command`)
    const actor = await actorOf(personId, at ?? now)
    const envelope = { id: newId(now.getTime(), random.bytes()), input, at }
    count += 1
    return dispatch({ db, ledger }, command, actor, envelope, now)
  }
  const settle = async (now: Date): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.splice(0)
      for (const capability of capabilities) {
        const facts = batch
          .filter((one) => one.capability === capability.name)
          .map(({ fact }) => fact)
        for (let i = 0; i < facts.length; i += 500)
          await react(db, ledger, capability, facts.slice(i, i + 500), now)
      }
    }
  }

  return {
    db,
    settle,
    acts: () => count,
    async act(...words) {
      const answer = await act(...words)
      return answer.ok ? answer.answer : null
    },
    async must(name, ...words) {
      const answer = await act(name, ...words)
      if (!answer.ok)
        throw new Error(
          `${name}: ${answer.problem.message} ${JSON.stringify(answer.problem.details)}`,
        )
      return answer.answer as Record<string, unknown>
    },
    async clock(now) {
      await strike(db, ledger, capabilities, now, loud)
      await settle(now)
    },
  }
}

/** The same id for the same part in every demonstration. */
export const partId = (...words: string[]): string => namedId('demo', ...words)

/** Works through a list, so many at a time. */
export async function inParallel<T>(
  list: readonly T[],
  width: number,
  work: (one: T) => Promise<void>,
): Promise<void> {
  const rest = [...list]
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (let one = rest.shift(); one !== undefined; one = rest.shift()) await work(one)
    }),
  )
}
