// What a place is, where it may lie, and what it lies within. Pure: the browser runs this file too.
//
// 市 city · 区县 district · 街道 street · 社区 community · 网格 grid · 小区 compound · 楼栋 building · 单元 unit

import { problem } from '#base/problem.ts'
import { type Text, text } from '#base/text.ts'
import type { Day } from '#base/time.ts'

/** Kinds of place and where each may lie. `movable`: may be put under another parent. */
export const placeKinds = {
  city: { title: text('市', 'City'), parents: [], movable: false },
  district: { title: text('区县', 'District'), parents: ['city'], movable: false },
  street: { title: text('街道（镇）', 'Street'), parents: ['district'], movable: true },
  community: { title: text('社区（村）', 'Community'), parents: ['street'], movable: true },
  grid: { title: text('网格', 'Grid'), parents: ['community'], movable: true },
  compound: { title: text('小区', 'Compound'), parents: ['community', 'grid'], movable: true },
  // A building is part of its compound, a unit of its building: neither goes anywhere.
  building: { title: text('楼栋', 'Building'), parents: ['compound'], movable: false },
  unit: { title: text('单元', 'Unit'), parents: ['building'], movable: false },
} as const satisfies Record<string, { title: Text; parents: readonly string[]; movable: boolean }>
export type PlaceKind = keyof typeof placeKinds
export const placeKindNames = Object.keys(placeKinds) as PlaceKind[]

/** Kinds that hold compounds; closing one is refused while something open lies beneath it. */
export const areaKinds = ['city', 'district', 'street', 'community', 'grid'] as const
export const isArea = (kind: PlaceKind): boolean => (areaKinds as readonly string[]).includes(kind)

export type Place = {
  id: string
  kind: PlaceKind
  name: string
  shortName: string
  code: string | null
  parentId: string | null
  within: string[]
  fromOn: Day
  toOn: Day | null
}

export const placeNotFound = problem<{ placeId: string }>(
  'place.not-found',
  404,
  '没有这个地点，或您无权查看',
  'There is no such place, or you may not see it',
)
export const wrongParent = problem<{ kind: PlaceKind; parentKind: PlaceKind }>(
  'place.wrong-parent',
  409,
  (d) =>
    `${placeKinds[d.kind]?.title.zh ?? '…'}不能设在${placeKinds[d.parentKind]?.title.zh ?? '…'}之下`,
  (d) =>
    `A ${placeKinds[d.kind]?.title.en ?? '…'} cannot lie in a ${placeKinds[d.parentKind]?.title.en ?? '…'}`,
)
export const nameTaken = problem<{ name: string }>(
  'place.name-taken',
  409,
  (d) => `这里已有名为“${d.name}”的地点，请换一个名称`,
  (d) => `There is already a place named “${d.name}” here; choose another name`,
)
export const codeTaken = problem<{ code: string }>(
  'place.code-taken',
  409,
  (d) => `编号 ${d.code} 已被使用`,
  (d) => `The code ${d.code} is already in use`,
)
export const alreadyClosed = problem<{ toOn: Day }>(
  'place.closed',
  409,
  (d) => `该地点已于 ${d.toOn} 撤销`,
  (d) => `This place was closed on ${d.toOn}`,
)
export const stillHolds = problem<{ name: string; count: number }>(
  'place.still-holds',
  409,
  (d) => `“${d.name}”等 ${d.count} 个下级地点仍在使用，请先移走或撤销`,
  (d) =>
    `${d.count} places beneath are still open, among them “${d.name}”; move or close them first`,
)
export const closedBeforeOpened = problem<{ fromOn: Day }>(
  'place.closed-before-opened',
  409,
  (d) => `撤销日期不能早于设立日期 ${d.fromOn}`,
  (d) => `It cannot be closed before it was set up on ${d.fromOn}`,
)
export const cannotMove = problem<{ kind: PlaceKind }>(
  'place.cannot-move',
  409,
  (d) => `${placeKinds[d.kind]?.title.zh ?? '…'}不能移动，请撤销后在新位置重新登记`,
  (d) =>
    `A ${placeKinds[d.kind]?.title.en ?? '…'} cannot be moved; close it and register it at the new place`,
)

/** @throws place.wrong-parent */
export function mustFit(kind: PlaceKind, parentKind: PlaceKind): void {
  if (!(placeKinds[kind].parents as readonly string[]).includes(parentKind))
    throw wrongParent({ kind, parentKind })
}

/** Whether a place stands on a day. `toOn` is its last day. */
export const isOpen = (place: Pick<Place, 'fromOn' | 'toOn'>, day: Day): boolean =>
  place.fromOn <= day && (place.toOn === null || place.toOn >= day)

/** @throws place.closed */
export function mustBeOpen(place: Pick<Place, 'toOn'>, day: Day): void {
  if (place.toOn !== null && place.toOn < day) throw alreadyClosed({ toOn: place.toOn })
}

/**
 * What a place lies within: itself, then its parents upward, then whatever else reaches it.
 *
 * @param also a compound's second community with what lies above it, its company and the company's parents
 */
export const withinOf = (
  id: string,
  parentWithin: readonly string[],
  also: readonly string[] = [],
): string[] => [...new Set([id, ...parentWithin, ...also])]

// Longest first. The national list writes one and the same body in many ways, among them slips like 村民委委会.
const officeEndings = [
  ['社区居民委员会', '社区'],
  ['社区居委会', '社区'],
  ['社区委员会', '社区'],
  ['村村民委员会', '村'],
  ['村村民委委会', '村'],
  ['村民委员会', '村'],
  ['村民委委会', '村'],
  ['村委会', '村'],
  ['居民委员会', '社区'],
  ['居委会', '社区'],
  ['街道办事处', '街道'],
] as const

/** The name as people say it: 识字里社区居委会 → 识字里社区, 湖塘村委会 → 湖塘村. */
export function shortName(name: string): string {
  const found = officeEndings.find(
    ([ending]) => name.endsWith(ending) && name.length > ending.length,
  )
  return found ? name.slice(0, -found[0].length) + found[1] : name
}
