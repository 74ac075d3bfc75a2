// What counts as a photo, who may look at it, and how long an opened original stays open.
//
// 影像 photo · 附卷 attach · 原件 original · 启封 open

import { type Actor, may } from '#base/permission.ts'
import { problem } from '#base/problem.ts'

export const limits = {
  bytes: 15_000_000,
  /** above it the file is a trap or a poster, not a phone's photo */
  pixels: 50_000_000,
  /** photos one person may have brought without using them; offline days fit in, hoarding does not */
  waiting: 300,
  openMinutes: 15,
} as const

/** Longest side of the copies that are shown. */
export const sizes = { thumb: 320, view: 1600 } as const
export type Size = keyof typeof sizes | 'original'

export const types = ['image/jpeg', 'image/png', 'image/webp'] as const
export type PhotoType = (typeof types)[number]

export const isSha256 = (value: string): boolean => /^[0-9a-f]{64}$/.test(value)

/** Missing and forbidden look the same, so nobody can ask whether a photo exists. */
export const notFound = problem('evidence.not-found', 404, '没有这张照片', 'There is no such photo')
export const notAPhoto = problem<{ found: string }>(
  'evidence.not-a-photo',
  415,
  '只接受 JPEG、PNG、WebP 照片，请重新拍摄或另存后上传',
  'Only JPEG, PNG and WebP photos are accepted; take it again or save it as one of these',
)
export const damaged = problem(
  'evidence.damaged',
  422,
  '照片不完整或已损坏，请重新拍摄',
  'The photo is incomplete or damaged; take it again',
)
export const tooManyPixels = problem<{ pixels: number }>(
  'evidence.too-many-pixels',
  413,
  '照片尺寸过大，请降低分辨率后再上传',
  'The photo has too many pixels; lower the resolution and upload again',
)
export const tooManyWaiting = problem<{ waiting: number }>(
  'evidence.too-many-waiting',
  429,
  (d) => `已有 ${d.waiting} 张照片上传后未使用，请先提交相应的记录`,
  (d) => `${d.waiting} photos were uploaded and not used; submit the records they belong to first`,
)
export const notUploaded = problem<{ missing: string[] }>(
  'evidence.not-uploaded',
  422,
  '有照片还没有上传，请等照片传完再提交',
  'A photo has not been uploaded yet; submit again once it has',
)

/** A matter a photo belongs to, as custody needs to know it. */
export type Custody = {
  permission: string
  within: readonly string[]
  people: readonly string[]
}

/** Whether a viewer may see one of the matters that a photo belongs to. */
export const maySee = (viewer: Pick<Actor, 'id' | 'holds'>, matters: readonly Custody[]): boolean =>
  matters.some((m) => may(viewer, m.permission, m.within) || m.people.includes(viewer.id))
