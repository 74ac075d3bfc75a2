// Given-helpers of evidence: pictures drawn for tests and demonstrations, and photos already brought.

import { createHash, randomBytes } from 'node:crypto'
import sharp from 'sharp'
import type { Sql } from '#server/query.ts'

export const sha256Of = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex')

/** A real JPEG that no other call makes. */
export const drawnPhoto = (width = 64, height = 48): Promise<Buffer> =>
  sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 60 })
    .toBuffer()

/** A photo as `receive` leaves it, for tests that need custody and not bytes. @returns its SHA-256 */
export async function givenPhoto(sql: Sql, by: string, at = new Date()): Promise<string> {
  const sha256 = randomBytes(32).toString('hex')
  await sql`
    insert into evidence.photo
           (sha256, type, bytes, width, height, view, thumb, received_at)
    values (${sha256}, 'image/jpeg', 1000, 40, 30, ${sha256}, ${sha256}, ${at})`
  await sql`insert into evidence.upload (person_id, sha256, at) values (${by}, ${sha256}, ${at})`
  return sha256
}
