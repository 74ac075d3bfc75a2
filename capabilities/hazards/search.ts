// Words of a hazard as pairs of characters, so that two Chinese characters find what holds them.

/** Pairs of neighbouring characters, each once: 消火栓 → 消火, 火栓. */
export function pairs(...texts: readonly (string | null | undefined)[]): string[] {
  const found = new Set<string>()
  for (const words of texts) {
    const plain = (words ?? '').normalize('NFKC').toLowerCase()
    for (const run of plain.match(/[\p{L}\p{N}]+/gu) ?? []) {
      const characters = [...run]
      for (let i = 0; i + 1 < characters.length; i++) found.add(characters[i]! + characters[i + 1]!)
    }
  }
  return [...found].slice(0, 500)
}

/** `YH-2026-000123`, `2026-000123`, or `123` of this year: somebody reads out a number. */
export function numberIn(words: string, thisYear: number): string | null {
  const [, year, serial] = /^(?:YH-?)?(?:(\d{4})-)?(\d{1,6})$/i.exec(words.trim()) ?? []
  return serial ? numberOf('YH', Number(year ?? thisYear), Number(serial)) : null
}

export const numberOf = (kind: 'YH' | 'ZG', year: number, serial: number): string =>
  `${kind}-${year}-${String(serial).padStart(6, '0')}`
