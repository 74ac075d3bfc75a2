// Takes in a photo: checks the name against the bytes, the bytes against what a photo is, and keeps them.

import { createHash } from 'node:crypto'
import { type Blobs, wrongHash } from '#server/blobs.ts'
import type { Sql } from '#server/query.ts'
import { limits, tooManyWaiting } from '../photo.ts'
import { captureOf } from './capture.ts'
import { develop } from './picture.ts'

export type Received = { sha256: string; width: number; height: number }

/**
 * Keeps a photo under its SHA-256. Harmless to repeat.
 *
 * The bytes are checked even when they are known: who cannot show them learns nothing about them.
 * Files are on disk before the row is, so a row never names what is not there.
 * @throws blob.wrong-hash, evidence.too-many-waiting and what `develop` refuses
 */
export async function receive(
  sql: Sql,
  blobs: Blobs,
  { sha256, bytes, by, at }: { sha256: string; bytes: Buffer; by: string; at: Date },
): Promise<Received> {
  if (sha256Of(bytes) !== sha256) throw wrongHash({})
  const [{ waiting } = { waiting: 0 }] = await sql<{ waiting: number }[]>`
    select count(*) as waiting from evidence.upload
     where person_id = ${by} and attached_at is null and at > ${at}::timestamptz - interval '1 day'`
  if (waiting >= limits.waiting) throw tooManyWaiting({ waiting })

  const known = await knownPhoto(sql, sha256)
  const photo = known ?? (await keep(sql, blobs, sha256, bytes, at))
  await sql`
    insert into evidence.upload (person_id, sha256, at) values (${by}, ${sha256}, ${at})
        on conflict do nothing`
  return { sha256, width: photo.width, height: photo.height }
}

async function knownPhoto(sql: Sql, sha256: string) {
  const [photo] = await sql<{ width: number; height: number }[]>`
    select width, height from evidence.photo where sha256 = ${sha256}`
  return photo
}

async function keep(sql: Sql, blobs: Blobs, sha256: string, bytes: Buffer, at: Date) {
  const { type, width, height, view, thumb } = await develop(bytes)
  const copies = { view: sha256Of(view), thumb: sha256Of(thumb) }
  await Promise.all([
    blobs.put(sha256, bytes, limits.bytes),
    blobs.put(copies.view, view, limits.bytes),
    blobs.put(copies.thumb, thumb, limits.bytes),
  ])
  await sql`
    insert into evidence.photo
           (sha256, type, bytes, width, height, view, thumb, capture, received_at)
    values (${sha256}, ${type}, ${bytes.length}, ${width}, ${height}, ${copies.view}, ${copies.thumb},
            ${captureOf(bytes) as never}::jsonb, ${at})
        on conflict do nothing`
  return { width, height }
}

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
