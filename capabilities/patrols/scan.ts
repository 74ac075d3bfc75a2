// What a scan counts for: in time, late, doubtful, or outside its round; with every reason said.
//
// The time that counts is the claimed one, when the guard stood there. When the upload arrived says only
// whether the claim can be believed. Leads add up to a doubt; a doubt is a reason to look, never a penalty.

import { dayMs, minuteMs } from '#base/time.ts'
import { suspicion } from './law.ts'
import type { Method } from './patrol.ts'
import { metresBetween, type Position } from './position.ts'
import type { Reason, Verdict } from './reasons.ts'
import type { PointPlan, RoundPlan } from './round.ts'

export type Scan = {
  id: string
  checkpointId: string
  by: string
  deviceId: string | null
  /** claimed: when the guard stood there */
  at: Date
  /** known: when the server heard of it; on the phone, now */
  receivedAt: Date
  method: Method
  answer: string | null
  /** SHA-256 of a live photo */
  photo: string | null
  position: (Position & { accuracyM: number | null }) | null
}

export type Judged = { scan: Scan; verdict: Exclude<Verdict, 'refused'>; reasons: Reason[] }

type Figures = ReturnType<typeof suspicion.on>
type Lead = keyof Figures['weights']

/** What the scans claimed so far say about the next one. */
type Trail = {
  lastOf: Map<string, Scan>
  walkerOf: Map<string, string>
  pointOf: Map<string, string>
  furthest: number
}
const newTrail = (): Trail => ({
  lastOf: new Map(),
  walkerOf: new Map(),
  pointOf: new Map(),
  furthest: -1,
})

/** Scans in the order in which they claim to have been made; the order of arrival means nothing. */
export const inClaimedOrder = (scans: readonly Scan[]): Scan[] =>
  [...scans].sort((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1))

/** Judges all scans of a round, in claimed order. */
export function judgeScans(plan: RoundPlan, scans: readonly Scan[]): Judged[] {
  const points = new Map(plan.points.map((point) => [point.checkpointId, point]))
  const figures = suspicion.on(plan.day)
  const trail = newTrail()
  return inClaimedOrder(scans).map((scan) => step(plan, points, figures, trail, scan))
}

/** 判定打点: what the phone says the moment a point is scanned, given the scans of this round so far. */
export function judgeScan(plan: RoundPlan, scan: Scan, others: readonly Scan[]): Judged {
  const all = [...others.filter((other) => other.id !== scan.id), scan]
  return judgeScans(plan, all).find((judged) => judged.scan.id === scan.id)!
}

function step(
  plan: RoundPlan,
  points: Map<string, PointPlan>,
  figures: Figures,
  trail: Trail,
  scan: Scan,
): Judged {
  const point = points.get(scan.checkpointId)
  const why = point ? outside(plan, point, scan) : 'off-route'
  if (!point || why) return { scan, verdict: 'outside', reasons: [why ?? 'off-route'] }

  const leads = leadsOn(plan, points, figures, trail, point, scan)
  follow(trail, point, scan)
  const late = scan.at >= plan.lateAt
  const doubt = leads.reduce((sum, lead) => sum + figures.weights[lead], 0)
  return {
    scan,
    // Weights are tenths; the sum of tenths is not always one in binary.
    verdict: doubt >= figures.doubtful - 1e-9 ? 'doubtful' : late ? 'late' : 'counted',
    reasons: late ? ['late', ...leads] : leads,
  }
}

/** Why a scan cannot count in this round. Says nothing of other scans, so more scans never undo one. */
function outside(plan: RoundPlan, point: PointPlan, { at }: Scan): Reason | undefined {
  if (at < plan.opensAt) return 'before-window'
  if (at >= plan.closesAt) return 'after-close'
  if (plan.endedAt && at > plan.endedAt) return 'after-end'
  const opened = at.getTime() - plan.opensAt.getTime()
  if (opened < (point.notBeforeMinutes ?? 0) * minuteMs) return 'before-point-time'
  return undefined
}

