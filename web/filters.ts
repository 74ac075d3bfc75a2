// Filters live in the address, so a filtered list can be kept, sent and gone back to.

import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import type { Params } from './http.ts'

/** `one` word, `many` words, or a `flag` that is on or off. */
export type FilterKinds = Readonly<Record<string, 'one' | 'many' | 'flag'>>

export type FilterValues<K extends FilterKinds> = {
  [Name in keyof K]: K[Name] extends 'many' ? string[] : K[Name] extends 'flag' ? boolean : string
}

export type Filters<K extends FilterKinds> = {
  values: FilterValues<K>
  /** the same as the input of a query; what is not set is not in it */
  input: Params
  /** how many filters are set */
  count: number
  set<Name extends keyof K & string>(name: Name, value: FilterValues<K>[Name]): void
  clear(): void
  /** the filters as they stand in the address, to keep as a view */
  search: string
  apply(search: string): void
}

export function useUrlFilters<const K extends FilterKinds>(kinds: K): Filters<K> {
  const [search, setSearch] = useSearchParams()
  const names = Object.keys(kinds)
  const text = search.toString()
  // biome-ignore lint/correctness/useExhaustiveDependencies: kinds are constants of the page
  const read = useMemo(() => readFilters(kinds, new URLSearchParams(text)), [text])
  const change = (changed: (search: URLSearchParams) => URLSearchParams) =>
    setSearch(changed, { replace: true, preventScrollReset: true })
  return {
    ...read,
    set: (name, value) => change((now) => withFilter(now, name, value)),
    clear: () => change((now) => withoutFilters(now, names)),
    search: onlyFilters(search, names).toString(),
    apply: (kept) =>
      change(
        (now) => new URLSearchParams([...withoutFilters(now, names), ...new URLSearchParams(kept)]),
      ),
  }
}

export function readFilters<K extends FilterKinds>(
  kinds: K,
  search: URLSearchParams,
): { values: FilterValues<K>; input: Params; count: number } {
  const entries = Object.entries(kinds).map(([name, kind]) => {
    if (kind === 'many') return [name, search.getAll(name)] as const
    if (kind === 'flag') return [name, search.get(name) === 'true'] as const
    return [name, search.get(name) ?? ''] as const
  })
  const set = entries.filter(([, value]) =>
    Array.isArray(value) ? value.length > 0 : Boolean(value),
  )
  return {
    values: Object.fromEntries(entries) as FilterValues<K>,
    input: Object.fromEntries(set),
    count: set.length,
  }
}

export function withFilter(
  search: URLSearchParams,
  name: string,
  value: string | boolean | readonly string[],
): URLSearchParams {
  const next = withoutFilters(search, [name])
  for (const one of Array.isArray(value) ? value : [value])
    if (one !== '' && one !== false) next.append(name, String(one))
  return next
}

export const withoutFilters = (
  search: URLSearchParams,
  names: readonly string[],
): URLSearchParams => new URLSearchParams([...search].filter(([name]) => !names.includes(name)))

const onlyFilters = (search: URLSearchParams, names: readonly string[]): URLSearchParams =>
  new URLSearchParams([...search].filter(([name]) => names.includes(name)))
