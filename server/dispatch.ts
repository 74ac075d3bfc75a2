// One command, from input to answer: validate, act, write, record, in one transaction with a receipt.

import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { z } from 'zod'
import { type Actor, forbidden, mayAnywhere } from '#base/permission.ts'
import { Problem, type ProblemBody, problem } from '#base/problem.ts'
import type { Lang } from '#base/text.ts'
import type { AnyCommand } from './command.ts'
import { type Db, databaseError } from './db.ts'
import { append, collector, type Ledger, type Receipt } from './record.ts'

export const invalidInput = problem<{ issues: { path: string; message: string }[] }>(
  'input.invalid',
  400,
  (d) => `填写的内容有误：${d.issues.map?.((i) => `${i.path} ${i.message}`).join('；')}`,
  (d) =>
    `Please check what was entered: ${d.issues.map?.((i) => `${i.path} ${i.message}`).join('; ')}`,
)
export const idReused = problem(
  'command.id-reused',
  409,
  '这个操作编号已被另一项操作使用，请重新提交',
  'This command id was already used for another command; submit it again under a new one',
)
export const conflict = problem<{ constraint: string }>(
  'command.conflict',
  409,
  '与已有的数据冲突，未做任何更改。请刷新后再试',
  'This conflicts with data already stored; nothing was changed. Refresh and try again',
)
export const unreadableText = problem(
  'input.unreadable-text',
  400,
  '内容含有无法保存的字符，请删除后再提交',
  'The text holds characters that cannot be stored; remove them and submit again',
)
export const unavailable = problem(
  'server.unavailable',
  503,
  '服务暂时不可用，您的内容未丢失，请稍后再试',
  'The service is unavailable for a moment; nothing you entered is lost. Try again shortly',
)
export const actedInFuture = problem(
  'command.in-future',
  400,
  '手机时间比服务器快，请校准手机时间后再提交',
  'The device clock is ahead of the server; set the clock and submit again',
)

export type Envelope = {
  /** UUIDv7 made by the device; the same id always gets the same answer */
  id: string
  input: unknown
  /** when the person acted, if not now */
  at?: Date | undefined
  deviceId?: string | undefined
  deviceSeq?: number | undefined
}

export type Answer = { ok: true; answer: unknown } | { ok: false; problem: Problem }

export type Dispatcher = {
  db: Db
  ledger: Ledger
  onCommitted?: () => void
  /** a person with the posts of an earlier day, for work that was done without signal */
  actorAsOf?: (personId: string, at: Date) => Promise<Actor | null>
}

/**
 * Runs one command for an actor.
 *
 * What a rule refuses is rolled back, then kept as a receipt, so a repeat hears the same answer.
 * Malformed input is refused without a receipt: it is malformed every time.
 * @param now server time
 * @throws whatever is not a Problem: a mistake of ours, answered 500 and safe to send again
 */
export async function dispatch(
  { db, ledger, onCommitted }: Dispatcher,
  command: AnyCommand,
  actor: Actor,
  envelope: Envelope,
  now: Date,
): Promise<Answer> {
  if (!isStorable(envelope.input)) return { ok: false, problem: unreadableText({}) }
  const input = command.input.safeParse(envelope.input)
  if (!input.success) return { ok: false, problem: invalidInput({ issues: issuesOf(input.error) }) }
  const at = envelope.at ?? now
  // A minute of grace: clocks differ. Beyond it a claim about the future is worth nothing.
  if (at.getTime() > now.getTime() + 60_000) return { ok: false, problem: actedInFuture({}) }

  const receipt = (ok: boolean, answer: unknown): Receipt => ({
    id: envelope.id,
    name: command.name,
    actorId: actor.id,
    inputHash: hashOf(command.name, without(command.secret, envelope.input)),
    ok,
    answer,
    deviceId: envelope.deviceId ?? null,
    deviceSeq: envelope.deviceSeq ?? null,
    capturedAt: at,
    receivedAt: now,
  })

  for (let attempt = 1; ; attempt++) {
    try {
      if (!permits(actor, command.may)) throw forbidden({ permission: command.may })
      const answer = await db.begin(async (sql) => {
        const { record, facts } = collector(ledger, {
          actorId: actor.id,
          at: now,
          commandId: envelope.id,
        })
        const context = { sql, actor, now, at, commandId: envelope.id, record }
        const answer = await command.run(context, input.data)
        await append(sql, ledger, facts, receipt(true, without(command.secret, answer)))
        return answer
      })
      onCommitted?.()
      return { ok: true, answer: JSON.parse(JSON.stringify(answer ?? null)) }
    } catch (error) {
      if (error instanceof Problem) return refuse(db, receipt(false, asStored(error)))
      const failure = databaseError(error)
      if (failure?.again && attempt < 4) continue
      if (failure?.lost) return { ok: false, problem: unavailable({}) }
      if (failure?.constraint === 'receipt_pkey') return firstAnswer(db, receipt(true, null))
      if (failure?.unfit) return { ok: false, problem: unreadableText({}) }
      if (failure?.constraint)
        return refuse(db, receipt(false, asStored(conflict({ constraint: failure.constraint }))))
      throw error
    }
  }
}

