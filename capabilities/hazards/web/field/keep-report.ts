// Keeps a report in the outbox. It has its id from here on, so the phone can show it before anybody else
// knows of it.

import { newId } from '#base/id.ts'
import { text } from '#base/text.ts'
import type { HazardType } from '#law/cn/hazard-types.ts'
import { now } from '#web/field/connection.ts'
import { add } from '#web/outbox.ts'
import type { Spot } from './places.ts'

export const reportCommand = 'hazard.report'
export const findingCommand = 'patrol.report-finding'
export const aboutHazard = (hazardId: string): string => `hazard:${hazardId}`

export type Draft = { photos: string[]; kind: HazardType; spot: Spot; note: string }

/**
 * 上报. At a point of the round that is being walked it is a finding of that round, from which the server opens
 * the hazard; anywhere else it is a hazard at once.
 *
 * @returns what the report is about, to follow it by
 * @throws when the phone's store is full
 */
export async function keepReport(personId: string, draft: Draft): Promise<string> {
  const { photos, kind, spot, note } = draft
  const id = newId()
  const about = aboutHazard(id)
  const where = spot.checkpoint?.name ?? spot.location
  const what = { compoundId: spot.compound.id, typeCode: kind.code, note, photos }
  await add({
    personId,
    ...(spot.checkpoint && spot.roundId
      ? {
          name: findingCommand,
          input: {
            findingId: id,
            checkpointId: spot.checkpoint.id,
            roundId: spot.roundId,
            ...what,
          },
        }
      : {
          name: reportCommand,
          input: {
            hazardId: id,
            ...(spot.checkpoint ? { checkpointId: spot.checkpoint.id } : {}),
            ...(spot.location ? { location: spot.location } : {}),
            ...what,
          },
        }),
    at: now().toISOString(),
    title: text(`上报 · ${kind.title.zh} · ${where}`, `Report · ${kind.title.en} · ${where}`),
    photos,
    about,
  })
  return about
}
