// Keeps a scan: into the outbox, and as the place where the person now stands.

import { newId } from '#base/id.ts'
import { text } from '#base/text.ts'
import { now } from '#web/field/connection.ts'
import { standAt } from '#web/field/here.ts'
import { addTo } from '#web/outbox.ts'
import { deviceId } from '#web/store.ts'
import type { ReplicaPoint } from '../../replica.ts'
import type { Evidence } from './recognise.ts'
import { aboutRound, type MyRound, type QueuedScan, scanBatch } from './rounds.ts'

export type Extras = { answer: string | null; photo: string | null }

/** One command carries at most this many; the server takes 200. */
const batchMax = 60

/** @returns the scan's id. @throws when the phone's store is full */
export async function keepScan(
  personId: string,
  round: MyRound,
  point: ReplicaPoint,
  evidence: Evidence,
  extras: Extras,
): Promise<string> {
  const at = now().toISOString()
  const scan: QueuedScan = {
    id: newId(),
    checkpointId: point.id,
    at,
    ...evidence,
    ...extras,
    position: null,
  }
  await addTo(
    {
      personId,
      name: scanBatch,
      input: {
        compoundId: round.compoundId,
        roundId: round.id,
        deviceId: await deviceId(),
        scans: [scan],
      },
      at,
      title: text(`巡查打点 · ${round.routeName}`, `Scans · ${round.routeName}`),
      photos: extras.photo === null ? [] : [extras.photo],
      about: aboutRound(round.id),
    },
    'scans',
    batchMax,
  )
  await standAt(personId, {
    compoundId: round.compoundId,
    compoundName: round.compoundName,
    checkpointId: point.id,
    name: point.name,
    roundId: round.id,
  })
  return scan.id
}
