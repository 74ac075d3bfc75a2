// 隐患种类 as a guard chooses them: six that the last month saw most here, then all, by category.

import { dayOf } from '#base/time.ts'
import { type Category, categories, type HazardType, hazardTypes } from '#law/cn/hazard-types.ts'
import { now } from '#web/field/connection.ts'
import { useRead } from '#web/field/reads.ts'

/** What `hazard.types` says of a kind besides what the catalogue on the phone knows. */
type Seen = { code: string; recent: number }

/** Seen most in residential compounds, for a phone that has not heard yet what is seen here. */
const atFirst = ['FIRE-01', 'EBIKE-01', 'FIRE-02', 'FIRE-03', 'FIRE-04', 'LIFT-02']
export const largeChoices = 6

export function useKinds(compoundId: string | undefined): {
  likely: HazardType[]
  byCategory: [Category, HazardType[]][]
} {
  const types = hazardTypes.on(dayOf(now()))
  const seen = useRead<Seen[]>('hazard.types', { compoundId }, compoundId !== undefined).value ?? []
  const counts = new Map(seen.map(({ code, recent }) => [code, recent]))
  const rank = (type: HazardType): number => {
    const first = atFirst.indexOf(type.code)
    return (counts.get(type.code) ?? 0) * 100 + (first < 0 ? 0 : atFirst.length - first)
  }
  const likely = [...types].sort((a, b) => rank(b) - rank(a)).slice(0, largeChoices)
  const byCategory = (Object.keys(categories) as Category[])
    .map((category): [Category, HazardType[]] => [
      category,
      types.filter((type) => type.category === category),
    ])
    .filter(([, found]) => found.length > 0)
  return { likely, byCategory }
}
