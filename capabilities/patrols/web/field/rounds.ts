// The rounds on this phone: what the server said, with the scans it has not heard of laid over, judged by the
// same functions that the server runs.

import { now } from '#web/field/connection.ts'
import { useNow, useStored } from '#web/field/observable.ts'
import { useMay, usePerson } from '#web/field/person.ts'
import { type Read, useRead } from '#web/field/reads.ts'
import { entriesAbout } from '#web/outbox.ts'
import { type Entry, knownDeviceId } from '#web/store.ts'
import type { Reason, Verdict } from '../../reasons.ts'
import { type Replica, type ReplicaPoint, type ReplicaRound, roundsOf } from '../../replica.ts'
import { judgeRound, type PointState, type RoundPlan, type RoundState } from '../../round.ts'
import type { Scan } from '../../scan.ts'
import { type PlanJson, planOf, type ScanJson, scanOf } from '../../wire.ts'

export type MyRound = {
  id: string
  compoundId: string
  compoundName: string
  routeName: string
  walkerId: string | null
  walker: string | null
  plan: RoundPlan
  standing: RoundState
  /** checkpoints whose scan the server has not acknowledged */
  unsent: ReadonlySet<string>
  /** scans the server has refused, with the reason; they count for nothing */
  refused: readonly { checkpointId: string; reasons: Reason[] }[]
  points: ReadonlyMap<string, ReplicaPoint>
  /** every checkpoint of the compound, on this round or not */
  compoundPoints: readonly ReplicaPoint[]
}

export const aboutRound = (roundId: string): string => `round:${roundId}`
export const scanBatch = 'patrol.scan-batch'

/** A scan as it waits in a queued batch; the server adds who, by which device and when it arrived. */
export type QueuedScan = Pick<
  ScanJson,
  'id' | 'checkpointId' | 'at' | 'answer' | 'photo' | 'position'
> & {
  token?: string
  nfc?: string
  code?: string
}

/** This phone's scans of one round: `refused` ones are kept apart, for the guard to see. */
type Own = {
  scans: { scan: ScanJson; sent: boolean }[]
  refused: { checkpointId: string; reasons: Reason[] }[]
}

/** Yesterday's night, today and tomorrow, what presses most first. */
export function useMyRounds(): { read: Read<Replica>; rounds: MyRound[] } {
  const { person } = usePerson()
  const read = useRead<Replica>('patrol.replica', {}, useMay('patrol.view-own'))
  const time = useNow(now)
  const ids = read.value?.rounds.map(({ id }) => id) ?? []
  const own = useStored(() => ownScans(person.id, ids), [person.id, ids.join()])
  if (!read.value) return { read, rounds: [] }
  const { compounds } = read.value
  const rounds = roundsOf(read.value).map(({ round, route, plan }) => {
    const compound = compounds.find(({ id }) => id === round.compoundId)
    const standing = overlaid(plan, round, own?.get(round.id), person.id, time)
    const compoundPoints = compound?.points ?? []
    const onRound = new Set(route.points.map(({ checkpointId }) => checkpointId))
    return {
      ...standing,
      id: round.id,
      compoundId: round.compoundId,
      compoundName: compound?.name ?? '',
      routeName: route.name,
      walker: round.walker,
      compoundPoints,
      points: new Map(
        compoundPoints.filter(({ id }) => onRound.has(id)).map((point) => [point.id, point]),
      ),
    }
  })
  return {
    read,
    rounds: rounds.sort((a, b) => urgency(a, person.id, time) - urgency(b, person.id, time)),
  }
}

async function ownScans(personId: string, roundIds: string[]): Promise<Map<string, Own>> {
  const device = (await knownDeviceId()) ?? null
  const rounds = new Map<string, Own>()
  for (const roundId of roundIds) {
    const entries = await entriesAbout(personId, aboutRound(roundId))
    const own: Own = { scans: [], refused: [] }
    for (const entry of entries)
      if (entry.name === scanBatch && entry.state !== 'refused')
        sortOut(entry, personId, device, own)
    rounds.set(roundId, own)
  }
  return rounds
}

