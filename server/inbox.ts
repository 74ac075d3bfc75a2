// Takes batches from devices that were without signal: in the device's order, each entry once.
//
// An entry is a command with a name, an id and the time it was done. What was answered before is answered
// the same again; a refused entry does not stop the ones behind it.

import { z } from 'zod'
import type { Actor } from '#base/permission.ts'
import { type Problem, problem } from '#base/problem.ts'
import { type Day, dayOf, daysBetween } from '#base/time.ts'
import type { AnyCommand } from './command.ts'
import type { Tx } from './db.ts'
import { type Answer, type Dispatcher, dispatch, invalidInput, issuesOf } from './dispatch.ts'

export const notOffline = problem<{ name: string }>(
  'inbox.not-offline',
  400,
  '这项操作需要联网办理，请在有信号时重新操作',
  'This act needs a connection; do it again online',
)
export const inboxInput = z.object({
  deviceId: z.uuid(),
  entries: z
    .array(
      z.object({
        seq: z.int().positive(),
        id: z.uuid(),
        name: z.string().max(100),
        input: z.unknown(),
        at: z.iso.datetime({ offset: true }),
      }),
    )
    .min(1)
    .max(200),
})

export type InboxAnswer = { id: string; seq: number; answer: Answer }

/**
 * Runs a batch.
 *
 * Stops at the first entry that could not be judged (the server was in trouble): it and those behind it
 * get no answer, stay on the device, and come again in the same order.
 */
export async function acceptBatch(
  dispatcher: Dispatcher,
  commands: ReadonlyMap<string, AnyCommand>,
  actor: Actor,
  body: unknown,
  agent: string,
  clock: () => Date,
): Promise<{ answers: InboxAnswer[] } | { problem: Problem }> {
  const batch = inboxInput.safeParse(body)
  if (!batch.success) return { problem: invalidInput({ issues: issuesOf(batch.error) }) }
  const { deviceId } = batch.data
  const entries = batch.data.entries.sort((a, b) => a.seq - b.seq)
  const actorAt = actorsByDay(dispatcher, actor, clock())
  const answers: InboxAnswer[] = []
  for (const { seq, id, name, input, at } of entries) {
    const command = commands.get(name)
    if (!command?.offline) {
      answers.push({ id, seq, answer: { ok: false, problem: notOffline({ name }) } })
      continue
    }
    const envelope = { id, input, at: new Date(at), deviceId, deviceSeq: seq }
    const answer = await dispatch(
      dispatcher,
      command,
      await actorAt(envelope.at),
      envelope,
      clock(),
    )
    if (!answer.ok && answer.problem.status >= 500) break
    answers.push({ id, seq, answer })
  }
  await remember(dispatcher.db.sql, deviceId, actor.id, answers.at(-1)?.seq ?? 0, agent, clock())
  return { answers }
}

/** Claims older than this are judged by today's posts: an ended post must not be used by setting a clock back. */
const claimDaysMax = 7

/** The actor with the posts of the day on which the work was done, which may have ended since. */
function actorsByDay(
  { actorAsOf }: Dispatcher,
  actor: Actor,
  now: Date,
): (at: Date) => Promise<Actor> {
  const known = new Map<Day, Promise<Actor>>()
  return (at) => {
    const day = dayOf(at)
    const age = daysBetween(day, dayOf(now))
    if (!actorAsOf || age < 1 || age > claimDaysMax) return Promise.resolve(actor)
    const found = known.get(day) ?? actorAsOf(actor.id, at).then((then) => then ?? actor)
    known.set(day, found)
    return found
  }
}

async function remember(
  sql: Tx,
  deviceId: string,
  personId: string,
  seq: number,
  agent: string,
  now: Date,
): Promise<void> {
  await sql`
    insert into server.device (id, person_id, last_seq, seen_at, agent)
    values (${deviceId}, ${personId}, ${seq}, ${now}, ${agent.slice(0, 200)})
        on conflict (id, person_id) do update
       set last_seq = greatest(device.last_seq, excluded.last_seq), seen_at = excluded.seen_at,
           agent = excluded.agent`
}
