// Photos for the play: drawn anew each time, for no picture may prove two things.

import { receive } from '#evidence'
import type { Blobs } from '#server/blobs.ts'
import type { Pool } from '#server/db.ts'
import { draw, type Scene } from './pictures.ts'

/** Draws a picture and brings it as a person would; returns its SHA-256. */
export type Camera = (
  by: string,
  scene: Scene,
  moment: 'before' | 'after',
  at: Date,
) => Promise<string>

export function cameraOf(pool: Pool, blobs: Blobs): Camera {
  let taken = 0
  return async (by, scene, moment, at) => {
    taken += 1
    const { sha256, bytes } = await draw(scene, moment, (taken * 0.6180339887) % 1)
    await receive(pool, blobs, { sha256, bytes, by, at })
    return sha256
  }
}
