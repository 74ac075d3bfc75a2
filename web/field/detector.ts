// Reads QR codes from pictures: the platform's BarcodeDetector, or ZXing where the platform has none.
//
// ZXing is 400 kB. It is fetched only where it is missed, from our own server, and kept by the service worker.

type Detector = { detect(source: ImageBitmapSource): Promise<{ rawValue: string }[]> }
type DetectorClass = {
  new (options: { formats: string[] }): Detector
  getSupportedFormats(): Promise<string[]>
}

let loading: Promise<Detector> | undefined

/** @throws when neither is to be had: without signal, on the first day, on an old phone */
export function loadDetector(): Promise<Detector> {
  loading ??= load().catch((error) => {
    loading = undefined
    throw error
  })
  return loading
}

async function load(): Promise<Detector> {
  const formats = ['qr_code']
  const native = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector
  // Phones without Google's services have the class and no format.
  const knows: string[] = (await native?.getSupportedFormats().catch(() => [])) ?? []
  if (native && knows.includes('qr_code')) return new native({ formats })

  const [{ BarcodeDetector, prepareZXingModule }, { default: wasm }] = await Promise.all([
    import('barcode-detector/ponyfill'),
    import('../../node_modules/zxing-wasm/dist/reader/zxing_reader.wasm?url'),
  ])
  await prepareZXingModule({ overrides: { locateFile: () => wasm }, fireImmediately: true })
  return new BarcodeDetector({ formats: ['qr_code'] })
}

const longestSide = 1000
const canvas = document.createElement('canvas')

/** What the codes in a picture say. A moving picture is made smaller first: ZXing's time goes with the pixels. */
export async function codesIn(picture: HTMLVideoElement | Blob): Promise<string[]> {
  const detector = await loadDetector()
  const source = picture instanceof Blob ? await createImageBitmap(picture) : picture
  const [width, height] =
    source instanceof ImageBitmap
      ? [source.width, source.height]
      : [source.videoWidth, source.videoHeight]
  if (width === 0 || height === 0) return []
  const scale = Math.min(1, longestSide / Math.max(width, height))
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  canvas
    .getContext('2d', { willReadFrequently: true })
    ?.drawImage(source, 0, 0, canvas.width, canvas.height)
  const found = await detector.detect(canvas)
  return found.map(({ rawValue }) => rawValue).filter((value) => value !== '')
}
