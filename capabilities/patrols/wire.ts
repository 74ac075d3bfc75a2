// Plans and scans as they cross the network and come out of the database: JSON, instants as strings.
// The server judges what this makes of its rows, the phone what this makes of its replica.

import type { RoundPlan } from './round.ts'
import type { Scan } from './scan.ts'

export type Json<T> = T extends Date
  ? string
  : T extends readonly unknown[]
    ? { -readonly [K in keyof T]: Json<T[K]> }
    : T extends object
      ? { [K in keyof T]: Json<T[K]> }
      : T

export type PlanJson = Json<RoundPlan>
export type ScanJson = Json<Scan>

export const planOf = (json: PlanJson): RoundPlan => ({
  ...json,
  opensAt: new Date(json.opensAt),
  dueAt: new Date(json.dueAt),
  lateAt: new Date(json.lateAt),
  closesAt: new Date(json.closesAt),
  endedAt: json.endedAt === null ? null : new Date(json.endedAt),
  handOvers: json.handOvers.map(({ toId, at }) => ({ toId, at: new Date(at) })),
})

export const scanOf = (json: ScanJson): Scan => ({
  ...json,
  at: new Date(json.at),
  receivedAt: new Date(json.receivedAt),
})
