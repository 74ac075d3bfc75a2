// A column of a workbook: what stands above it, how its cells are read, and what the template says about it.

import { type Text, text } from '#base/text.ts'
import { plain, type Reader, type Value } from './cell.ts'

export type Column<V extends Value = Value> = {
  title: Text
  /** other headings that offices use */
  also: readonly string[]
  /** a row without it is refused */
  needed: boolean
  read: Reader<V>
  /** one line below the heading of the template */
  hint: Text
  /** two example cells */
  example: readonly [Value | '', Value | '']
  /** a new row gets this where the cell is blank; shown so in the diff */
  width: number
}
export type Columns = Readonly<Record<string, Column>>

/** What a row says: a value for each column whose cell is not blank. */
export type Wish<C extends Columns> = {
  [K in keyof C]?: C[K] extends Column<infer V> ? V : never
}

type About = {
  also?: readonly string[]
  needed?: boolean
  hint?: readonly [zh: string, en: string]
  example?: readonly [Value | '', Value | '']
  width?: number
}

export const column = <V extends Value>(
  zh: string,
  en: string,
  read: Reader<V>,
  about: About = {},
): Column<V> => ({
  title: text(zh, en),
  also: about.also ?? [],
  needed: about.needed ?? false,
  read,
  hint: about.hint ? text(...about.hint) : text('', ''),
  example: about.example ?? ['', ''],
  width: about.width ?? 14,
})

/** A heading as it is compared: without blanks, stars, units in brackets and line breaks. */
export const headingOf = (cell: string | number | boolean | null): string =>
  plain(cell)
    .replace(/[*＊※\s]/g, '')
    .replace(/\(.*?\)$/, '')
    .toLowerCase()

/** Which column a heading names. */
export function columnNamed(columns: Columns, heading: string): string | undefined {
  return Object.entries(columns).find(([, { title, also }]) =>
    [title.zh, title.en, ...also].some((name) => headingOf(name) === heading),
  )?.[0]
}
