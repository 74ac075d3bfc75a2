// Keeps what was handed in, reads it back, and lets go of it.

import type { Actor } from '#base/permission.ts'
import { problem } from '#base/problem.ts'
import type { Tx } from '#server/command.ts'
import type { Sql } from '#server/query.ts'
import type { RawSheet } from '../table.ts'
import { digest, type SheetVerdict } from '../verdict.ts'

export const uploadNotFound = problem(
  'import.not-found',
  404,
  '没有这次上传，或已过期。请重新上传',
  'There is no such upload, or it has expired. Hand the file in again',
)

export type Upload = {
  id: string
  fileName: string
  sha256: string
  at: Date
  verdicts: SheetVerdict[]
  refused: number
  appliedAt: Date | null
}

/** Keeps the cells and what they would do. */
export async function keep(
  sql: Tx,
  actor: Actor,
  upload: Omit<Upload, 'appliedAt'>,
  sheets: readonly RawSheet[],
): Promise<void> {
  await sql`
    insert into imports.upload (id, person_id, file_name, sha256, at, verdicts, refused)
    values (${upload.id}, ${actor.id}, ${upload.fileName}, ${upload.sha256}, ${upload.at},
            ${upload.verdicts.map(digest) as never}::jsonb, ${upload.refused})`
  for (const [n, { name, cells }] of sheets.entries())
    await sql`
      insert into imports.sheet (upload_id, n, name, cells)
      values (${upload.id}, ${n}, ${name}, ${cells as never}::jsonb)`
}

/**
 * One's own upload; nobody sees what another handed in.
 *
 * @throws import.not-found
 */
export async function uploadOf(sql: Sql, actor: Actor, uploadId: string): Promise<Upload> {
  const [upload] = await sql<Upload[]>`
    select id, file_name, sha256, at, verdicts, refused, applied_at
      from imports.upload where id = ${uploadId} and person_id = ${actor.id}`
  if (!upload) throw uploadNotFound({})
  return upload
}

/** @throws import.not-found, also when the cells are gone already */
export async function cellsOf(sql: Sql, uploadId: string): Promise<RawSheet[]> {
  const sheets = await sql<RawSheet[]>`
    select name, cells from imports.sheet where upload_id = ${uploadId} order by n`
  if (sheets.length === 0) throw uploadNotFound({})
  return [...sheets]
}
