// Opens a zip only after it has shown that it is small and whole: what it unpacks to is counted, not believed.

import { inflateRawSync } from 'node:zlib'
import { text } from '#base/text.ts'
import { notAWorkbook, tooLarge } from './limits.ts'

export type ZipLimits = { entries: number; bytes: number }

const unpacksToMore = text('解压后超过上限', 'it unpacks to more than allowed')
const endOfDirectory = 0x06054b50
const directoryEntry = 0x02014b50
const localEntry = 0x04034b50

/**
 * Unpacks a zip archive.
 *
 * The entries of the directory must lie one after the other and fill the file up to the directory, and the sizes
 * in front of each must be true: some readers believe these, and a file that tells two stories is refused.
 * @throws import.not-a-workbook, import.too-large
 */
export function unzip(bytes: Buffer, limits: ZipLimits): Map<string, Buffer> {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end < 0 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== endOfDirectory)
    throw notAWorkbook({})
  const count = bytes.readUInt16LE(end + 10)
  const start = bytes.readUInt32LE(end + 16)
  if (count > limits.entries)
    throw tooLarge({ what: text('压缩包内文件过多', 'too many files in the archive') })

  const files = new Map<string, Buffer>()
  let at = start
  let left = limits.bytes
  let filled = 0
  for (let n = 0; n < count; n++) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== directoryEntry) throw notAWorkbook({})
    const entry = readEntry(bytes, at)
    const { content, next } = unpack(bytes, entry, left)
    // A gap would hold an entry that the directory does not speak of; 24 bytes are a data descriptor.
    if (entry.offset < filled || entry.offset > filled + 24) throw notAWorkbook({})
    filled = next
    left -= content.length
    files.set(entry.name, content)
    at = entry.end
  }
  if (filled > start || start - filled > 24) throw notAWorkbook({})
  return files
}

type Entry = {
  name: string
  method: number
  flags: number
  packed: number
  size: number
  offset: number
  end: number
}

function readEntry(bytes: Buffer, at: number): Entry {
  const nameLength = bytes.readUInt16LE(at + 28)
  const end = at + 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  return {
    flags: bytes.readUInt16LE(at + 8),
    method: bytes.readUInt16LE(at + 10),
    packed: bytes.readUInt32LE(at + 20),
    size: bytes.readUInt32LE(at + 24),
    offset: bytes.readUInt32LE(at + 42),
    name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
    end,
  }
}

function unpack(bytes: Buffer, entry: Entry, left: number): { content: Buffer; next: number } {
  const { offset, packed, method, flags, size } = entry
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== localEntry)
    throw notAWorkbook({})
  // Encrypted or spread over several disks: nothing an office hands in.
  if (flags & 1 || packed === 0xffffffff || (method !== 0 && method !== 8)) throw notAWorkbook({})
  const from = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
  const next = from + packed
  if (next > bytes.length) throw notAWorkbook({})
  const content = inflate(bytes.subarray(from, next), method, left)
  const streamed = (flags & 8) !== 0
  const claims = [bytes.readUInt32LE(offset + 22), size].filter(
    (claim) => !(streamed && claim === 0),
  )
  if (claims.some((claim) => claim !== content.length)) throw notAWorkbook({})
  return { content, next }
}

function inflate(packed: Buffer, method: number, left: number): Buffer {
  if (method === 0) {
    if (packed.length > left) throw tooLarge({ what: unpacksToMore })
    return packed
  }
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(left, 1) })
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE')
      throw tooLarge({ what: unpacksToMore })
    throw notAWorkbook({})
  }
}
