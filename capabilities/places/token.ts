// What the QR on a checkpoint label says: https://<host>/p/<token>.
//
// token = base64url( key version, 2 bytes | checkpoint id, 16 bytes | MAC, 10 bytes )
// MAC   = the first 10 bytes of HMAC-SHA256 under the city's label key; only the server holds that key.
// A phone without signal reads id and version from the token, and knows it as genuine because its own list of
// checkpoints bears the token's fingerprint (labelPrint); a fingerprint cannot be turned into a token.

import { isId } from '#base/id.ts'

export const macBytes = 10
export const tokenLength = 38

export type LabelToken = { token: string; checkpointId: string; keyVersion: number }

/** Reads a scanned text: the whole address, whatever its host, or the token alone. Null when it is no label. */
export function readToken(scanned: string): LabelToken | null {
  const [, token] = /(?:^|\/p\/)([A-Za-z0-9_-]{38})(?:[/?#]|$)/.exec(scanned.trim()) ?? []
  if (token === undefined) return null
  const bytes = fromBase64url(token)
  const keyVersion = bytes[0]! * 256 + bytes[1]!
  const hex = Array.from(bytes.subarray(2, 18), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )
  const checkpointId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  // The last character carries spare bits; only the one way of writing it is the token.
  if (keyVersion === 0 || toBase64url(bytes) !== token) return null
  return { token, checkpointId, keyVersion }
}

/** The bytes that the MAC signs. The words in front keep this key's signatures from meaning anything else. */
export function signedBytes(checkpointId: string, keyVersion: number): Uint8Array {
  const prefix = new TextEncoder().encode('baimi checkpoint label\n')
  return Uint8Array.from([...prefix, ...tokenHead(checkpointId, keyVersion)])
}

export const writeToken = (checkpointId: string, keyVersion: number, mac: Uint8Array): string =>
  toBase64url(
    Uint8Array.from([...tokenHead(checkpointId, keyVersion), ...mac.subarray(0, macBytes)]),
  )

function tokenHead(checkpointId: string, keyVersion: number): number[] {
  if (!isId(checkpointId)) throw new Error(`not a checkpoint id: ${checkpointId}`)
  if (!(keyVersion > 0 && keyVersion < 65_536)) throw new Error(`not a key version: ${keyVersion}`)
  const hex = checkpointId.replaceAll('-', '')
  const id = Array.from({ length: 16 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16))
  return [keyVersion >> 8, keyVersion & 0xff, ...id]
}

const toBase64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')

const fromBase64url = (token: string): Uint8Array =>
  Uint8Array.from(atob(token.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0))
