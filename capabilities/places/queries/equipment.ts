// What stands in compounds: assets with the facts about them, and checkpoints with their labels.

import { z } from 'zod'
import { may } from '#base/permission.ts'
import { type Day, dayOf } from '#base/time.ts'
import { query, type Sql } from '#server/query.ts'
import {
  type AnyFacts,
  type AssetKind,
  assetKindNames,
  assetStatuses,
  missingFacts,
} from '../assets.ts'
import type { CheckpointKind, Proof } from '../checkpoints.ts'
import type { Datum } from '../coordinates.ts'
import { day, id } from '../inputs.ts'
import { visiblePlace } from './face.ts'
import { labelKeyFor, labelPrint, tokenFor } from './labels.ts'
import { offsetOf, type Page, pageOf, paging } from './paging.ts'

export type AssetRow = {
  id: string
  compoundId: string
  compoundName: string
  kind: AssetKind
  name: string
  number: string
  buildingId: string | null
  buildingName: string | null
  location: string
  installedOn: Day | null
  status: (typeof assetStatuses)[number]
  facts: AnyFacts
  /** facts its duties still need */
  missing: string[]
}
const example = '01890a5d-ac96-774b-bcce-b302099a8057'

/** 设施设备台账: of a compound, or of everything within reach; also what falls due by a day. */
export const listAssets = query({
  name: 'asset.list',
  title: { zh: '设施设备台账', en: 'List assets' },
  source: null,
  may: 'place.view',
  input: z.object({
    /** a compound, or any place above compounds */
    placeId: id,
    kinds: z.array(z.enum(assetKindNames)).optional(),
    status: z.enum(assetStatuses).optional(),
    /** next inspection or test on this day or before */
    dueBy: day.optional(),
    ...paging,
  }),
  example: { placeId: example, kinds: ['lift'], dueBy: '2026-12-31' },

  async run({ sql, actor }, wish): Promise<Page<AssetRow>> {
    await visiblePlace(sql, actor, wish.placeId)
    const matching = sql`
      from places.place p join places.asset a on a.compound_id = p.id
     where p.kind = 'compound' and p.within @> array[${wish.placeId}]::uuid[]
       and p.within && ${[...(actor.holds['place.view'] ?? [])]}::uuid[]
       and (${wish.kinds ?? null}::text[] is null or a.kind = any(${wish.kinds ?? null}::text[]))
       and (${wish.status ?? null}::text is null and a.status <> 'retired' or a.status = ${wish.status ?? null})
       and (${wish.dueBy ?? null}::text is null
            or least(a.facts ->> 'nextInspectionOn', a.facts ->> 'nextTestOn') <= ${wish.dueBy ?? null})`
    const [[counted], rows] = await Promise.all([
      sql<{ total: number }[]>`select count(*)::int as total ${matching}`,
      sql<Omit<AssetRow, 'missing'>[]>`
        with page as (
          select p.name as compound_name, a.* ${matching}
           order by least(a.facts ->> 'nextInspectionOn', a.facts ->> 'nextTestOn') nulls last,
                    a.kind, a.name, a.id
           limit ${wish.limit} offset ${offsetOf(wish)})
        select page.id, page.compound_id, page.compound_name, page.kind, page.name, page.number,
               page.building_id, b.name as building_name, page.location, page.installed_on, page.status,
               page.facts
          from page left join places.building b on b.compound_id = page.compound_id and b.id = page.building_id
         order by least(page.facts ->> 'nextInspectionOn', page.facts ->> 'nextTestOn') nulls last,
                  page.kind, page.name, page.id`,
    ])
    const judged = rows.map((row) => ({ ...row, missing: missingFacts(row.kind, row.facts) }))
    return pageOf(judged, counted!.total, wish)
  },
})

export type CheckpointRow = {
  id: string
  number: number
  name: string
  kind: CheckpointKind
  proof: Proof
  buildingId: string | null
  buildingName: string | null
  assetId: string | null
  location: string
  floor: number | null
  lng: number | null
  lat: number | null
  datum: Datum | null
  nfc: string | null
  keyVersion: number
  toOn: Day | null
  /** what its genuine label is known by without signal (queries/labels.ts) */
  print: string | null
  /** the six digits on its label, for those who put labels up; null for those who must walk there to read them */
  code: string | null
}

/** 点位列表 of a compound, in the order of their numbers. */
export const listCheckpoints = query({
  name: 'checkpoint.list',
  title: { zh: '点位列表', en: 'List checkpoints' },
  source: null,
  may: 'place.view',
  input: z.object({ compoundId: id, retired: z.boolean().default(false) }),
  example: { compoundId: example },

  async run({ sql, actor, now }, { compoundId, retired }): Promise<CheckpointRow[]> {
    const { within } = await visiblePlace(sql, actor, compoundId)
    const key = await labelKeyFor(sql, within)
    const putsUp = may(actor, 'checkpoint.print', within)
    const rows = await checkpointsOf(sql, compoundId, retired ? null : dayOf(now))
    return rows.map((row) => ({
      ...row,
      code: putsUp ? row.code : null,
      print: key ? labelPrint(tokenFor(key, row.id, row.keyVersion)) : null,
    }))
  },
})

/** @param day only those in use on this day; null for all */
const checkpointsOf = (sql: Sql, compoundId: string, day: Day | null) => sql<
  (Omit<CheckpointRow, 'print' | 'code'> & { code: string })[]
>`
  select c.id, c.number, c.name, c.kind, c.proof, c.building_id, b.name as building_name, c.asset_id,
         c.location, c.floor, c.lng, c.lat, c.datum, c.nfc, c.key_version, c.to_on, c.code
    from places.checkpoint c
    left join places.building b on b.compound_id = c.compound_id and b.id = c.building_id
   where c.compound_id = ${compoundId}
     and (${day}::date is null or c.to_on is null or c.to_on >= ${day}::date)
   order by c.number`
