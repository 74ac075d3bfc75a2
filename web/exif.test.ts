// The smaller picture keeps the camera's record, upright, and damaged files never stop a photo.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import ExifReader from 'exifreader'
import fc from 'fast-check'
import sharp from 'sharp'
import { copyExif } from './exif.ts'

const bytesOf = (buffer: Buffer): ArrayBuffer => new Uint8Array(buffer).buffer as ArrayBuffer

async function givenPhoto(): Promise<ArrayBuffer> {
  const exif = {
    IFD0: { Make: 'Baimi', Model: 'Test 1', Orientation: '6' },
    IFD2: { DateTimeOriginal: '2026:11:23 08:30:00' },
  }
  const picture = sharp({ create: { width: 40, height: 20, channels: 3, background: '#888' } })
  return bytesOf(await picture.withExif(exif).withMetadata({ orientation: 6 }).jpeg().toBuffer())
}

const givenDrawn = async (): Promise<ArrayBuffer> =>
  bytesOf(
    await sharp({ create: { width: 10, height: 20, channels: 3, background: '#888' } })
      .jpeg()
      .toBuffer(),
  )

test('camera data travel with the smaller picture, and it stands upright', async () => {
  const joined = copyExif(await givenPhoto(), await givenDrawn())
  const tags = ExifReader.load(joined)
  assert.equal(tags.Orientation?.value, 1)
  const { width, height } = await sharp(Buffer.from(joined)).rotate().metadata()
  assert.deepEqual({ width, height }, { width: 10, height: 20 })
})

test('a picture without camera data stays as drawn', async () => {
  const drawn = await givenDrawn()
  assert.equal(copyExif(drawn, drawn), drawn)
})

test('damaged originals never throw', async () => {
  const photo = new Uint8Array(await givenPhoto())
  const drawn = await givenDrawn()
  const damage = fc.record({
    at: fc.nat(photo.length - 1),
    byte: fc.nat(255),
    cut: fc.nat(photo.length),
  })
  fc.assert(
    fc.property(damage, ({ at, byte, cut }) => {
      const broken = photo.slice(0, cut)
      if (at < broken.length) broken[at] = byte
      copyExif(broken.buffer, drawn)
    }),
    { numRuns: 500, seed: 7 },
  )
})
