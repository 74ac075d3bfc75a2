// Appends facts. A command's facts, its receipt and the work of its reactions commit together or not at all.

import { createHash } from 'node:crypto'
import { factBytes } from '#base/hash-chain.ts'
import { newId } from '#base/id.ts'
import type { Fact, FactKinds } from './capability.ts'
import type { Record_, Tx } from './command.ts'

/** A fact on its way: what reactions need, and what the chain hashes. */
export type Pending = Fact & { causeId: string | null; commandId: string | null }

export type Ledger = {
  kinds: FactKinds
  /** puts the facts into the queues of the capabilities that answer them, in the same transaction */
  deliver(tx: Tx, facts: Pending[]): Promise<void>
}

/**
 * A `record` function that collects, and the facts it collected.
 *
 * @throws Error for a fact that no capability declares, or whose body is not of its declared shape:
 *   that is a mistake of ours, never of the user
 */
export function collector(
  ledger: Ledger,
  by: { actorId: string; at: Date; commandId: string | null },
): { record: Record_; facts: Pending[] } {
  const facts: Pending[] = []
  const record: Record_ = (name, about, body) => {
    const kind = ledger.kinds[name]
    if (!kind) throw new Error(`fact ${name} is declared by no capability`)
    facts.push({
      id: newId(by.at.getTime()),
      name,
      at: by.at,
      actorId: by.actorId,
      placeId: about.placeId,
      within: [...about.within],
      people: [...(about.people ?? [])],
      causeId: about.cause ?? null,
      commandId: by.commandId,
      body: kind.body.parse(body),
    })
  }
  return { record, facts }
}

export type Receipt = {
  id: string
  name: string
  actorId: string
  inputHash: Uint8Array
  ok: boolean
  answer: unknown
  deviceId: string | null
  deviceSeq: number | null
  capturedAt: Date
  receivedAt: Date
}

/**
 * Writes facts and, for a command, its receipt, in one statement.
 *
 * The receipt's primary key is what makes a command happen once: a repeat breaks it and rolls back.
 */
export async function append(
  tx: Tx,
  ledger: Ledger,
  facts: Pending[],
  receipt?: Receipt,
): Promise<void> {
  // Not awaited one after the other: the statements share one round trip.
  const steps = await Promise.allSettled([
    facts.length > 0 || receipt ? write(tx, facts, receipt) : undefined,
    facts.length > 0 ? ledger.deliver(tx, facts) : undefined,
  ])
  // All have ended before the transaction does. Of several failures the cause is the one that is not
  // merely "the transaction is aborted".
  const failures = steps.flatMap((step) => (step.status === 'rejected' ? [step.reason] : []))
  if (failures.length > 0) throw failures.find(({ code }) => code !== '25P02') ?? failures[0]
}

async function write(tx: Tx, facts: Pending[], receipt: Receipt | undefined): Promise<void> {
  const rows = facts.map((fact) => ({
    id: fact.id,
    name: fact.name,
    at: fact.at.toISOString(),
    actor_id: fact.actorId,
    command_id: fact.commandId,
    cause_id: fact.causeId,
    place_id: fact.placeId,
    within: fact.within,
    people: fact.people,
    body: fact.body,
    hash: `\\x${factHash(fact).toString('hex')}`,
  }))
  await tx`
    with receipt as (
      insert into server.receipt
             (id, name, actor_id, input_hash, ok, answer, device_id, device_seq, captured_at, received_at)
      select ${receipt?.id ?? null}::uuid, ${receipt?.name ?? null}, ${receipt?.actorId ?? null}::uuid,
             ${receipt ? Buffer.from(receipt.inputHash) : null}::bytea, true,
             ${(receipt ? JSON.stringify(receipt.answer ?? null) : null) as never}::jsonb,
             ${receipt?.deviceId ?? null}::uuid, ${receipt?.deviceSeq ?? null}::bigint,
             ${receipt?.capturedAt ?? null}::timestamptz, ${receipt?.receivedAt ?? null}::timestamptz
       where ${receipt !== undefined}),
    fact as (
      insert into server.fact
             (id, name, at, actor_id, command_id, cause_id, place_id, within, people, body, hash)
      select id, name, at, actor_id, command_id, cause_id, place_id, within, people, body, hash
        from jsonb_to_recordset(${rows as never}::jsonb) as f(
             id uuid, name text, at timestamptz, actor_id uuid, command_id uuid, cause_id uuid,
             place_id uuid, within uuid[], people uuid[], body jsonb, hash bytea)
      returning seq)
    insert into server.unsealed (seq) select seq from fact`
}

export const factHash = (fact: Pending): Buffer =>
  createHash('sha256')
    .update(factBytes({ ...fact, at: fact.at.toISOString() }))
    .digest()
