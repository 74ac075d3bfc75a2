// 隐患目录, by code. Kinds are never taken out of a version, so an old hazard always has its title.

import type { Day } from '#base/time.ts'
import { type HazardType, hazardTypes } from '#law/cn/hazard-types.ts'

const everKnown = new Map(
  hazardTypes.versions.flatMap(({ value }) => value.map((type) => [type.code, type] as const)),
)

/** A kind by its code, whatever version of the catalogue named it last. */
export const typeOf = (code: string): HazardType | undefined => everKnown.get(code)

/** A kind that may be reported on a day. */
export const typeOn = (code: string, day: Day): HazardType | undefined =>
  hazardTypes.on(day).find((type) => type.code === code)
