// Compounds and what stands in them by the thousand: for the import and the demonstration city.
//
// Set-based and repeatable: a row with an id that exists is brought up to date, any other is new. Whoever calls has
// asked for permission, found the ids by natural keys and judged the rows; constraints are the last guard.

import { type Day, dayOf } from '#base/time.ts'
import type { Record_, Tx } from '#server/command.ts'
import type { AnyFacts, AssetKind, AssetStatus } from '../assets.ts'
import type { CheckpointKind, Proof } from '../checkpoints.ts'
import type { Contract } from '../contract.ts'
import type { Datum } from '../coordinates.ts'
import { pinyinOf } from '../pinyin.ts'
import { type PlaceKind, shortName } from '../place.ts'
import { settleCompanies } from './contracts.ts'

type Spot = { lng: number | null; lat: number | null; datum: Datum | null }

export type CompoundPut = Spot & {
  id: string
  /** a community or a grid */
  parentId: string
  name: string
  code: string | null
  usage: string
  address: string
  households: number
  residents: number | null
  floorAreaM2: number
  builtYear: number | null
  committee: boolean
  partyGroup: boolean
}
export type BuildingPut = {
  id: string
  compoundId: string
  name: string
  heightM: number | null
  floors: number | null
  basements: number
  units: number
  households: number
  usage: string
  builtYear: number | null
  insulation: boolean | null
}
export type AssetPut = {
  id: string
  compoundId: string
  kind: AssetKind
  name: string
  number: string
  buildingId: string | null
  location: string
  installedOn: Day | null
  status: AssetStatus
  facts: AnyFacts
}
export type CheckpointPut = Spot & {
  id: string
  compoundId: string
  number: number
  name: string
  kind: CheckpointKind
  proof: Proof
  buildingId: string | null
  assetId: string | null
  location: string
  floor: number | null
  nfc: string | null
  /** for a new one; the code of one that exists is printed on a wall and stays */
  code: string
}
export type ContractPut = Contract & { compoundId: string }

/** Rows in one statement; more at once gains nothing and costs memory. */
const batch = 5000

async function inBatches<R>(
  rows: readonly R[],
  put: (rows: readonly R[]) => Promise<unknown>,
): Promise<void> {
  for (let i = 0; i < rows.length; i += batch) await put(rows.slice(i, i + batch))
}

/** The places of rows, new ones and renamed ones; `within` of a new one follows its parent's. */
function putPlaces(
  tx: Tx,
  kind: PlaceKind,
  rows: readonly { id: string; parentId: string; name: string; code: string | null }[],
  { now, demo }: { now: Date; demo: boolean },
) {
  const places = rows.map(({ id, parentId, name, code }) => ({
    id,
    parent_id: parentId,
    name,
    short_name: shortName(name),
    code,
    pinyin: memoPinyin(name),
  }))
  return tx`
    insert into places.place (id, kind, name, short_name, code, parent_id, within, pinyin, from_on, demo)
    select r.id, ${kind}, r.name, r.short_name, r.code, r.parent_id, array[r.id] || parent.within, r.pinyin,
           ${dayOf(now)}, ${demo}
      from jsonb_to_recordset(${places as never}::jsonb) as r(
           id uuid, parent_id uuid, name text, short_name text, code text, pinyin text)
      join places.place parent on parent.id = r.parent_id
        on conflict (id) do update
       set name = excluded.name, short_name = excluded.short_name, code = excluded.code,
           pinyin = excluded.pinyin, parent_id = excluded.parent_id
     where (place.name, place.code, place.parent_id)
           is distinct from (excluded.name, excluded.code, excluded.parent_id)`
}

// Ten thousand buildings bear a few hundred names.
const pinyins = new Map<string, string>()
function memoPinyin(name: string): string {
  if (pinyins.size > 20_000) pinyins.clear()
  const known = pinyins.get(name) ?? pinyinOf(name)
  pinyins.set(name, known)
  return known
}

type Options = { now: Date; demo?: boolean }

/** 小区. Those that were put under another parent take everything beneath along. */
export async function putCompounds(
  tx: Tx,
  rows: readonly CompoundPut[],
  options: Options,
): Promise<void> {
  await inBatches(rows, async (some) => {
    await putPlaces(tx, 'compound', some, { demo: false, ...options })
    await tx`
      insert into places.compound
             (compound_id, usage, address, households, residents, floor_area_m2, built_year, committee,
              party_group, lng, lat, datum)
      select id, usage, address, households, residents, "floorAreaM2", "builtYear", committee, "partyGroup",
             lng, lat, datum
        from jsonb_to_recordset(${some as never}::jsonb) as r(
             id uuid, usage text, address text, households int, residents int, "floorAreaM2" numeric,
             "builtYear" int, committee boolean, "partyGroup" boolean, lng numeric, lat numeric, datum text)
          on conflict (compound_id) do update
         set usage = excluded.usage, address = excluded.address, households = excluded.households,
             residents = excluded.residents, floor_area_m2 = excluded.floor_area_m2,
             built_year = excluded.built_year, committee = excluded.committee,
             party_group = excluded.party_group, lng = excluded.lng, lat = excluded.lat,
             datum = excluded.datum`
    await tx`select places.settle_within(${some.map(({ id }) => id)}::uuid[])`
  })
}

