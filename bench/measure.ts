// How the benchmark measures: many clients at once, every duration kept, no average hides a tail.

export type Timed = {
  /** units of work done, for instance scans */
  units: number
  seconds: number
  /** units in a second */
  rate: number
  /** durations of the calls in milliseconds, ascending */
  ms: number[]
}

/** The value below which a share of an ascending list lies (nearest rank). */
export function percentile(ascending: readonly number[], share: number): number {
  if (ascending.length === 0) return Number.NaN
  return ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)]!
}

export const p50 = (ms: readonly number[]): number => percentile(ms, 0.5)
export const p95 = (ms: readonly number[]): number => percentile(ms, 0.95)
export const p99 = (ms: readonly number[]): number => percentile(ms, 0.99)

/**
 * Lets several clients take turns from one pile of work until it is gone.
 *
 * @param call one call; returns how many units it did
 */
export async function race<T>(
  clients: number,
  pile: readonly T[],
  call: (work: T, client: number) => Promise<number>,
): Promise<Timed> {
  const ms: number[] = []
  let next = 0
  let units = 0
  const begun = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (next < pile.length) {
        const work = pile[next++]!
        const from = performance.now()
        // Added after waiting: `units += await …` would add to what it was before, and lose the others' work.
        const done = await call(work, client)
        units += done
        ms.push(performance.now() - from)
      }
    }),
  )
  const seconds = (performance.now() - begun) / 1000
  return { units, seconds, rate: units / seconds, ms: ms.sort((a, b) => a - b) }
}

/** Calls one thing again and again, one after the other; the first calls warm up and do not count. */
export async function repeat(times: number, call: () => Promise<unknown>): Promise<number[]> {
  const ms: number[] = []
  for (let i = -Math.min(5, times); i < times; i++) {
    const from = performance.now()
    await call()
    if (i >= 0) ms.push(performance.now() - from)
  }
  return ms.sort((a, b) => a - b)
}

/** Asks until the answer is yes. @throws after `patienceMs` */
export async function until(
  what: string,
  patienceMs: number,
  yes: () => Promise<boolean>,
): Promise<void> {
  const end = performance.now() + patienceMs
  while (!(await yes())) {
    if (performance.now() > end) throw new Error(`gave up waiting for ${what}`)
    await new Promise((next) => setTimeout(next, 20))
  }
}
