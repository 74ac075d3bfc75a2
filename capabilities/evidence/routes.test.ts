// Photos through the HTTP door, byte by byte: what is taken, what is refused, and what is shown to whom.

import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import exifreader from 'exifreader'
import type { FastifyInstance } from 'fastify'
import sharp from 'sharp'
import { newId } from '#base/id.ts'
import { capability } from '#evidence'
import { localBlobs } from '#server/blobs.ts'
import { connect, dbOf, type Pool } from '#server/db.ts'
import { createHttp } from '#server/http.ts'
import { ledgerOf } from '#server/react.ts'
import { endDb, freshDatabase } from '#server/testing.ts'
import { captureOf } from './routes/capture.ts'
import { drawnPhoto, sha256Of } from './testing.ts'

const sample = (name: string) => readFile(new URL(`./samples/${name}`, import.meta.url))
const guard = newId()
const stranger = newId()

let http: FastifyInstance
let pool: Pool
let folder: string
let drop: () => Promise<void>

before(async () => {
  const database = await freshDatabase()
  drop = database.drop
  pool = connect(database.url, { max: 4 })
  folder = await mkdtemp(join(tmpdir(), 'baimi-evidence-'))
  const db = dbOf(pool)
  http = await createHttp({
    services: {
      db,
      pool,
      blobs: localBlobs(folder),
      stream: { open: async () => {}, stop: async () => {} } as never,
      capabilities: [capability],
      now: () => new Date('2026-11-23T08:30:00+08:00'),
    },
    dispatcher: { db, ledger: ledgerOf([capability], () => {}) },
    doorkeeper: async ({ headers }) =>
      typeof headers['x-person'] !== 'string'
        ? null
        : {
            actor: { id: headers['x-person'], name: '某人', holds: {} },
            sessionId: newId(),
            csrf: 'c',
            language: 'zh',
          },
  })
})
after(async () => {
  await http.close()
  await pool.end()
  await drop()
  await endDb()
  await rm(folder, { recursive: true, force: true })
})

const put = (bytes: Buffer, options: { by?: string; named?: string; type?: string } = {}) =>
  http.inject({
    method: 'PUT',
    url: `/api/evidence/${options.named ?? sha256Of(bytes)}`,
    headers: {
      'x-person': options.by ?? guard,
      'x-csrf': 'c',
      'content-type': options.type ?? 'image/jpeg',
    },
    payload: bytes,
  })
const get = (sha256: string, size: string, by = guard, headers: Record<string, string> = {}) =>
  http.inject({
    url: `/api/evidence/${sha256}?size=${size}`,
    headers: { 'x-person': by, ...headers },
  })
const codeOf = (response: { json(): { code: string } }) => response.json().code
const keptRows = async () => Number((await pool`select count(*) as n from evidence.photo`)[0]!.n)

test('a photo is kept once, however often it is sent, and shown as WebP in two sizes', async () => {
  const bytes = await sample('with-gps.jpg')
  const first = await put(bytes)
  assert.equal(first.statusCode, 200, first.body)
  assert.deepEqual(first.json(), { sha256: sha256Of(bytes), width: 640, height: 480 })
  const rows = await keptRows()
  assert.deepEqual((await put(bytes)).json(), first.json())
  assert.equal(await keptRows(), rows)

  const view = await get(sha256Of(bytes), 'view')
  assert.equal(view.headers['content-type'], 'image/webp')
  const thumb = await get(sha256Of(bytes), 'thumb')
  const { format, width } = await sharp(thumb.rawPayload).metadata()
  assert.deepEqual({ format, width }, { format: 'webp', width: 320 })
})

test('the place where a photo was taken is sealed: it is in no shown copy', async () => {
  const bytes = await sample('with-gps.jpg')
  const before = exifreader.load(bytes, { expanded: true })
  assert.ok(before.gps?.Latitude, 'the sample itself knows where it was taken')
  await put(bytes)
  for (const size of ['view', 'thumb']) {
    const shown = (await get(sha256Of(bytes), size)).rawPayload
    const { exif, xmp, iptc, icc } = await sharp(shown).metadata()
    assert.deepEqual(
      { exif, xmp, iptc, icc },
      { exif: undefined, xmp: undefined, iptc: undefined, icc: undefined },
    )
    assert.equal(exifreader.load(shown, { expanded: true }).gps, undefined)
    assert.equal(shown.includes('NIKON'), false)
    assert.equal(shown.includes('Exif'), false)
  }
  const [row] = await pool`select capture from evidence.photo where sha256 = ${sha256Of(bytes)}`
  assert.equal(row!.capture.position.lat.toFixed(4), '43.4674')
  assert.equal(row!.capture.camera, 'NIKON COOLPIX P6000')
  assert.equal(row!.capture.takenAt, '2008-10-22T08:28:39.000Z', 'no zone in the file: the city’s')
})

test('a stranger, and even the owner of the name, sees nothing of what is not his', async () => {
  const bytes = await drawnPhoto()
  await put(bytes)
  const missing = await get('0'.repeat(64), 'view')
  const foreign = await get(sha256Of(bytes), 'view', stranger)
  assert.equal(foreign.statusCode, 404)
  assert.equal(foreign.body, missing.body, 'missing and forbidden look the same')
  assert.equal(
    (await get(sha256Of(bytes), 'original')).statusCode,
    404,
    'sealed, also to who took it',
  )
  assert.equal((await http.inject({ url: `/api/evidence/${sha256Of(bytes)}` })).statusCode, 401)
  const { view } = (
    await pool`select view from evidence.photo where sha256 = ${sha256Of(bytes)}`
  )[0]!
  assert.equal((await get(view, 'view')).statusCode, 404, 'copies have no address of their own')
})

