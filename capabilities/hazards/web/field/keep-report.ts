// Keeps a report in the outbox. The hazard has its id from here on, so the phone can show it before anybody
// else knows of it.

import { newId } from '#base/id.ts'
import { text } from '#base/text.ts'
import type { HazardType } from '#law/cn/hazard-types.ts'
import { now } from '#web/field/connection.ts'
import { add } from '#web/outbox.ts'
import type { Spot } from './places.ts'

export const reportCommand = 'hazard.report'
export const aboutHazard = (hazardId: string): string => `hazard:${hazardId}`

export type Draft = { photos: string[]; kind: HazardType; spot: Spot; note: string }

/** @returns the hazard's id. @throws when the phone's store is full */
export async function keepReport(
  personId: string,
  { photos, kind, spot, note }: Draft,
): Promise<string> {
  const hazardId = newId()
  const where = spot.checkpoint?.name ?? spot.location
  await add({
    personId,
    name: reportCommand,
    input: {
      hazardId,
      compoundId: spot.compound.id,
      typeCode: kind.code,
      ...(spot.checkpoint ? { checkpointId: spot.checkpoint.id } : {}),
      ...(spot.location ? { location: spot.location } : {}),
      note,
      photos,
    },
    at: now().toISOString(),
    title: text(
      `上报 · ${kind.title.zh}${where ? ` · ${where}` : ''}`,
      `Report · ${kind.title.en}${where ? ` · ${where}` : ''}`,
    ),
    photos,
    about: aboutHazard(hazardId),
  })
  return hazardId
}
