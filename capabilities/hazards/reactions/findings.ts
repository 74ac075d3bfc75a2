// Findings made upstream become hazards. The finding is its cause, so one finding opens one hazard.

import { z } from 'zod'
import { newId } from '#base/id.ts'
import type { Fact, ReactionContext } from '#server/capability.ts'
import { openAll } from '../commands/open.ts'

/** As much of `patrol.finding-recorded` as a hazard needs. */
const finding = z.object({
  findingId: z.uuid(),
  compoundId: z.uuid(),
  checkpointId: z.uuid().nullish(),
  typeCode: z.string().nullish(),
  note: z.string().nullish(),
  photos: z.array(z.string()).nullish(),
  by: z.uuid(),
  at: z.coerce.date(),
})

export async function openFromPatrols(
  { sql, now, record }: ReactionContext,
  facts: Fact[],
): Promise<void> {
  const findings = facts.map(({ body }) => finding.parse(body))
  const reports = findings.map((found) => ({
    id: newId(now.getTime()),
    compoundId: found.compoundId,
    typeCode: found.typeCode ?? 'OTHER-01',
    checkpointId: found.checkpointId,
    note: found.note ?? '',
    photos: found.photos ?? [],
    finding: 'patrol' as const,
    causeId: found.findingId,
    by: found.by,
    at: found.at,
  }))
  await openAll(sql, record, reports, now, { lenient: true })
}
