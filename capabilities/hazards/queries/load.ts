// One hazard with everything that decides about it: its row, what its compound lies within, who found it.

import type { HazardType } from '#law/cn/hazard-types.ts'
import type { Sql } from '#server/query.ts'
import { typeOf } from '../catalogue.ts'
import type { Hazard } from '../hazard.ts'
import type { Finding, HoldReason, Owner } from '../words.ts'

/** A hazard as it is kept: what the rules decide on, and what is only told. */
export type StoredHazard = Hazard & {
  number: string
  finding: Finding
  note: string
  checkpointId: string | null
  assetId: string | null
  buildingId: string | null
  location: string
  cover: string | null
  reportedAt: Date
  receivedAt: Date
  reportedBy: string
  reopenedOf: string | null
  mergedInto: string | null
  owner: Owner | null
  ownerName: string
  interimAt: Date | null
  rejections: number
  acceptedBy: string | null
  closedOn: string | null
  daysLate: number | null
  heldUntil: string | null
  holdReason: HoldReason | null
  transferredTo: string | null
  stepsTaken: number
  overdueAt: Date | null
}

type Row = Omit<StoredHazard, 'plan' | 'onSpotKind'> & {
  measure: string | null
  moneyYuan: number | null
  moneySource: string | null
  interim: string | null
}

/**
 * Reads one hazard; undefined when there is none.
 *
 * @param options `lock` holds it until the transaction ends, so two people cannot act at once
 */
export async function loadHazard(
  sql: Sql,
  hazardId: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<StoredHazard | undefined> {
  const [row] = await sql<Row[]>`
    select h.compound_id, h.id, h.number, h.version, h.finding, h.type_code, h.grade, h.state, h.note,
           h.checkpoint_id, h.asset_id, h.building_id, h.location, h.cover, h.reported_by, h.reported_at,
           h.received_at,            h.reopened_of, h.merged_into, h.registered_on, h.listed_level, h.owner, h.owner_name,
           h.assignee_id, h.measure, h.money_yuan, h.money_source, h.interim, h.interim_at, h.due_on,
           h.shift_days, h.deadline_reset, h.rectified_by, h.rectified_on, h.rectified_on_spot,
           h.extensions, h.extension_asked_by, h.extension_asked_days, h.accepted_by, h.closed_on,
           h.days_late, h.rejections, h.resume_to, h.held_on, h.held_until, h.hold_reason,
           h.transferred_to, h.steps_taken, h.overdue_at, p.within,
           array(select person_id from hazards.reporter r
                  where r.compound_id = h.compound_id and r.hazard_id = h.id) as finders
      from hazards.hazard h
      join places.place p on p.id = h.compound_id
     where h.id = ${hazardId}
       ${lock ? sql`for update of h` : sql``}`
  if (!row) return undefined
  const { measure, moneyYuan, moneySource, interim, ...rest } = row
  const type: HazardType | undefined = typeOf(row.typeCode)
  return {
    ...rest,
    plan: { measure, moneyYuan, moneySource, interim },
    onSpotKind: type?.onSpot ?? 'no',
  }
}
