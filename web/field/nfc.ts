// NFC tags, where the browser reads them (Chrome on Android): the tag's number, or the text written on it.

type Reading = Event & {
  serialNumber: string
  message: { records: readonly { recordType: string; data?: DataView }[] }
}
type Reader = EventTarget & { scan(options: { signal: AbortSignal }): Promise<void> }
type ReaderClass = new () => Reader

const readerClass = (): ReaderClass | undefined =>
  (globalThis as { NDEFReader?: ReaderClass }).NDEFReader

export const hasNfc = (): boolean => readerClass() !== undefined

export type Tag = { serial: string; text: string | null }

/** Listens for tags until the signal ends. @throws when the person or the phone says no */
export async function listenForTags(onTag: (tag: Tag) => void, signal: AbortSignal): Promise<void> {
  const NdefReader = readerClass()
  if (!NdefReader) throw new Error('no NFC here')
  const reader = new NdefReader()
  reader.addEventListener('reading', (event) => {
    const { serialNumber, message } = event as Reading
    const written = message.records.find(
      ({ recordType }) => recordType === 'text' || recordType === 'url',
    )
    const text = written?.data ? new TextDecoder().decode(written.data) : null
    onTag({ serial: serialNumber, text })
  })
  await reader.scan({ signal })
}
