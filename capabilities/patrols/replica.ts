// What a guard's phone keeps to work without signal, and the rounds it makes of it. Pure; the phone runs it.

import type { Day } from '#base/time.ts'
import type { Purpose, State } from './patrol.ts'
import type { PointPlan } from './round.ts'
import type { PlanJson, ScanJson } from './wire.ts'

/** A checkpoint with what it is recognised by: fingerprints, never the secrets themselves. */
export type ReplicaPoint = {
  id: string
  number: number
  name: string
  kind: string
  location: string
  floor: number | null
  proof: PointPlan['proof']
  /** labelPrint of the token on its label (#places) */
  labelPrint: string | null
  /** codeHash of the code to type */
  codeHash: string
  /** tagHash of its NFC tag */
  tagHash: string | null
}

/** The points of a route's version; several rounds share them. */
export type ReplicaRoute = {
  routeId: string
  version: number
  name: string
  purpose: Purpose
  ordered: boolean
  points: (PlanJson['points'][number] & {
    number: number
    name: string
    kind: string
    toOn: Day | null
  })[]
}

export type ReplicaRound = Omit<PlanJson, 'points' | 'ordered'> & {
  compoundId: string
  routeId: string
  version: number
  state: State
  walkerId: string | null
  walker: string | null
  startedAt: string | null
  scans: ScanJson[]
}

export type Replica = {
  /** server time */
  asOf: string
  today: Day
  compounds: { id: string; name: string; points: ReplicaPoint[] }[]
  routes: ReplicaRoute[]
  rounds: ReplicaRound[]
}

/** A round put together again: its plan, ready for planOf, and the route it follows. */
export function roundsOf(
  replica: Pick<Replica, 'routes' | 'rounds'>,
): { round: ReplicaRound; route: ReplicaRoute; plan: PlanJson }[] {
  const routes = new Map(
    replica.routes.map((route) => [`${route.routeId}/${route.version}`, route]),
  )
  return replica.rounds.flatMap((round) => {
    const route = routes.get(`${round.routeId}/${round.version}`)
    if (!route) return []
    return { round, route, plan: { ...round, ordered: route.ordered, points: route.points } }
  })
}
