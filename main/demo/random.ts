// Chance with a seed: the demonstration city is the same city on every machine.

export type Random = {
  /** 0 ≤ x < 1 */
  next(): number
  /** a whole number, both ends included */
  int(from: number, to: number): number
  chance(probability: number): boolean
  pick<T>(from: readonly T[]): T
  /** ten bytes, as `newId` takes them */
  bytes(): Uint8Array
}

/** Mulberry32; good enough for scenery. */
export function randomOf(...words: string[]): Random {
  let state = 2166136261
  for (const char of words.join('\u0000')) state = Math.imul(state ^ char.charCodeAt(0), 16777619)
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (from) => from[int(0, from.length - 1)]!,
    bytes: () => Uint8Array.from({ length: 10 }, () => int(0, 255)),
  }
}