type Told = { scans: { id: string; verdict: Verdict; reasons: Reason[] }[] }

function sortOut(entry: Entry, personId: string, deviceId: string | null, own: Own): void {
  const told = new Map((entry.answer as Told | undefined)?.scans.map((one) => [one.id, one]))
  for (const { token, nfc, code: _, ...scan } of entry.input['scans'] as QueuedScan[]) {
    const answer = told.get(scan.id)
    const { checkpointId } = scan
    if (answer?.verdict === 'refused') own.refused.push({ checkpointId, reasons: answer.reasons })
    else
      own.scans.push({
        sent: entry.state === 'sent',
        scan: {
          ...scan,
          by: personId,
          deviceId,
          method: token ? 'token' : nfc ? 'nfc' : 'code',
          receivedAt: entry.answeredAt ?? scan.at,
        },
      })
  }
}

/** Lays the phone's own scans over the server's, each once, and judges the round as of now. */
function overlaid(
  plan: PlanJson,
  round: ReplicaRound,
  own: Own | undefined,
  personId: string,
  time: Date,
) {
  const arrived = new Set(round.scans.map(({ id }) => id))
  const mine = own?.scans.filter(({ scan }) => !arrived.has(scan.id)) ?? []
  const judged = planOf(plan)
  const scans: Scan[] = [...round.scans, ...mine.map(({ scan }) => scan)].map(scanOf)
  const standing = judgeRound(judged, scans, time)
  const covered = new Set(
    standing.points.filter(({ at }) => at !== null).map((point) => point.checkpointId),
  )
  return {
    plan: judged,
    standing,
    walkerId: round.walkerId ?? (mine.length > 0 ? personId : null),
    unsent: new Set(mine.filter(({ sent }) => !sent).map(({ scan }) => scan.checkpointId)),
    // Scanned anew since, a refusal needs no more words.
    refused: own?.refused.filter(({ checkpointId }) => !covered.has(checkpointId)) ?? [],
  }
}

export type Phase = 'coming' | 'open' | 'grace' | 'late' | 'over'

/** Where the clock stands in a round's window. */
export function phaseOf({ plan }: Pick<MyRound, 'plan'>, time: Date): Phase {
  if (time < plan.opensAt) return 'coming'
  if (time >= plan.closesAt || (plan.endedAt && time >= plan.endedAt)) return 'over'
  if (time < plan.dueAt) return 'open'
  return time < plan.lateAt ? 'grace' : 'late'
}

export const canWalk = (round: Pick<MyRound, 'plan' | 'standing'>, time: Date): boolean => {
  const phase = phaseOf(round, time)
  return round.standing.counts.due > 0 && phase !== 'coming' && phase !== 'over'
}

/** What presses most comes first: rounds to walk by their end, then coming ones, then what is over. */
function urgency(round: MyRound, personId: string, time: Date): number {
  const later = 1e14
  const others = round.walkerId !== null && round.walkerId !== personId
  if (canWalk(round, time)) return round.plan.dueAt.getTime() + (others ? later / 2 : 0)
  if (phaseOf(round, time) === 'coming') return later + round.plan.opensAt.getTime()
  return 3 * later - round.plan.opensAt.getTime()
}

/** 下一个点位: the first open one after the last scanned in walking order, then the first open one at all. */
export function nextPoint({ standing, plan, points }: MyRound): ReplicaPoint | undefined {
  const open = standing.points.filter(({ state }) => state === 'due').sort((a, b) => a.seq - b.seq)
  const following = plan.ordered
    ? open[0]
    : (open.find(({ seq }) => seq > lastSeq(standing.points)) ?? open[0])
  return following && points.get(following.checkpointId)
}

function lastSeq(points: readonly PointState[]): number {
  const scanned = points
    .filter(({ at }) => at !== null)
    .sort((a, b) => b.at!.getTime() - a.at!.getTime())
  return scanned[0]?.seq ?? -1
}
