// A page of fifty hazards out of a million, as different people filter it; against the bare rows by primary key.

import type { Bench, Part } from './bench.ts'
import { district, password, people, walkedStreet } from './city.ts'
import { type Filters, signIn } from './client.ts'
import { p50, p95, repeat } from './measure.ts'
import type { Figure } from './report.ts'

type Look = {
  who: 'city' | 'district' | 'street' | 'company' | 'manager'
  what: string
  input: Filters
}

const looks: Look[] = [
  { who: 'city', what: 'open, next due first', input: {} },
  { who: 'city', what: 'open, major, one district', input: { grades: 1, placeId: district } },
  { who: 'city', what: 'overdue', input: { group: 'overdue' } },
  { who: 'city', what: 'all of one street', input: { group: 'all', placeId: walkedStreet } },
  { who: 'city', what: 'closed, of one kind', input: { group: 'closed', typeCode: 'FIRE-01' } },
  { who: 'city', what: 'to be accepted', input: { states: 'rectified' } },
  { who: 'city', what: 'with words in it', input: { group: 'all', text: '杂物' } },
  { who: 'district', what: 'open, next due first', input: {} },
  { who: 'street', what: 'open, next due first', input: {} },
  { who: 'company', what: 'open, next due first', input: {} },
  { who: 'manager', what: 'everything of one compound', input: { group: 'all' } },
]

export const list: Part = async (bench) => {
  const figures: Figure[] = []
  const raw = await fiftyRows(bench)
  for (const { who, what, input } of looks) {
    const client = await signIn(bench.served.url, people[who], password)
    const ms = await repeat(bench.isQuick ? 40 : 100, () => client.query('hazard.list', input))
    client.close()
    figures.push({
      part: 'list',
      what: `${who}: ${what}, p95 over HTTP (p50 ${p50(ms).toFixed(1)})`,
      value: p95(ms),
      unit: 'ms',
      aim: { atMost: 15 },
      raw: { value: p95(raw), what: 'fifty rows of one compound by index' },
    })
  }
  return figures
}

async function fiftyRows({ pool }: Bench): Promise<number[]> {
  return repeat(
    100,
    () => pool`
    select hazard.*, place.short_name
      from hazards.hazard join places.place on place.id = compound_id
     where compound_id = bench.id('compound', 0)
     order by reported_at desc, hazard.id desc limit 50`,
  )
}
