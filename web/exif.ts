// Carries the camera's own record (EXIF) over to the smaller picture, so that evidence keeps its capture data.
//
// The server seals it and strips it from whatever is shown. The drawn picture already stands upright, so the
// orientation is set to "upright": left as it was, viewers would turn the picture twice.

/** The smaller JPEG with the EXIF segment of the original JPEG, or unchanged where there is none. */
export function copyExif(original: ArrayBuffer, smaller: ArrayBuffer): ArrayBuffer {
  const segment = exifSegment(original)
  if (!segment || new DataView(smaller).getUint16(0) !== startOfImage) return smaller
  setUpright(segment)
  const joined = new Uint8Array(smaller.byteLength + segment.length)
  joined.set(new Uint8Array(smaller, 0, 2))
  joined.set(segment, 2)
  joined.set(new Uint8Array(smaller, 2), 2 + segment.length)
  return joined.buffer
}

const startOfImage = 0xffd8
const app1 = 0xffe1
const orientationTag = 0x0112

/** A copy of the APP1 segment that holds EXIF, marker and length included. */
function exifSegment(jpeg: ArrayBuffer): Uint8Array | undefined {
  const view = new DataView(jpeg)
  if (view.byteLength < 4 || view.getUint16(0) !== startOfImage) return undefined
  for (let at = 2; at + 10 <= view.byteLength; ) {
    const marker = view.getUint16(at)
    const length = view.getUint16(at + 2)
    // Every segment before the picture itself begins FF Ex, FF DB, FF Cx…; anything else is damage.
    if (marker < 0xffc0 || marker === 0xffda || length < 2) return undefined
    const end = at + 2 + length
    if (marker === app1 && view.getUint32(at + 4) === 0x45786966 && end <= view.byteLength)
      return new Uint8Array(jpeg.slice(at, end))
    at = end
  }
  return undefined
}

/** Sets the orientation of the first image directory to 1. A segment that cannot be read is left alone. */
function setUpright(segment: Uint8Array): void {
  const tiff = new DataView(segment.buffer, segment.byteOffset + 10, segment.length - 10)
  if (tiff.byteLength < 8) return
  const little = tiff.getUint16(0) === 0x4949
  const directory = tiff.getUint32(4, little)
  if (directory + 2 > tiff.byteLength) return
  const count = tiff.getUint16(directory, little)
  for (let i = 0; i < count; i++) {
    const entry = directory + 2 + 12 * i
    if (entry + 12 > tiff.byteLength) return
    if (tiff.getUint16(entry, little) === orientationTag) tiff.setUint16(entry + 8, 1, little)
  }
}
