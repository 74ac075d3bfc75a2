// Given places, for tests here and downstream: a piece of the real tree with compounds in it.

import { namedId, newId } from '#base/id.ts'
import { holdings } from '#base/permission.ts'
import {
  capability as identity,
  type OrganisationRow,
  type PostKind,
  registerOrganisations,
} from '#identity'
import type { Tx } from '#server/command.ts'
import { newCode } from './code.ts'
import {
  type AssetPut,
  type BuildingPut,
  type CheckpointPut,
  type CompoundPut,
  putAssets,
  putBuildings,
  putCheckpoints,
  putCompounds,
} from './commands/put.ts'
import { permissions } from './permissions.ts'
import { shortName } from './place.ts'
import { makeLabelKey } from './queries/labels.ts'
import { divisionId } from './seed.ts'

/** Ids of the given piece of tree; the divisions are real ones of 天心区. */
export const given = {
  city: divisionId('4301'),
  district: divisionId('430103'),
  street: divisionId('430103002'),
  community: divisionId('430103002001'),
  otherStreet: divisionId('430103004'),
  otherCommunity: divisionId('430103004002'),
  otherDistrict: divisionId('430102'),
} as const

/** What somebody may do who holds a post at a place or company. */
export const holding = (kind: PostKind, at: string): Record<string, string[]> =>
  holdings({ ...identity.permissions, ...permissions }, [{ kind, at }])

const now = new Date('2026-01-01T08:00:00+08:00')

/** 长沙市 with one district, two streets and a community in each, and a second district. */
export async function givenTree(sql: Tx): Promise<typeof given> {
  const rows = [
    ['city', given.city, null, '长沙市', '4301'],
    ['district', given.district, given.city, '天心区', '430103'],
    ['district', given.otherDistrict, given.city, '芙蓉区', '430102'],
    ['street', given.street, given.district, '坡子街街道', '430103002'],
    ['street', given.otherStreet, given.district, '城南路街道', '430103004'],
    ['community', given.community, given.street, '八角亭社区居委会', '430103002001'],
    ['community', given.otherCommunity, given.otherStreet, '城南中路社区居委会', '430103004002'],
  ] as const
  for (const [kind, id, parentId, name, code] of rows)
    await sql`
      insert into places.place (id, kind, name, short_name, code, parent_id, within)
      values (${id}, ${kind}, ${name}, ${shortName(name)}, ${code}, ${parentId}, array[${id}]::uuid[])
          on conflict do nothing`
  await sql`select places.settle_within(array[${given.city}]::uuid[])`
  await makeLabelKey(sql, given.city)
  return given
}

/** A property company, registered at the city. */
export async function givenCompany(sql: Tx, row: Partial<OrganisationRow> = {}): Promise<string> {
  const name = row.name ?? '湘江美居物业服务有限公司'
  const id = row.id ?? namedId('test-company', name)
  await registerOrganisations(sql, [{ kind: 'company', placeId: given.city, ...row, id, name }])
  return id
}

/** A compound in 八角亭社区, run by the company if one is named. Call `givenTree` first. */
export async function givenCompound(
  sql: Tx,
  row: Partial<CompoundPut> & { companyId?: string } = {},
): Promise<string> {
  const { companyId, ...wish } = row
  const compound: CompoundPut = {
    id: newId(),
    parentId: given.community,
    name: '海利华宫',
    code: null,
    usage: 'residential',
    address: '',
    households: 860,
    residents: null,
    floorAreaM2: 96_000,
    builtYear: 2001,
    committee: false,
    partyGroup: false,
    lng: null,
    lat: null,
    datum: null,
    ...wish,
  }
  await putCompounds(sql, [compound], { now })
  if (companyId) {
    await sql`
      insert into places.contract (compound_id, id, company_id, from_on)
      values (${compound.id}, ${newId()}, ${companyId}, '2026-01-01')`
    await sql`update places.compound set company_id = ${companyId} where compound_id = ${compound.id}`
    await sql`select places.settle_within(array[${compound.id}]::uuid[])`
  }
  return compound.id
}

export async function givenBuilding(
  sql: Tx,
  compoundId: string,
  row: Partial<BuildingPut> = {},
): Promise<string> {
  const building: BuildingPut = {
    id: newId(),
    compoundId,
    name: '1栋',
    heightM: 99.5,
    floors: 33,
    basements: 1,
    units: 2,
    households: 264,
    usage: 'residential',
    builtYear: null,
    insulation: null,
    ...row,
  }
  await putBuildings(sql, [building], { now })
  return building.id
}

export async function givenAsset(
  sql: Tx,
  compoundId: string,
  row: Partial<AssetPut> = {},
): Promise<string> {
  const asset: AssetPut = {
    id: newId(),
    compoundId,
    kind: 'lift',
    name: '1栋1单元客梯',
    number: '31104301002020000123',
    buildingId: null,
    location: '',
    installedOn: null,
    status: 'in-use',
    facts: { nextInspectionOn: '2027-03-01', floors: 33 },
    ...row,
  }
  await putAssets(sql, [asset])
  return asset.id
}

export async function givenCheckpoint(
  sql: Tx,
  compoundId: string,
  row: Partial<CheckpointPut> = {},
): Promise<string> {
  const checkpoint: CheckpointPut = {
    id: newId(),
    compoundId,
    number: 1,
    name: '1栋大堂',
    kind: 'lobby',
    proof: 'P1',
    buildingId: null,
    assetId: null,
    location: '',
    floor: null,
    lng: null,
    lat: null,
    datum: null,
    nfc: null,
    code: newCode(new Set()),
    ...row,
  }
  await putCheckpoints(sql, [checkpoint], { now })
  return checkpoint.id
}
