// A file on its way in: read apart, judged row by row, kept for a day, and given back with what is wrong with it.

import { createHash } from 'node:crypto'
import { newId } from '#base/id.ts'
import type { Actor } from '#base/permission.ts'
import type { Lang } from '#base/text.ts'
import type { Services } from '#server/capability.ts'
import { plan, tablesOf } from '../commands/plan/index.ts'
import { snapshot } from '../commands/snapshot.ts'
import { cellsOf, keep, type Upload, uploadOf } from '../commands/stage.ts'
import { digest } from '../verdict.ts'
import { readApart, writeApart } from './apart.ts'
import { resultOf } from './result.ts'

type Ground = Pick<Services, 'db' | 'pool' | 'now'>

/** Reads a file, judges its rows and keeps both, for a day. */
export async function check(
  { db, pool, now: clock }: Ground,
  actor: Actor,
  bytes: Uint8Array,
  fileName: string,
): Promise<Upload> {
  const now = clock()
  const raw = await readApart(bytes, fileName)
  const tables = tablesOf(raw)
  const { sheets, refused } = await plan(tables, await snapshot(pool, actor, tables, now))
  const upload = {
    id: newId(now.getTime()),
    fileName,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    at: now,
    verdicts: sheets.map(digest),
    refused,
  }
  await db.begin((sql) => keep(sql, actor, upload, raw))
  return { ...upload, appliedAt: null }
}

/**
 * The workbook as it was handed in, each row with its verdict as of now.
 *
 * @throws import.not-found, import.busy
 */
export async function resultOfUpload(
  { pool, now }: Pick<Ground, 'pool' | 'now'>,
  actor: Actor,
  uploadId: string,
  lang: Lang,
): Promise<Uint8Array> {
  await uploadOf(pool, actor, uploadId)
  const raw = await cellsOf(pool, uploadId)
  const tables = tablesOf(raw)
  const { sheets } = await plan(tables, await snapshot(pool, actor, tables, now()))
  return writeApart(resultOf(raw, sheets, lang))
}
