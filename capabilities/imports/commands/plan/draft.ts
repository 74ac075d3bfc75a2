// What is known while an import is planned: the city as it is, and what the rows read so far add to it.

import { Problem } from '#base/problem.ts'
import type { Text } from '#base/text.ts'
import { text } from '#base/text.ts'
import type { Day } from '#base/time.ts'
import type {
  AssetPut,
  BuildingPut,
  CheckpointPut,
  CompoundPut,
  Contract,
  ContractPut,
} from '#places'
import { plain, wrong } from '../../cell.ts'
import type { Columns } from '../../columns.ts'
import type { CellError, Row } from '../../table.ts'
import type { Change, RowVerdict } from '../../verdict.ts'

export type Area = {
  id: string
  kind: string
  name: string
  shortName: string
  code: string | null
  within: string[]
}
export type KnownCompound = CompoundPut & {
  communityId: string
  companyId: string | null
  within: string[]
}
export type Company = {
  id: string
  kind: string
  name: string
  code: string | null
  /** whose posts reach the company */
  within: string[]
  /** itself and the organisations above it: what its compounds lie within */
  chain: string[]
}
export type KnownCheckpoint = CheckpointPut & { toOn: Day | null }
export type KnownPerson = {
  id: string
  name: string
  account: string
  phone: string | null
  disabled: boolean
}
export type KnownPost = {
  personId: string
  kind: string
  atId: string
  fromOn: Day
  toOn: Day | null
}

/** The city as far as the rows speak of it and the person who imports may see it. */
export type Known = {
  now: Date
  today: Day
  actorId: string
  may(permission: string, within: readonly string[]): boolean
  newId(): string
  areas: Area[]
  compounds: KnownCompound[]
  /** codes of places that are no compound within sight */
  takenCodes: Set<string>
  companies: Company[]
  contracts: Map<string, Contract[]>
  buildings: BuildingPut[]
  assets: AssetPut[]
  checkpoints: KnownCheckpoint[]
  people: KnownPerson[]
  posts: KnownPost[]
}

/** What the accepted rows want written. */
export type Puts = {
  compounds: CompoundPut[]
  contracts: (ContractPut & { fresh: boolean })[]
  buildings: BuildingPut[]
  assets: AssetPut[]
  checkpoints: CheckpointPut[]
  people: Omit<KnownPerson, 'disabled'>[]
  posts: KnownPost[]
  /** ids among the puts that are new */
  fresh: Set<string>
  /** which columns of a compound that is not new differ */
  changed: Map<string, string[]>
  /** compounds that lie elsewhere now: from, to */
  moved: Map<string, { fromId: string; toId: string }>
}

/** One row's answer: refused with reasons, or what changes; `fresh` when nothing of it was known. */
export type Answer = { errors: CellError[] } | { fresh: boolean; changes: Change[] }

export const noErrors = (errors: CellError[]): boolean => errors.length === 0

/** The verdict on a row from what its planner answered. */
export function verdictOn(columns: Columns, row: Row, label: string, answer: Answer): RowVerdict {
  const base = { row: row.row, label, changes: [], errors: [] }
  if ('errors' in answer)
    return {
      ...base,
      verdict: 'refused',
      errors: answer.errors.map((error) => ({
        ...error,
        title: error.column === null ? null : (columns[error.column]?.title ?? null),
      })),
    }
  if (answer.fresh) return { ...base, verdict: 'added' }
  const changed = answer.changes.length > 0
  return { ...base, verdict: changed ? 'changed' : 'unchanged', changes: answer.changes }
}

/** Which of the named columns differ, in words. */
export function differences(
  columns: Columns,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  words: Readonly<Record<string, Readonly<Record<string, Text>>>> = {},
): Change[] {
  return Object.keys(columns)
    .filter((name) => name in after && (before[name] ?? null) !== (after[name] ?? null))
    .map((name) => ({
      column: name,
      title: columns[name]!.title,
      from: said(before[name], words[name]),
      to: said(after[name], words[name]),
    }))
}

function said(value: unknown, words: Readonly<Record<string, Text>> | undefined): Text {
  if (value === undefined || value === null || value === '') return unsaid
  if (typeof value === 'boolean') return value ? text('是', 'yes') : text('否', 'no')
  return words?.[String(value)] ?? asWritten(String(value))
}

/** Names and numbers read the same in either language. */
export const asWritten = (word: string): Text => text(word, word)
export const unsaid = asWritten('–')

/** A rule of another chapter, asked about a row: its refusal becomes the row's error. */
export function refusalOf(rule: () => unknown): Text | null {
  try {
    rule()
    return null
  } catch (error) {
    if (error instanceof Problem) return error.text
    throw error
  }
}

export const forbiddenRow = text('您的岗位没有这项权限', 'Your post does not allow this')

/** A row that says again what an earlier one said. */
export const repeats = (row: number): Text =>
  text(`与第 ${row} 行重复`, `Says the same as row ${row}`)

/** A spot is three columns or none. */
export function spotOf(
  values: Row['values'],
  before: { lng: number | null; lat: number | null; datum: string | null },
) {
  const { lng, lat, datum } = { ...before, ...pick(values, ['lng', 'lat', 'datum']) }
  const known = [lng, lat, datum].filter((part) => part !== null && part !== undefined).length
  if (known !== 0 && known !== 3)
    return wrong('经度、纬度、坐标系要一起填写', 'Longitude, latitude and datum belong together')
  return { lng: lng ?? null, lat: lat ?? null, datum: datum ?? null } as Pick<
    CompoundPut,
    'lng' | 'lat' | 'datum'
  >
}

/** The named values that a row has. */
export const pick = <V extends object, K extends string>(
  values: V,
  names: readonly K[],
): Partial<Record<K, never>> =>
  Object.fromEntries(
    names.filter((name) => name in values).map((name) => [name, values[name as never]]),
  ) as never

/** Names compared as people mean them. */
export const same = (a: string, b: string): boolean => bare(a) === bare(b)
export const bare = (name: string): string => plain(name).replace(/\s/g, '').toLowerCase()
