// The key that signs checkpoint labels, and what is signed and verified with it. On the server only.

import { createHash, createHmac, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Sql } from '#server/query.ts'
import { type LabelToken, macBytes, readToken, signedBytes, writeToken } from '../token.ts'

/** As it is stored, or as a KeyObject where many labels are verified: that is five times faster. */
export type LabelKey = Buffer | KeyObject

/** The key of the city that a place lies in. Undefined where no city has been loaded. */
export async function labelKeyFor(
  sql: Sql,
  within: readonly string[],
): Promise<Buffer | undefined> {
  const [found] = await sql<{ key: Buffer }[]>`
    select key from places.label_key where city_id = any(${[...within]}::uuid[])`
  return found?.key
}

/** Gives a city its key, once. Changing it would void every label on every wall. */
export const makeLabelKey = (sql: Sql, cityId: string) => sql`
  insert into places.label_key (city_id, key) values (${cityId}, ${randomBytes(32)})
      on conflict do nothing`

const macOf = (key: LabelKey, checkpointId: string, keyVersion: number): Buffer =>
  createHmac('sha256', key)
    .update(signedBytes(checkpointId, keyVersion))
    .digest()
    .subarray(0, macBytes)

/** What the QR of a label says after `/p/`. */
export const tokenFor = (key: LabelKey, checkpointId: string, keyVersion: number): string =>
  writeToken(checkpointId, keyVersion, macOf(key, checkpointId, keyVersion))

/**
 * What a scanned label says, if this city signed it; null for anything else.
 *
 * Whether the label has been replaced since is not known here: compare `keyVersion` with the checkpoint's.
 */
export function verifyLabel(key: LabelKey, scanned: string): LabelToken | null {
  const label = readToken(scanned)
  if (!label) return null
  const genuine = tokenFor(key, label.checkpointId, label.keyVersion)
  return timingSafeEqual(Buffer.from(genuine), Buffer.from(label.token)) ? label : null
}

/** 标签指纹: by this a phone without signal knows a genuine label; it cannot be turned back into one. */
export const labelPrint = (token: string): string =>
  createHash('sha256').update(token).digest('hex').slice(0, 32)
