// Names of things. UUIDv7: made on the device, sorted by time, so an offline report has its name at once.

/**
 * A UUIDv7 (RFC 9562 §5.7).
 *
 * @param atMs the instant in Unix milliseconds; @param random ten bytes, given where a run must be reproducible
 */
export function newId(
  atMs = Date.now(),
  random: Uint8Array = crypto.getRandomValues(new Uint8Array(10)),
): string {
  const bytes = new Uint8Array(16)
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(atMs / 2 ** (8 * (5 - i))) & 0xff
  bytes.set(random.subarray(0, 10), 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return format(bytes)
}

/** The same name for the same words, for rows that several machines make: UUIDv8 over 128 bits of FNV-1a. */
export function namedId(...words: string[]): string {
  const bytes = new Uint8Array(16)
  const input = new TextEncoder().encode(words.join('\u0000'))
  let hash = 0x6c62272e07bb014262b821756295c58dn
  for (const byte of input)
    hash = BigInt.asUintN(128, (hash ^ BigInt(byte)) * 0x0000000001000000000000000000013bn)
  for (let i = 0; i < 16; i++) bytes[i] = Number((hash >> BigInt(8 * (15 - i))) & 0xffn)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return format(bytes)
}

export const isId = (value: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(value)

function format(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-')
}
