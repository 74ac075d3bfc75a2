// Long lists, page by page: a query that answers `{ rows, next }` and takes `after` is read by its keyset.

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { Problem } from '#base/problem.ts'
import { ask, type Params } from './http.ts'

/** `next`: where the following page begins, null on the last one. `total` where the query counts. */
export type ListAnswer<Row> = { rows: Row[]; next: string | null; total?: number | null }

export type List<Row> = {
  rows: Row[] | undefined
  total: number | undefined
  error: Problem | null
  isPending: boolean
  /** a changed question is on its way; the rows shown answer the last one */
  isStale: boolean
  refetch: () => unknown
  more: { has: boolean; busy: boolean; load: () => unknown }
}

export function useList<Row>(
  name: string,
  input: Params = {},
  { enabled = true }: { enabled?: boolean } = {},
): List<Row> {
  const read = useInfiniteQuery({
    queryKey: [name, input, 'list'],
    queryFn: ({ pageParam, signal }) =>
      ask<ListAnswer<Row>>(
        name,
        pageParam === null ? input : { ...input, after: pageParam },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page: ListAnswer<Row>) => page.next,
    placeholderData: keepPreviousData,
    enabled,
  })
  return {
    rows: read.data?.pages.flatMap((page) => page.rows),
    total: read.data?.pages[0]?.total ?? undefined,
    error: read.error,
    isPending: read.isPending,
    isStale: read.isPlaceholderData,
    refetch: read.refetch,
    more: { has: read.hasNextPage, busy: read.isFetchingNextPage, load: read.fetchNextPage },
  }
}
