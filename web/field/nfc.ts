// NFC tags, where the browser reads them (Chrome on Android). What counts is the tag's own serial number:
// what is written on a tag can be copied to another.

type Reading = Event & { serialNumber: string }
type Reader = EventTarget & { scan(options: { signal: AbortSignal }): Promise<void> }
type ReaderClass = new () => Reader

const readerClass = (): ReaderClass | undefined =>
  (globalThis as { NDEFReader?: ReaderClass }).NDEFReader

export const hasNfc = (): boolean => readerClass() !== undefined

/** Listens for tags until the signal ends. @throws when the person or the phone says no */
export async function listenForTags(
  onTag: (serial: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const NdefReader = readerClass()
  if (!NdefReader) throw new Error('no NFC here')
  const reader = new NdefReader()
  reader.addEventListener('reading', (event) => onTag((event as Reading).serialNumber))
  await reader.scan({ signal })
}
