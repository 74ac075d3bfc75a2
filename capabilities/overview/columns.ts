// The columns of the counters, made from the list of measures, so that a new measure is named once here
// and once in a migration.

import { type Flow, flowNames, grades, waitNames } from './measures.ts'

/** `roundsDue` is kept in `rounds_due`. */
export const columnOf = (name: string): string =>
  name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`)

export const flowColumns: readonly string[] = flowNames.map(columnOf)

/** `open_1` … `wait_elsewhere`: the columns of `overview.gauge`. */
export const openColumns: readonly string[] = grades.map((grade) => `open_${grade}`)
export const gaugeColumns: readonly string[] = [
  ...openColumns,
  ...grades.map((grade) => `overdue_${grade}`),
  ...waitNames.map((wait) => `wait_${wait}`),
]

/** A row as a recordset of its table reads it. */
export const flowRow = (flows: Partial<Record<Flow, number>>): Record<string, number> =>
  Object.fromEntries(
    flowNames.flatMap((name) => (flows[name] ? [[columnOf(name), flows[name]]] : [])),
  )

export const listed = (columns: readonly string[]): string => columns.join(', ')
/** `scans int, …` */
export const typed = (columns: readonly string[]): string =>
  columns.map((column) => `${column} int`).join(', ')
/** `sum(scans)::int as scans, …` */
export const summed = (columns: readonly string[]): string =>
  columns.map((column) => `coalesce(sum(${column}), 0)::int as ${column}`).join(', ')
/** `scans = t.scans + excluded.scans, …`, for `on conflict do update` on a table called `t` */
export const added = (columns: readonly string[]): string =>
  columns.map((column) => `${column} = t.${column} + excluded.${column}`).join(', ')