/** 物业服务合同: new ones, and those whose last day moved; then today's decide who runs the compounds. */
export async function putContracts(
  tx: Tx,
  rows: readonly ContractPut[],
  { now, record }: { now: Date; record: Record_ },
): Promise<void> {
  await inBatches(
    rows,
    (some) => tx`
    insert into places.contract (compound_id, id, company_id, from_on, to_on)
    select "compoundId", id, "companyId", "fromOn", "toOn"
      from jsonb_to_recordset(${some as never}::jsonb) as r(
           "compoundId" uuid, id uuid, "companyId" uuid, "fromOn" date, "toOn" date)
        on conflict (compound_id, id) do update set to_on = excluded.to_on`,
  )
  const compoundIds = [...new Set(rows.map(({ compoundId }) => compoundId))]
  await settleCompanies(tx, compoundIds, dayOf(now), record)
}

/** 楼栋 */
export const putBuildings = (
  tx: Tx,
  rows: readonly BuildingPut[],
  options: Options,
): Promise<void> =>
  inBatches(rows, async (some) => {
    const places = some.map(({ id, compoundId, name }) => ({
      id,
      parentId: compoundId,
      name,
      code: null,
    }))
    await putPlaces(tx, 'building', places, { demo: false, ...options })
    await tx`
      insert into places.building
             (compound_id, id, name, height_m, floors, basements, units, households, usage, built_year, insulation)
      select "compoundId", id, name, "heightM", floors, basements, units, households, usage, "builtYear",
             insulation
        from jsonb_to_recordset(${some as never}::jsonb) as r(
             "compoundId" uuid, id uuid, name text, "heightM" numeric, floors int, basements int, units int,
             households int, usage text, "builtYear" int, insulation boolean)
          on conflict (compound_id, id) do update
         set name = excluded.name, height_m = excluded.height_m, floors = excluded.floors,
             basements = excluded.basements, units = excluded.units, households = excluded.households,
             usage = excluded.usage, built_year = excluded.built_year, insulation = excluded.insulation`
  })

/** 设施设备 */
export const putAssets = (tx: Tx, rows: readonly AssetPut[]): Promise<void> =>
  inBatches(
    rows,
    (some) => tx`
    insert into places.asset
           (compound_id, id, kind, name, number, building_id, location, installed_on, status, facts)
    select "compoundId", id, kind, name, number, "buildingId", location, "installedOn", status, facts
      from jsonb_to_recordset(${some as never}::jsonb) as r(
           "compoundId" uuid, id uuid, kind text, name text, number text, "buildingId" uuid, location text,
           "installedOn" date, status text, facts jsonb)
        on conflict (compound_id, id) do update
       set name = excluded.name, number = excluded.number, building_id = excluded.building_id,
           location = excluded.location, installed_on = excluded.installed_on, status = excluded.status,
           facts = excluded.facts`,
  )

/** 点位 */
export const putCheckpoints = (
  tx: Tx,
  rows: readonly CheckpointPut[],
  { now }: Options,
): Promise<void> =>
  inBatches(
    rows,
    (some) => tx`
    insert into places.checkpoint
           (compound_id, id, number, name, kind, proof, building_id, asset_id, location, floor, lng, lat, datum,
            nfc, code, from_on)
    select "compoundId", id, number, name, kind, proof, "buildingId", "assetId", location, floor, lng, lat,
           datum, nfc, code, ${dayOf(now)}
      from jsonb_to_recordset(${some as never}::jsonb) as r(
           "compoundId" uuid, id uuid, number int, name text, kind text, proof text, "buildingId" uuid,
           "assetId" uuid, location text, floor int, lng numeric, lat numeric, datum text, nfc text, code text)
        on conflict (compound_id, id) do update
       set number = excluded.number, name = excluded.name, kind = excluded.kind, proof = excluded.proof,
           building_id = excluded.building_id, asset_id = excluded.asset_id, location = excluded.location,
           floor = excluded.floor, lng = excluded.lng, lat = excluded.lat, datum = excluded.datum,
           nfc = excluded.nfc`,
  )
