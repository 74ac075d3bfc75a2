// 隐患目录, with what was found most in the last month first: the six large choices of the phone.

import { z } from 'zod'
import { text } from '#base/text.ts'
import { dayOf } from '#base/time.ts'
import { hazardTypes } from '#law/cn/hazard-types.ts'
import { query } from '#server/query.ts'
import { sources } from '../law.ts'

export const hazardTypesQuery = query({
  name: 'hazard.types',
  title: text('隐患目录', 'The catalogue of hazards'),
  source: sources.grades,
  may: 'signed-in',
  input: z.object({ compoundId: z.uuid().optional() }),
  example: {},

  async run({ sql, now }, { compoundId }) {
    const recent = compoundId
      ? await sql<{ typeCode: string; count: number }[]>`
          select type_code, count(*) as count from hazards.hazard
           where compound_id = ${compoundId}
             and reported_at > ${now}::timestamptz - interval '30 days'
           group by type_code`
      : []
    const counts = new Map(recent.map(({ typeCode, count }) => [typeCode, count]))
    return hazardTypes
      .on(dayOf(now))
      .map((type) => ({ ...type, recent: counts.get(type.code) ?? 0 }))
      .toSorted((a, b) => b.recent - a.recent)
  },
})
