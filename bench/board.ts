// The board of a city with ten thousand compounds and ten million scans behind it, at every level of the tree;
// against the same figures summed from history, as they would be without counters.

import type { Bench, Part } from './bench.ts'
import { password, people } from './city.ts'
import { signIn } from './client.ts'
import { p50, p95, repeat } from './measure.ts'
import type { Figure } from './report.ts'

const viewers = ['city', 'district', 'street', 'community', 'company', 'manager'] as const

export const board: Part = async (bench) => {
  const figures: Figure[] = []
  const summed = await sumHistory(bench)
  for (const viewer of viewers) {
    const client = await signIn(bench.served.url, people[viewer], password)
    const ms = await repeat(bench.isQuick ? 40 : 100, () => client.query('overview.board'))
    client.close()
    figures.push({
      part: 'board',
      what: `board as the ${viewer === 'manager' ? 'project manager' : viewer} sees it, p95 over HTTP (p50 ${p50(ms).toFixed(1)})`,
      value: p95(ms),
      unit: 'ms',
      aim: { atMost: 50 },
      ...(viewer === 'city'
        ? { raw: { value: summed, what: 'sixty days summed from rounds, scans and hazards' } }
        : {}),
    })
  }
  return figures
}

/** What the city's board would cost, were it counted when it is asked for. */
async function sumHistory({ pool, today }: Bench): Promise<number> {
  const [ms] = await repeat(1, async () => {
    await pool`
      select day, count(*), count(*) filter (where state = 'missed'), sum(scans)
        from patrols.round where day > ${today}::date - 60 group by 1`
    await pool`select day, count(*) from patrols.scan where day > ${today}::date - 60 group by 1`
    await pool`
      select grade, state, count(*), min(reported_at), count(*) filter (where due_on < ${today})
        from hazards.hazard where is_open group by 1, 2`
    await pool`
      select recorded_at::date, act, count(*) from hazards.act
       where recorded_at > ${today}::date - 60 group by 1, 2`
  })
  return ms!
}