test('a second look asks again: the tag saves bytes, never the question', async () => {
  const bytes = await drawnPhoto()
  await put(bytes)
  const { headers } = await get(sha256Of(bytes), 'thumb')
  assert.equal(headers['cache-control'], 'private, no-cache')
  const again = await get(sha256Of(bytes), 'thumb', guard, {
    'if-none-match': String(headers.etag),
  })
  assert.equal(again.statusCode, 304)
  const foreign = await get(sha256Of(bytes), 'thumb', stranger, {
    'if-none-match': String(headers.etag),
  })
  assert.equal(foreign.statusCode, 404)
})

const refused: [string, () => Promise<Buffer>, number, string][] = [
  [
    'a renamed program',
    async () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(4000, 7)]),
    415,
    'evidence.not-a-photo',
  ],
  [
    'an SVG with a script',
    async () =>
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    415,
    'evidence.not-a-photo',
  ],
  [
    'a page called photo.jpg',
    async () => Buffer.from('<!doctype html><script>alert(1)</script>'),
    415,
    'evidence.not-a-photo',
  ],
  [
    'a GIF',
    async () => Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'),
    415,
    'evidence.not-a-photo',
  ],
  ['nothing', async () => Buffer.alloc(0), 415, 'evidence.not-a-photo'],
  [
    'a JPEG cut in half',
    async () => {
      const whole = await drawnPhoto(400, 300)
      return whole.subarray(0, whole.length >> 1)
    },
    422,
    'evidence.damaged',
  ],
  [
    'a JPEG of a header only',
    async () => (await drawnPhoto()).subarray(0, 40),
    422,
    'evidence.damaged',
  ],
  [
    'a PNG that unpacks to 90 megapixels',
    () =>
      sharp({ create: { width: 9500, height: 9500, channels: 3, background: '#000' } })
        .png()
        .toBuffer(),
    413,
    'evidence.too-many-pixels',
  ],
  [
    'a film of WebP pictures',
    () =>
      sharp(randomBytes(8 * 16 * 3), { raw: { width: 8, height: 16, channels: 3, pageHeight: 8 } })
        .webp({ loop: 0, delay: [100, 100] })
        .toBuffer(),
    415,
    'evidence.not-a-photo',
  ],
]
for (const [what, make, status, code] of refused)
  test(`${what} is refused and leaves no trace`, async () => {
    const bytes = await make()
    const rows = await keptRows()
    const answer = await put(bytes)
    assert.equal(answer.statusCode, status, answer.body)
    assert.equal(codeOf(answer), code)
    assert.equal(await keptRows(), rows)
    assert.equal(await onDisk(sha256Of(bytes)), false)
  })

test('bytes that do not match their name are refused, also where the name is known', async () => {
  const bytes = await drawnPhoto()
  await put(bytes)
  const answer = await put(await drawnPhoto(), { named: sha256Of(bytes), by: stranger })
  assert.equal(codeOf(answer), 'blob.wrong-hash')
  assert.equal((await get(sha256Of(bytes), 'view', stranger)).statusCode, 404)
})

test('a file over the limit is refused before it is read to the end', async () => {
  const answer = await put(Buffer.alloc(15_000_001))
  assert.equal(answer.statusCode, 413)
  assert.equal(codeOf(answer), 'http.too-large')
})

test('the declared type is no argument: a photo is a photo whatever it calls itself', async () => {
  const answer = await put(await drawnPhoto(), { type: 'text/html' })
  assert.equal(answer.statusCode, 200)
})

test('what is glued behind a photo never reaches a viewer', async () => {
  const payload = Buffer.from('PK\u0003\u0004<script>alert(document.cookie)</script>')
  const bytes = Buffer.concat([await drawnPhoto(), payload])
  // Phones append depth maps and short films themselves, so a longer file is no crime.
  assert.equal((await put(bytes)).statusCode, 200)
  for (const size of ['view', 'thumb'])
    assert.equal((await get(sha256Of(bytes), size)).rawPayload.includes('<script>'), false)
})

test('who hoards photos without using them is asked to use them first', async () => {
  const hoarder = newId()
  await pool`
    insert into evidence.upload (person_id, sha256, at)
    select ${hoarder}, lpad(to_hex(n), 64, '0'), '2026-11-23T08:00:00+08:00' from generate_series(1, 300) n`
  assert.equal(codeOf(await put(await drawnPhoto(), { by: hoarder })), 'evidence.too-many-waiting')
})

test('without the token of the session nothing is taken', async () => {
  const bytes = await drawnPhoto()
  const answer = await http.inject({
    method: 'PUT',
    url: `/api/evidence/${sha256Of(bytes)}`,
    headers: { 'x-person': guard, 'content-type': 'image/jpeg' },
    payload: bytes,
  })
  assert.equal(codeOf(answer), 'identity.csrf')
})

test('a portrait photo turned by EXIF stands upright, and its sides say so', async () => {
  const bytes = await sharp(await drawnPhoto(80, 40))
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
  assert.deepEqual((await put(bytes)).json(), { sha256: sha256Of(bytes), width: 40, height: 80 })
})

test('capture data of a broken or silent file is nothing, never a failure', async () => {
  assert.equal(captureOf(Buffer.from('not an image')), null)
  assert.equal(captureOf(await drawnPhoto()), null)
  assert.deepEqual(captureOf(await sample('with-camera.jpg')), {
    takenAt: '2008-05-30T07:56:01.000Z',
    camera: 'Canon Canon EOS 40D',
    software: 'GIMP 2.4.5',
  })
})

async function onDisk(sha256: string): Promise<boolean> {
  const files = await readdir(folder, { recursive: true })
  return files.some((file) => file.endsWith(sha256))
}
