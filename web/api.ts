// Reads and commands for React: cached questions, and acts that stay one act however often they are tried.

import {
  keepPreviousData,
  QueryClient,
  queryOptions,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useRef } from 'react'
import { newId } from '#base/id.ts'
import type { Problem } from '#base/problem.ts'
import { act, ask, isUndecided, type Params } from './http.ts'

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: Problem
  }
}

/** Failures that a second try may cure are tried twice more; a refusal is final. */
const again = (failures: number, error: Problem) => failures < 2 && isUndecided(error)

export const queryClient = new QueryClient({
  defaultOptions: {
    // `always`: without signal a read fails with a sentence, instead of waiting for ever without a word.
    queries: { networkMode: 'always', retry: again, staleTime: 15_000, refetchOnWindowFocus: true },
    mutations: { networkMode: 'always', retry: again },
  },
})

/** A question to the server, as options for useQuery, fetchQuery or prefetchQuery. */
export const read = <A>(name: string, input: Params = {}) =>
  queryOptions<A, Problem>({
    queryKey: [name, input],
    queryFn: ({ signal }) => ask<A>(name, input, signal),
  })

export type Read<A> = UseQueryResult<A, Problem>

/**
 * Asks.
 *
 * @param options `keep`: while a changed question is on its way, show the last answer (lists, not records)
 */
export const useRead = <A>(
  name: string,
  input: Params = {},
  { enabled = true, keep = false }: { enabled?: boolean; keep?: boolean } = {},
): Read<A> =>
  useQuery({
    ...read<A>(name, input),
    enabled,
    ...(keep && { placeholderData: keepPreviousData }),
  })

export type Act<I, A> = {
  mutate(input: I): void
  mutateAsync(input: I): Promise<A>
  isPending: boolean
  /** the last refusal, until the next try or `reset` */
  error: Problem | null
  data: A | undefined
  reset(): void
}

/**
 * A command. After it succeeded, `onDone` runs; a promise it returns is waited for before the button is
 * free again. Whatever it changed is read anew: every cached read of the same noun (`hazard.*`) is stale.
 *
 * An attempt keeps its id until the server has decided on it, so pressing the button again after a lost
 * answer cannot do the thing twice.
 */
export function useCommand<I = unknown, A = unknown>(
  name: string,
  onDone?: (answer: A, input: I) => unknown,
): Act<I, A> {
  const client = useQueryClient()
  const attempt = useRef<{ id: string; input: string } | null>(null)
  const noun = name.split('.')[0]!

  const mutation = useMutation<A, Problem, I>({
    mutationFn: async (input) => {
      const said = JSON.stringify(input)
      if (attempt.current?.input !== said) attempt.current = { id: newId(), input: said }
      try {
        const answer = await act<A>(name, attempt.current.id, input)
        attempt.current = null
        return answer
      } catch (error) {
        if (!isUndecided(error)) attempt.current = null
        throw error
      }
    },
    onSuccess: async (answer, input) => {
      void client.invalidateQueries({
        predicate: ({ queryKey }) => String(queryKey[0]).split('.')[0] === noun,
      })
      await onDone?.(answer, input)
    },
  })
  const { mutate, mutateAsync, isPending, error, data, reset } = mutation
  return { mutate, mutateAsync, isPending, error, data, reset }
}
