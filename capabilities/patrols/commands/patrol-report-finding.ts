// Reports what a guard finds at a point. Whether it is a hazard, and of which grade, is decided downstream.

import { z } from 'zod'
import { mustBeAllowed } from '#base/permission.ts'
import { problem } from '#base/problem.ts'
import { text } from '#base/text.ts'
import { attach } from '#evidence'
import { command, type Tx } from '#server/command.ts'
import { dailyFirePatrol } from '../law.ts'
import { isVisible, roundNotFound } from './round.ts'

export const pointNotFound = problem<{ checkpointId: string }>(
  'patrol.point-not-found',
  404,
  '没有这个点位',
  'There is no such checkpoint',
)
const alreadyReported = problem<{ findingId: string }>(
  'patrol.finding-already-reported',
  409,
  '这条发现已经上报过了',
  'This finding was reported before',
)

/** 上报巡查发现. Records `patrol.finding-recorded`. */
export const reportFinding = command({
  name: 'patrol.report-finding',
  title: text('上报巡查发现', 'Report a finding'),
  source: dailyFirePatrol,
  may: 'patrol.walk',
  offline: true,
  input: z.object({
    findingId: z.uuid(),
    compoundId: z.uuid(),
    checkpointId: z.uuid(),
    /** null: found outside any round */
    roundId: z.uuid().nullable().default(null),
    typeCode: z.string().regex(/^[A-Z][A-Z0-9]{1,9}-\d{2,3}$/),
    note: z.string().trim().max(500).default(''),
    photos: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(9),
  }),
  example: {
    findingId: '01890a5d-ac96-774b-bcce-b302099a8062',
    compoundId: '01890a5d-ac96-774b-bcce-b302099a8057',
    checkpointId: '01890a5d-ac96-774b-bcce-b302099a8060',
    roundId: '8c5f2a4e-1b7d-8e3a-9c6f-0d1e2f3a4b5c',
    typeCode: 'FIRE-01',
    note: '安全出口被纸箱堵塞',
    photos: [],
  },

  async run({ sql, actor, now, at, record }, finding) {
    const { findingId, compoundId, checkpointId, roundId, typeCode, note } = finding
    const { within, hasRound } = await foundAt(sql, compoundId, checkpointId, roundId)
    if (!within || !isVisible(actor, within)) throw pointNotFound({ checkpointId })
    mustBeAllowed(actor, 'patrol.walk', within)
    if (roundId !== null && !hasRound) throw roundNotFound({ roundId })

    const photos = [...new Set(finding.photos)]
    const [kept] = await sql`
      insert into patrols.finding
             (compound_id, id, round_id, checkpoint_id, type_code, note, photos, by, at, received_at)
      values (${compoundId}, ${findingId}, ${roundId}, ${checkpointId}, ${typeCode}, ${note}, ${photos},
              ${actor.id}, ${at}, ${now})
          on conflict do nothing
      returning id`
    if (!kept) throw alreadyReported({ findingId })
    const people = [actor.id]
    const matter = { compoundId, kind: 'finding', id: findingId, permission: 'patrol.view', people }
    await attach(sql, { matter, sha256s: photos, by: actor.id, at: now })
    record(
      'patrol.finding-recorded',
      { placeId: compoundId, within, people },
      {
        findingId,
        compoundId,
        checkpointId,
        roundId,
        typeCode,
        note,
        photos,
        by: actor.id,
        at: at.toISOString(),
      },
    )
    return { findingId }
  },
})

async function foundAt(
  sql: Tx,
  compoundId: string,
  checkpointId: string,
  roundId: string | null,
): Promise<{ within: string[] | null; hasRound: boolean }> {
  const [found] = await sql<{ within: string[]; hasRound: boolean }[]>`
    select place.within,
           exists (select from patrols.round
                    where compound_id = ${compoundId} and id = ${roundId}::uuid) as has_round
      from places.checkpoint
      join places.place on place.id = checkpoint.compound_id
     where checkpoint.compound_id = ${compoundId} and checkpoint.id = ${checkpointId}`
  return found ?? { within: null, hasRound: false }
}
