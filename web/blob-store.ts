// Photos taken on this device: made small enough to travel, named by their SHA-256, kept until sent.
//
// The bytes that are kept are the bytes that are sent and the bytes the act cites, so the name proves them.
// The hash of the file as the camera gave it stays with them.

import { copyExif } from './exif.ts'
import { sha256Hex } from './sha256.ts'
import { askToPersist, type PhotoBytes, store } from './store.ts'

/** Longest side and file size above which a photo is made smaller. */
const longestSide = 1600
const smallEnough = 600_000
const quality = 0.82

/** Keeps a photo. @returns its SHA-256. @throws when the phone's store is full or the file is no image. */
export async function keepPhoto(file: Blob): Promise<string> {
  const original = await file.arrayBuffer()
  const originalSha256 = await sha256Hex(original)
  const { bytes, type } = await smaller(file, original)
  const sha256 = bytes === original ? originalSha256 : await sha256Hex(bytes)
  const known = await store.photos.get(sha256)
  if (!known) {
    const keptAt = new Date().toISOString()
    await store.photos.put({ sha256, type, bytes, originalSha256, keptAt, uploaded: 0 })
  }
  askToPersist()
  return sha256
}

export const photo = (sha256: string): Promise<PhotoBytes | undefined> => store.photos.get(sha256)

/** Forgets a photo that was taken and not used. */
export const forgetPhoto = async (sha256: string): Promise<void> => {
  const cited = await store.entries.filter(({ photos }) => photos.includes(sha256)).count()
  if (cited === 0) await store.photos.delete(sha256)
}

async function smaller(
  file: Blob,
  original: ArrayBuffer,
): Promise<{ bytes: ArrayBuffer; type: string }> {
  const asIs = { bytes: original, type: file.type || 'image/jpeg' }
  const image = await decoded(file)
  const scale = Math.min(1, longestSide / Math.max(image.naturalWidth, image.naturalHeight))
  if (scale === 1 && original.byteLength <= smallEnough && file.type === 'image/jpeg') return asIs

  const canvas = document.createElement('canvas')
  canvas.width = Math.round(image.naturalWidth * scale)
  canvas.height = Math.round(image.naturalHeight * scale)
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  const drawn = await new Promise<Blob | null>((resolve) =>
    canvas.toBlob(resolve, 'image/jpeg', quality),
  )
  if (!drawn) return asIs
  return { bytes: copyExif(original, await drawn.arrayBuffer()), type: 'image/jpeg' }
}

/** An <img> rather than createImageBitmap: every WebView has it, and it turns the picture upright by itself. */
async function decoded(file: Blob): Promise<HTMLImageElement> {
  const address = URL.createObjectURL(file)
  const image = new Image()
  try {
    await new Promise<void>((resolve, reject) => {
      image.onload = () => resolve()
      image.onerror = () => reject(new Error('not an image'))
      image.src = address
    })
    return image
  } finally {
    // The decoded pixels stay with the element.
    setTimeout(() => URL.revokeObjectURL(address), 10_000)
  }
}