/** PostgreSQL text holds no NUL, and canonical JSON no half of a surrogate pair. */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\u0000')
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([key, inner]) => isStorable(key) && isStorable(inner))
}

const permits = (actor: Actor, permission: string): boolean =>
  permission === 'anyone' || permission === 'signed-in' || mayAnywhere(actor, permission)

/** Keeps a refusal, unless the command was answered already; then that first answer stands. */
async function refuse(db: Db, receipt: Receipt): Promise<Answer> {
  const [kept] = await db.sql`
    insert into server.receipt
           (id, name, actor_id, input_hash, ok, answer, device_id, device_seq, captured_at, received_at)
    values (${receipt.id}, ${receipt.name}, ${receipt.actorId}, ${Buffer.from(receipt.inputHash)}, false,
            ${receipt.answer as never}::jsonb, ${receipt.deviceId}, ${receipt.deviceSeq},
            ${receipt.capturedAt}, ${receipt.receivedAt})
        on conflict do nothing
    returning id`
  return kept ? fromStored(false, receipt.answer) : firstAnswer(db, receipt)
}

type StoredReceipt = {
  name: string
  actorId: string
  inputHash: Buffer
  ok: boolean
  answer: unknown
}

async function firstAnswer(db: Db, repeat: Receipt): Promise<Answer> {
  const [first] = await db.sql<StoredReceipt[]>`
    select name, actor_id, input_hash, ok, answer from server.receipt where id = ${repeat.id}`
  if (!first) return { ok: false, problem: unavailable({}) }
  const same =
    first.name === repeat.name &&
    first.actorId === repeat.actorId &&
    first.inputHash.equals(Buffer.from(repeat.inputHash))
  return same ? fromStored(first.ok, first.answer) : { ok: false, problem: idReused({}) }
}

// A refusal is stored with both languages, so it can be told again to whoever asks, in theirs.
type StoredProblem = Omit<ProblemBody, 'title' | 'type'> & { zh: string; en: string }

const asStored = (p: Problem): StoredProblem => ({
  code: p.code,
  status: p.status,
  details: p.details,
  zh: p.text.zh,
  en: p.text.en,
})

function fromStored(ok: boolean, stored: unknown): Answer {
  if (ok) return { ok: true, answer: stored }
  const { code, status, details, zh, en } = stored as StoredProblem
  return { ok: false, problem: new Problem(code, status, details, { zh, en }) }
}

/** A receipt lasts; what a password was, or hashes to quickly, must not. */
function without(secret: readonly string[] | undefined, value: unknown): unknown {
  if (!secret || typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).filter(([key]) => !secret.includes(key)))
}

export const hashOf = (name: string, input: unknown): Buffer =>
  createHash('sha256')
    .update(`${name}\n${canonicalize(input ?? null)}`)
    .digest()

export const issuesOf = (error: z.ZodError): { path: string; message: string }[] =>
  error.issues.slice(0, 20).map((issue) => ({ path: issue.path.join('.'), message: issue.message }))

/** The answer as it travels, in the reader's language. */
export const answerBody = (answer: Answer, lang: Lang) =>
  answer.ok ? answer : { ok: false as const, problem: answer.problem.toBody(lang) }
