// Pixels: decides by content whether bytes are a photo, and makes the copies that are shown.
//
// A copy is decoded and encoded anew, so nothing but pixels survives: no EXIF, no place, no thumbnail of the
// uncropped picture, no archive or script glued behind the image.

import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import {
  damaged,
  limits,
  notAPhoto,
  type PhotoType,
  sizes,
  tooManyPixels,
  types,
} from '../photo.ts'

// One thread a picture: the cores belong to the requests, not to one of them.
sharp.concurrency(1)
sharp.cache(false)

export type Picture = {
  type: PhotoType
  width: number
  height: number
  view: Buffer
  thumb: Buffer
}

/** @throws evidence.not-a-photo, evidence.too-many-pixels, evidence.damaged */
export async function develop(bytes: Buffer): Promise<Picture> {
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined)
  const type = types.find((known) => known === found?.mime)
  if (!type) throw notAPhoto({ found: found?.mime ?? 'unknown' })

  const { format, width, height, pages } = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => {
      throw damaged({})
    })
  if (`image/${format}` !== type || (pages ?? 1) > 1) throw notAPhoto({ found: format })
  if (width * height > limits.pixels) throw tooManyPixels({ pixels: width * height })

  try {
    const upright = sharp(bytes, { limitInputPixels: limits.pixels, failOn: 'error' }).autoOrient()
    const { data: view, info } = await upright
      .resize(sizes.view, sizes.view, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80, effort: 3 })
      .toBuffer({ resolveWithObject: true })
    const thumb = await sharp(view)
      .resize(sizes.thumb, sizes.thumb, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 72, effort: 3 })
      .toBuffer()
    const turned = info.width > info.height !== width > height && info.width !== info.height
    return {
      type,
      view,
      thumb,
      width: turned ? height : width,
      height: turned ? width : height,
    }
  } catch {
    throw damaged({})
  }
}
