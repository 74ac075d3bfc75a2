// A board that keeps itself fresh, but breathes: a busy city records facts every instant, a reader looks
// every few seconds.

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useLocation, useParams, useSearchParams } from 'react-router'
import { type Read, useRead } from '#web/api.ts'
import { useHere } from '#web/here.ts'
import { useLive } from '#web/live.ts'
import type { Board, Happening as Told } from '../board.ts'

/** Counters follow the facts within a second or so; asking earlier would show them as they were. */
const settleMs = 1500
const breathMs = 5000

/** As `overview.stream` answers, once it has crossed the network. */
export type Happening = Omit<Told, 'at'> & { at: string }

/** The board of the address: `/board/:placeId?day=…`; without a place, of the one chosen in the head. */
export function useBoard(): {
  board: Read<Board>
  placeId: string | undefined
  day: string | undefined
} {
  const { placeId: inPath } = useParams()
  const [search] = useSearchParams()
  const here = useHere()
  const placeId = inPath ?? here?.id
  const day = search.get('day') ?? undefined
  const board = useRead<Board>(
    'overview.board',
    { ...(placeId ? { placeId } : {}), ...(day ? { day } : {}) },
    { keep: true },
  )
  useBreathing(['overview.board'])
  return { board, placeId, day }
}

export function useHappenings(placeId: string, limit: number): Read<Happening[]> {
  useBreathing(['overview.stream'])
  return useRead<Happening[]>('overview.stream', { placeId, limit }, { keep: true })
}

/** Reads these queries anew after facts came, at most once per breath; and at midnight, when today is another day. */
function useBreathing(queries: readonly string[]): void {
  const client = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const last = useRef(0)
  const { key } = useLocation()
  const refresh = () => {
    timer.current = undefined
    last.current = Date.now()
    for (const query of queries) void client.invalidateQueries({ queryKey: [query] })
  }
  useLive(['hazard.*', 'patrol.*'], () => {
    timer.current ??= setTimeout(refresh, Math.max(settleMs, last.current + breathMs - Date.now()))
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another address is another board
  useEffect(() => {
    const hourly = setInterval(refresh, 10 * 60_000)
    return () => {
      clearInterval(hourly)
      clearTimeout(timer.current)
      timer.current = undefined
    }
  }, [key])
}