function leadsOn(
  plan: RoundPlan,
  points: Map<string, PointPlan>,
  figures: Figures,
  trail: Trail,
  point: PointPlan,
  scan: Scan,
): Lead[] {
  const leads: Lead[] = []
  const behindMs = scan.receivedAt.getTime() - scan.at.getTime()
  if (behindMs < -figures.clockSkewMinutes * minuteMs) leads.push('clock-ahead')
  if (behindMs > figures.oldClaimDays * dayMs) leads.push('old-claim')

  const before = trail.lastOf.get(scan.by)
  if (before && before.checkpointId !== scan.checkpointId) {
    const seconds = (scan.at.getTime() - before.at.getTime()) / 1000
    const metres = metresWalked(figures, points.get(before.checkpointId), point, before, scan)
    if (metres - figures.mapErrorM > figures.walkingSpeed * seconds) leads.push('too-fast')
    if (seconds < point.minSeconds) leads.push('too-soon')
  }
  if (plan.ordered && point.seq < trail.furthest) leads.push('out-of-order')

  const handed = plan.handOvers.some(({ toId, at }) => toId === scan.by && at <= scan.at)
  const holder = scan.deviceId === null ? undefined : trail.walkerOf.get(scan.deviceId)
  if (holder !== undefined && holder !== scan.by && !handed) leads.push('shared-device')

  if (point.proof === 'P2' && scan.photo === null) leads.push('photo-missing')
  if (scan.photo && (trail.pointOf.get(scan.photo) ?? scan.checkpointId) !== scan.checkpointId)
    leads.push('photo-repeated')
  if ((point.question !== null || point.proof === 'P3') && !scan.answer)
    leads.push('answer-missing')
  if (scan.method === 'code') leads.push('typed-code')

  const { position } = scan
  if (position?.accuracyM === 0) leads.push('position-simulated')
  else if (position && point.position && (position.accuracyM ?? 0) <= figures.usefulAccuracyM)
    if (metresBetween(point.position, position) - (position.accuracyM ?? 0) > figures.farM)
      leads.push('far-away')
  return leads
}

/** By the map where both points stand on it, else by what the phone reported at both; 0 when neither is known. */
function metresWalked(
  figures: Figures,
  from: PointPlan | undefined,
  to: PointPlan,
  before: Scan,
  scan: Scan,
): number {
  if (from?.position && to.position) return metresBetween(from.position, to.position)
  const useful = ({ position }: Scan) =>
    position?.accuracyM != null && position.accuracyM <= figures.usefulAccuracyM ? position : null
  const [a, b] = [useful(before), useful(scan)]
  return a && b ? Math.max(0, metresBetween(a, b) - a.accuracyM! - b.accuracyM!) : 0
}

function follow(trail: Trail, point: PointPlan, scan: Scan): void {
  trail.lastOf.set(scan.by, scan)
  if (scan.deviceId !== null) trail.walkerOf.set(scan.deviceId, scan.by)
  if (scan.photo !== null && !trail.pointOf.has(scan.photo))
    trail.pointOf.set(scan.photo, scan.checkpointId)
  trail.furthest = Math.max(trail.furthest, point.seq)
}

/**
 * What a typed code is recognised by without signal: the phone keeps this, not the code.
 *
 * @param code as typed; spaces, hyphens and full-width digits do not matter
 */
export const codeHash = (checkpointId: string, code: string): Promise<string> =>
  hashFor(checkpointId, plainCode(code))

/** The same for the serial of an NFC tag. */
export const tagHash = (checkpointId: string, serial: string): Promise<string> =>
  hashFor(checkpointId, plainTag(serial))

async function hashFor(checkpointId: string, secret: string): Promise<string> {
  const bytes = new TextEncoder().encode(`${checkpointId}:${secret}`)
  const digest = await crypto.subtle.digest('SHA-256', bytes)
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

export const plainCode = (typed: string): string => typed.normalize('NFKC').replace(/[\s\-·]/g, '')

/** An NFC serial as readers write it: `04:A2:1B` and `04a21b` are one tag. */
export const plainTag = (serial: string): string => serial.replace(/[^0-9a-z]/gi, '').toLowerCase()
