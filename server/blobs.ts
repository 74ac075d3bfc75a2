// Bytes on disk under their SHA-256. A name says what is in it, so writing twice is harmless.

import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { problem } from '#base/problem.ts'

export const wrongHash = problem(
  'blob.wrong-hash',
  400,
  '文件内容与校验值不符，请重新上传',
  'The bytes do not match their hash; upload again',
)
export const tooLarge = problem<{ bytesMax: number }>(
  'blob.too-large',
  413,
  (d) => `文件超过 ${Math.round(d.bytesMax / 1_000_000)} MB，请压缩后再上传`,
  (d) =>
    `The file is larger than ${Math.round(d.bytesMax / 1_000_000)} MB; make it smaller and upload again`,
)

export type Blobs = {
  /** keeps the bytes if their hash is `sha256`; nothing half-written is ever seen under that name */
  put(sha256: string, bytes: Readable | Uint8Array, bytesMax: number): Promise<{ size: number }>
  /** null when there is none */
  read(sha256: string): Readable | null
  has(sha256: string): boolean
  size(sha256: string): Promise<number | null>
  remove(sha256: string): Promise<void>
}

export function localBlobs(folder: string): Blobs {
  const path = (sha256: string): string => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw wrongHash({})
    return join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  }
  return {
    async put(sha256, bytes, bytesMax) {
      const target = path(sha256)
      await mkdir(dirname(target), { recursive: true })
      const draft = `${target}.${process.pid}.${Math.random().toString(36).slice(2)}.part`
      const file = await open(draft, 'wx')
      try {
        const hash = createHash('sha256')
        let size = 0
        for await (const chunk of bytes instanceof Uint8Array ? [bytes] : bytes) {
          size += chunk.length
          if (size > bytesMax) throw tooLarge({ bytesMax })
          hash.update(chunk)
          await file.write(chunk)
        }
        if (hash.digest('hex') !== sha256) throw wrongHash({})
        // On disk before it has a name: after a power cut a named blob is a whole one.
        await file.sync()
        await file.close()
        await rename(draft, target)
        return { size }
      } catch (error) {
        await file.close().catch(() => {})
        await rm(draft, { force: true })
        throw error
      }
    },
    read: (sha256) => (existsSync(path(sha256)) ? createReadStream(path(sha256)) : null),
    has: (sha256) => existsSync(path(sha256)),
    size: (sha256) =>
      stat(path(sha256)).then(
        ({ size }) => size,
        () => null,
      ),
    remove: (sha256) => rm(path(sha256), { force: true }),
  }
}
