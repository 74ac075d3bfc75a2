// The steps of scanning: looking or typing, asked for more where the point wants it, scanned or failed.

import { useRef, useState } from 'react'
import { bad, good } from '#web/field/feedback.ts'
import { usePerson } from '#web/field/person.ts'
import { t } from '#web/i18n.ts'
import type { ReplicaPoint } from '../../replica.ts'
import { type Extras, keepScan } from './keep-scan.ts'
import type { Evidence, Recognised } from './recognise.ts'
import type { MyRound } from './rounds.ts'

export type Step =
  | { at: 'looking' }
  | { at: 'typing' }
  | { at: 'asking'; point: ReplicaPoint; evidence: Evidence }
  | { at: 'scanned'; point: ReplicaPoint; scanId: string }
  | { at: 'failed'; why: string }

export function useScanning(round: MyRound) {
  const { person } = usePerson()
  const [step, setStep] = useState<Step>({ at: 'looking' })
  // The camera sees the same label many times before the page has drawn itself again.
  const taken = useRef(false)
  const takenCode = useRef<string | null>(null)

  const show = (next: Step) => {
    taken.current = next.at !== 'looking' && next.at !== 'typing'
    setStep(next)
  }
  const fail = (why: string) => {
    bad()
    show({ at: 'failed', why })
  }
  const keep = async (point: ReplicaPoint, evidence: Evidence, extras: Extras) => {
    try {
      const scanId = await keepScan(person.id, round, point, evidence, extras)
      good()
      show({ at: 'scanned', point, scanId })
    } catch (error) {
      console.error(error)
      fail(
        t(
          '没有存下来，手机存储可能满了。请清理后再扫',
          'Nothing was kept; the phone may be full. Make room and scan again',
        ),
      )
    }
  }
  /** @param scanned what the camera read, so that the same label is not taken twice in passing */
  const take = async (found: Promise<Recognised> | Recognised, scanned: string | null = null) => {
    if (taken.current) return
    taken.current = true
    const recognised = await found
    if ('refusal' in recognised) return fail(recognised.refusal)
    if (scanned !== null) takenCode.current = scanned
    const { point, evidence } = recognised
    if (!asksMore(round, point)) return keep(point, evidence, { answer: null, photo: null })
    good()
    show({ at: 'asking', point, evidence })
  }
  return { step, show, take, keep, takenCode }
}

const asksMore = (round: MyRound, { id }: ReplicaPoint): boolean => {
  const plan = round.plan.points.find(({ checkpointId }) => checkpointId === id)
  return (
    plan !== undefined && (plan.question !== null || plan.proof === 'P2' || plan.proof === 'P3')
  )
}
