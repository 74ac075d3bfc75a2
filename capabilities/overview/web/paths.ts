// Where boards are, and the list behind every figure: each number on a board can be opened.

import { addDays, type Day } from '#base/time.ts'
import { type Grade, openedWithin, type Wait } from '../measures.ts'

export const boardPath = (placeId?: string, day?: Day): string =>
  `/board${placeId ? `/${placeId}` : ''}${day ? `?day=${day}` : ''}`
export const wallPath = (placeId?: string): string => `/wall${placeId ? `/${placeId}` : ''}`

type Words = Record<string, string | number | boolean | undefined>
const search = (words: Words): string =>
  new URLSearchParams(
    Object.entries(words).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  ).toString()

/** Open hazards of a place, narrowed down to exactly those a figure counts. */
export function hazardsPath(
  placeId: string,
  filter: { grade?: Grade; overdue?: boolean; wait?: Wait; band?: number; today?: Day } = {},
): string {
  const { grade, overdue, wait, band, today } = filter
  const opened =
    band === undefined || !today ? {} : openedWithin(band, (days) => addDays(today, -days))
  const { from, to } = opened as { from?: Day; to?: Day }
  return `/hazards?${search({ place: placeId, open: true, grade, overdue: overdue || undefined, wait, from, to: band === 0 ? undefined : to })}`
}

/** Rounds of a place and a day, by how they ended. */
export const roundsPath = (placeId: string, day: Day, state?: string): string =>
  `/rounds?${search({ place: placeId, day, state })}`

/** The thing that something happened to. */
export function happeningPath({
  hazardId,
  roundId,
  place,
}: {
  hazardId: string | null
  roundId: string | null
  place: { id: string } | null
}): string | null {
  if (hazardId) return `/hazards/${hazardId}`
  return roundId && place ? `/patrols/rounds/${place.id}/${roundId}` : null
}
