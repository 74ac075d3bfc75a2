// Puts photos into the custody of a matter. Called by the capability that owns the matter, in its transaction.

import type { Tx } from '#server/command.ts'
import { notUploaded } from '../photo.ts'

export type Matter = {
  compoundId: string
  /** `hazard`, `round`, … */
  kind: string
  id: string
  /** whoever holds it at the compound may see the photos */
  permission: string
  /** and these persons, whatever they hold */
  people: readonly string[]
}

export type Attaching = {
  matter: Matter
  sha256s: readonly string[]
  /** who brought the photos; nobody can attach what he did not bring */
  by: string
  at: Date
}

export type Attached = {
  /** photos that prove something already: an old picture shown again, or one picture for two things */
  seenBefore: string[]
}

/** 附卷. @throws evidence.not-uploaded */
export const attach = (sql: Tx, attaching: Attaching): Promise<Attached> =>
  attachAll(sql, [attaching])

/**
 * 附卷, for many matters in one statement.
 *
 * @param options `lenient`: photos nobody brought are left out. For reactions: what upstream has accepted
 *   must not fail for ever downstream
 * @throws evidence.not-uploaded
 */
export async function attachAll(
  sql: Tx,
  attachings: readonly Attaching[],
  options: { lenient?: boolean } = {},
): Promise<Attached> {
  const wanted = attachings.flatMap(({ matter, sha256s, by, at }) =>
    [...new Set(sha256s)].map((sha256) => ({
      compound_id: matter.compoundId,
      matter_id: matter.id,
      matter_kind: matter.kind,
      permission: matter.permission,
      people: matter.people,
      sha256,
      by,
      at: at.toISOString(),
    })),
  )
  if (wanted.length === 0) return { seenBefore: [] }
  const rows = await sql<{ sha256: string; by: string; seenBefore: boolean }[]>`
    with wanted as (
      select * from jsonb_to_recordset(${wanted as never}::jsonb) as w(
             compound_id uuid, matter_id uuid, matter_kind text, permission text, people uuid[],
             sha256 text, by uuid, at timestamptz)),
    brought as (
      select w.* from wanted w join evidence.upload u on u.person_id = w.by and u.sha256 = w.sha256),
    kept as (
      insert into evidence.attachment
             (compound_id, matter_id, sha256, matter_kind, permission, people, by, at)
      select compound_id, matter_id, sha256, matter_kind, permission, people, by, at from brought
          on conflict do nothing),
    used as (
      update evidence.upload u set attached_at = b.at
        from brought b
       where u.person_id = b.by and u.sha256 = b.sha256 and u.attached_at is null)
    select b.sha256, b.by,
           exists (select from evidence.attachment a where a.sha256 = b.sha256) as seen_before
      from brought b`
  const brought = new Set(rows.map(({ sha256, by }) => `${by} ${sha256}`))
  const missing = wanted.filter(({ sha256, by }) => !brought.has(`${by} ${sha256}`))
  if (missing.length > 0 && !options.lenient)
    throw notUploaded({ missing: missing.map(({ sha256 }) => sha256) })
  return { seenBefore: rows.filter((row) => row.seenBefore).map(({ sha256 }) => sha256) }
}

/** Lets more persons see the photos of a matter: whom it was assigned to, who reported the same. */
export async function admit(
  sql: Tx,
  compoundId: string,
  matterId: string,
  people: readonly string[],
): Promise<void> {
  await sql`
    update evidence.attachment
       set people = (select array_agg(distinct p) from unnest(people || ${people as string[]}::uuid[]) p)
     where compound_id = ${compoundId} and matter_id = ${matterId}
       and not people @> ${people as string[]}::uuid[]`
}
