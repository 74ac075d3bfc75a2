// Where boards are, and the list behind every figure: each number on a board can be opened.

import { addDays, type Day } from '#base/time.ts'
import { hazardsPath as hazardList, hazardPath } from '#hazards/web'
import { roundPath, roundsPath as roundsList } from '#patrols/web'
import { type Grade, openedWithin, type Wait } from '../measures.ts'

export const boardPath = (placeId?: string, day?: Day): string =>
  `/board${placeId ? `/${placeId}` : ''}${day ? `?day=${day}` : ''}`
export const wallPath = (placeId?: string): string => `/wall${placeId ? `/${placeId}` : ''}`

type Words = Record<string, string | number | readonly (string | number)[] | undefined>

/** A list with its filters in the address, under the names its query takes them by. */
function filtered(path: string, words: Words): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(words))
    for (const one of [value ?? []].flat()) search.append(name, String(one))
  return `${path}?${search}`
}

/** Open hazards of a place, narrowed down to exactly those a figure counts. */
export function hazardsPath(
  placeId: string,
  filter: { grade?: Grade; overdue?: boolean; wait?: Wait; band?: number; today?: Day } = {},
): string {
  const { grade, overdue, wait, band, today } = filter
  const opened =
    band === undefined || !today ? undefined : openedWithin(band, (days) => addDays(today, -days))
  return filtered(hazardList, {
    placeId,
    group: overdue ? 'overdue' : 'open',
    grades: grade,
    states: wait && statesOf[wait],
    reportedFrom: opened?.from,
    reportedTo: opened?.to,
  })
}

const statesOf: Record<Wait, readonly string[]> = {
  register: ['reported'],
  assign: ['registered'],
  rectify: ['assigned'],
  accept: ['rectified'],
  close: ['accepted'],
  elsewhere: ['suspended', 'transferred'],
}

/** Rounds of a place and a day, by how they ended. */
export const roundsPath = (placeId: string, day: Day, state?: string): string =>
  filtered(roundsList, { placeId, day, state })

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
  if (hazardId) return hazardPath(hazardId)
  return roundId && place ? roundPath(place.id, roundId) : null
}
