// How a round stands: the state of each of its points, and of the whole, at a given moment.
//
// Judged from all its scans at once, in the order they claim, so the order of arrival means nothing and a
// batch that arrives in the morning tells the same story as one sent on the spot.

import type { Day } from '#base/time.ts'
import { suspicion } from './law.ts'
import type { Decision, Method, Proof, State } from './patrol.ts'
import type { Position } from './position.ts'
import type { Reason } from './reasons.ts'
import { type Judged, judgeScans, type Scan } from './scan.ts'

export type PointPlan = {
  checkpointId: string
  seq: number
  proof: Proof
  /** after the window opens; null: at once */
  notBeforeMinutes: number | null
  /** since the point scanned before */
  minSeconds: number
  question: string | null
  position: Position | null
}

/** What one round asks for, by the route of its day. */
export type RoundPlan = {
  id: string
  day: Day
  opensAt: Date
  /** end of the window */
  dueAt: Date
  /** end of the grace: a point scanned from here on is late */
  lateAt: Date
  /** a point not scanned by here is missed */
  closesAt: Date
  ordered: boolean
  /** median of this route, if it has been walked before */
  usualSeconds: number | null
  points: readonly PointPlan[]
  /** ended early, with a reason */
  endedAt: Date | null
  /** its outcome has been recorded: nothing of it is due any more */
  settled: boolean
  /** in the order they were made */
  decisions: readonly Decision[]
  handOvers: readonly { toId: string; at: Date }[]
}

export type PointState = {
  checkpointId: string
  seq: number
  state: State
  /** the scan that speaks for the point; null when none counts */
  scanId: string | null
  at: Date | null
  receivedAt: Date | null
  by: string | null
  method: Method | null
  reasons: Reason[]
}

export type Counts = Record<State, number>

export type RoundState = {
  state: State
  points: PointState[]
  counts: Counts
  /** every scan with its verdict, in claimed order */
  scans: Judged[]
  /** doubts about the round as a whole */
  leads: 'round-too-fast'[]
  firstAt: Date | null
  lastAt: Date | null
}

/**
 * 判定一班: the state of every point and of the round.
 *
 * Time alone moves a point only from due to missed, and a further scan never undoes a covered point.
 * @param now decides what is still due; nothing else
 */
export function judgeRound(plan: RoundPlan, scans: readonly Scan[], now: Date): RoundState {
  const judged = judgeScans(plan, scans)
  const best = bestOf(judged)
  const ended = plan.endedAt !== null && now >= plan.endedAt
  const over = plan.settled || ended || now >= plan.closesAt
  const points = plan.points.map((point) => {
    const scan = best.get(point.checkpointId)
    const word = decisionOn(plan, point.checkpointId)
    return {
      checkpointId: point.checkpointId,
      seq: point.seq,
      state: pointState(scan, word, over),
      scanId: scan?.scan.id ?? null,
      at: scan?.scan.at ?? null,
      receivedAt: scan?.scan.receivedAt ?? null,
      by: scan?.scan.by ?? null,
      method: scan?.scan.method ?? null,
      reasons: scan?.reasons ?? [],
    }
  })
  const counts: Counts = { due: 0, done: 0, late: 0, missed: 0, excused: 0, suspect: 0 }
  for (const { state } of points) counts[state]++
  const { firstAt, lastAt } = span(points)
  const leads = isTooFast(plan, counts, firstAt, lastAt) ? ['round-too-fast' as const] : []
  return {
    state: roundState(counts, leads.length > 0),
    points,
    counts,
    scans: judged,
    leads,
    firstAt,
    lastAt,
  }
}

/** 点位状态: the best scan speaks for a point, unless a manager has spoken since. */
function pointState(best: Judged | undefined, word: Decision['kind'] | null, over: boolean): State {
  const missing = over ? 'missed' : 'due'
  if (word === 'rejected') return missing
  if (best?.verdict === 'counted') return 'done'
  if (best?.verdict === 'late') return 'late'
  if (word === 'excused') return 'excused'
  if (!best) return missing
  if (word === 'accepted') return best.reasons.includes('late') ? 'late' : 'done'
  return 'suspect'
}

/** The worst of its points, as long as something is open that is "due". */
export function roundState(counts: Counts, doubtful: boolean): State {
  if (counts.due > 0) return 'due'
  if (counts.missed > 0) return 'missed'
  if (counts.suspect > 0 || doubtful) return 'suspect'
  if (counts.late > 0) return 'late'
  return counts.done > 0 ? 'done' : 'excused'
}

const rank = { counted: 3, late: 2, doubtful: 1, outside: 0 } as const

/** For each point the scan that says most; of equals the first. */
function bestOf(judged: readonly Judged[]): Map<string, Judged> {
  const best = new Map<string, Judged>()
  for (const one of judged) {
    const known = best.get(one.scan.checkpointId)
    if (rank[one.verdict] > (known ? rank[known.verdict] : 0)) best.set(one.scan.checkpointId, one)
  }
  return best
}

const decisionOn = (plan: RoundPlan, checkpointId: string): Decision['kind'] | null =>
  plan.decisions.findLast((d) => d.checkpointId === null || d.checkpointId === checkpointId)
    ?.kind ?? null

function span(points: readonly PointState[]): { firstAt: Date | null; lastAt: Date | null } {
  let [firstAt, lastAt]: [Date | null, Date | null] = [null, null]
  for (const { at } of points) {
    if (at && (!firstAt || at < firstAt)) firstAt = at
    if (at && (!lastAt || at > lastAt)) lastAt = at
  }
  return { firstAt, lastAt }
}

/** A whole round in less than a share of its usual time; a word on the whole round settles it. */
function isTooFast(
  plan: RoundPlan,
  counts: Counts,
  firstAt: Date | null,
  lastAt: Date | null,
): boolean {
  if (plan.usualSeconds === null || !firstAt || !lastAt) return false
  if (counts.due + counts.missed + counts.excused > 0) return false
  if (plan.decisions.some((d) => d.checkpointId === null && d.kind === 'accepted')) return false
  const seconds = (lastAt.getTime() - firstAt.getTime()) / 1000
  return seconds < suspicion.on(plan.day).tooFastShare * plan.usualSeconds
}
