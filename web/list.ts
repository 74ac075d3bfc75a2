// Long lists, part by part: by keyset (`{ next }`, asked with `after`) or by page (`{ more }` or `{ total }`,
// asked with `page`), as the query happens to answer.

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { Problem } from '#base/problem.ts'
import { ask, type Params } from './http.ts'

/** A part of a list. The rows stand in a field named by the query: `rows`, `people`, `rounds` … */
export type ListPart = {
  /** where the following part begins; null at the end */
  next?: string | null
  more?: boolean
  total?: number | null
}

export type List<Row> = {
  rows: Row[] | undefined
  /** how many there are, where the query counts */
  total: number | undefined
  error: Problem | null
  isPending: boolean
  /** a changed question is on its way; the rows shown answer the last one */
  isStale: boolean
  refetch: () => unknown
  more: { has: boolean; busy: boolean; load: () => unknown }
}

/** @param options `rows`: the field of the answer that holds them */
export function useList<Row>(
  name: string,
  input: Params = {},
  { enabled = true, rows = 'rows' }: { enabled?: boolean; rows?: string } = {},
): List<Row> {
  const rowsOf = (part: ListPart) => (part as Record<string, unknown>)[rows] as Row[]
  const read = useInfiniteQuery({
    queryKey: [name, input, 'list'],
    queryFn: ({ pageParam, signal }) => ask<ListPart>(name, { ...input, ...pageParam }, signal),
    initialPageParam: {} as Params,
    getNextPageParam: (last: ListPart, parts: ListPart[]) =>
      following(last, parts.length, () =>
        parts.reduce((sum, part) => sum + rowsOf(part).length, 0),
      ),
    placeholderData: keepPreviousData,
    enabled,
  })
  return {
    rows: read.data?.pages.flatMap(rowsOf),
    total: read.data?.pages[0]?.total ?? undefined,
    error: read.error,
    isPending: read.isPending,
    isStale: read.isPlaceholderData,
    refetch: read.refetch,
    more: { has: read.hasNextPage, busy: read.isFetchingNextPage, load: read.fetchNextPage },
  }
}

/** What to ask for the part after the last one; null when there is none. */
export function following(last: ListPart, parts: number, rowsSoFar: () => number): Params | null {
  if (last.next !== undefined) return last.next === null ? null : { after: last.next }
  const more = last.more ?? rowsSoFar() < (last.total ?? 0)
  return more ? { page: parts + 1 } : null
}
