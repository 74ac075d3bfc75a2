// What a board says, and how its rows become it. Pure: the page and the server share these words.

import { problem } from '#base/problem.ts'
import type { Text } from '#base/text.ts'
import { addDays, type Day, daysBetween } from '#base/time.ts'
import {
  ageBand,
  ageBands,
  type Flows,
  flowNames,
  type Grade,
  grades,
  noFlows,
  type Wait,
  waitNames,
} from './measures.ts'

export const boardNotFound = problem<{ placeId: string }>(
  'overview.not-found',
  404,
  '没有这个地点的总览，或您无权查看',
  'There is no board of this place, or you may not see it',
)

export const boardKinds = [
  'city',
  'district',
  'street',
  'community',
  'grid',
  'compound',
  'organisation',
] as const
export type BoardKind = (typeof boardKinds)[number]

export type Spot = { id: string; kind: BoardKind; name: string; code: string | null }

/** 未销号: what stands open now. */
export type Standing = {
  total: number
  overdue: number
  byGrade: { grade: Grade; open: number; overdue: number }[]
  byWait: { wait: Wait; open: number }[]
  /** when the oldest of them was opened */
  oldestOn: Day | null
}

export type Child = Spot & { standing: Standing; today: Flows }

export type Board = {
  place: Spot
  /** the boards above this one that the viewer may open, the highest first */
  path: Spot[]
  /** the day of rounds and the last of the trend; what is open is open now */
  day: Day
  at: string
  standing: Standing
  /** per age band, per grade */
  ages: number[][]
  today: Flows
  trend: { days: DayFlows[]; before: DayFlows[] }
  /** the most pressing first */
  children: Child[]
  /** how many children there are, when not all are shown */
  childrenInAll: number
}
export type DayFlows = Flows & { day: Day }

/** 动态: something that just happened, as the board tells it. */
export type Happening = {
  position: number
  name: string
  title: Text
  at: Date
  place: { id: string; name: string } | null
  grade: Grade | null
  hazardId: string | null
  roundId: string | null
}

export const trendDays = 30
/** A company may run more compounds than anybody reads on one screen; the most pressing are shown. */
export const childrenShown = 200

type GaugeColumns = Record<`open${Grade}` | `overdue${Grade}`, number> &
  Record<`wait${Capitalize<Wait>}`, number>
/** A row of `overview.gauge`; everything is null where nothing was ever counted. */
export type GaugeRow = { [K in keyof GaugeColumns]?: number | null } & { oldestOn?: Day | null }

export function standingOf(row: GaugeRow | undefined): Standing {
  const byGrade = grades.map((grade) => ({
    grade,
    open: row?.[`open${grade}`] ?? 0,
    overdue: row?.[`overdue${grade}`] ?? 0,
  }))
  return {
    total: byGrade.reduce((sum, { open }) => sum + open, 0),
    overdue: byGrade.reduce((sum, { overdue }) => sum + overdue, 0),
    byGrade,
    byWait: waitNames.map((wait) => ({ wait, open: row?.[`wait${capital(wait)}`] ?? 0 })),
    oldestOn: row?.oldestOn ?? null,
  }
}

const capital = (wait: Wait) => `${wait[0]!.toUpperCase()}${wait.slice(1)}` as Capitalize<Wait>

export type BacklogRow = { openedOn: Day } & Record<`open${Grade}`, number>

/** 存续分布: open hazards by age band and grade, as seen on a day. */
export function agesOf(rows: readonly BacklogRow[], today: Day): number[][] {
  const ages = ageBands.map(() => grades.map(() => 0))
  for (const row of rows) {
    const band = ages[ageBand(row.openedOn, today)]!
    grades.forEach((grade, column) => {
      band[column]! += row[`open${grade}`]
    })
  }
  return ages
}

/** Thirty days up to `day` and the thirty before; a day without a row was a day without anything. */
export function trendOf(rows: readonly DayFlows[], day: Day): Board['trend'] {
  const byDay = new Map(rows.map((row) => [row.day, row]))
  const span = (from: number) =>
    Array.from({ length: trendDays }, (_, i) => {
      const that = addDays(day, from + i)
      return { ...flowsOf(byDay.get(that)), day: that }
    })
  return { days: span(1 - trendDays), before: span(1 - 2 * trendDays) }
}

export const flowsOf = (row: Partial<Flows> | undefined): Flows =>
  Object.fromEntries(flowNames.map((name) => [name, row?.[name] ?? noFlows[name]])) as Flows

/** Rounds of the day that are settled neither way yet. */
export const roundsPending = (today: Flows): number =>
  today.roundsDue -
  today.roundsDone -
  today.roundsLate -
  today.roundsSuspect -
  today.roundsExcused -
  today.roundsMissed

/**
 * 拖着: how pressing a place is. Overdue hazards weigh by grade, then missed rounds, then what is open at all;
 * the board's order answers "who must act", so a large place with much work in time stands below a small one
 * that lets a major hazard lie.
 */
export function pressure({ standing, today }: Pick<Child, 'standing' | 'today'>): number {
  const late = standing.byGrade.reduce(
    (sum, { grade, overdue }) => sum + overdue * overdueWeight[grade],
    0,
  )
  return late * 100 + today.roundsMissed * 10 + standing.total / 1000
}
const overdueWeight: Record<Grade, number> = { 1: 27, 2: 9, 3: 3, 4: 1 }

export const byPressure = (a: Child, b: Child): number =>
  pressure(b) - pressure(a) || a.name.localeCompare(b.name, 'zh')

/** Whether there is anything to say of a place: something open, or a round of the day. */
export const isBusy = ({ standing, today }: Pick<Child, 'standing' | 'today'>): boolean =>
  standing.total > 0 || today.roundsDue > 0

/** How long the oldest open hazard has been lying, in days. */
export const oldestDays = (standing: Standing, today: Day): number | null =>
  standing.oldestOn === null ? null : daysBetween(standing.oldestOn, today)
