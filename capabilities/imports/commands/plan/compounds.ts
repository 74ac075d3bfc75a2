// 小区: known by its own code, else by community and name.

import { text } from '#base/text.ts'
import { type CompoundPut, type Contract, inForce, sign } from '#places'
import { Wrong } from '../../cell.ts'
import type { Row, Table } from '../../table.ts'
import type { RowVerdict } from '../../verdict.ts'
import { compoundColumns, usageTitles } from '../sheets.ts'
import {
  type Answer,
  type Area,
  asWritten,
  bare,
  type Company,
  differences,
  forbiddenRow,
  type Known,
  type KnownCompound,
  noErrors,
  type Puts,
  pick,
  refusalOf,
  repeats,
  spotOf,
  verdictOn,
} from './draft.ts'
import { findArea, findCompany, type Index, type Places } from './find.ts'

const plainNames = [
  'name',
  'code',
  'usage',
  'address',
  'households',
  'residents',
  'floorAreaM2',
  'builtYear',
  'committee',
  'partyGroup',
] as const
const blank = {
  code: null,
  usage: 'residential',
  address: '',
  households: 0,
  residents: null,
  floorAreaM2: 0,
  builtYear: null,
  committee: false,
  partyGroup: false,
  lng: null,
  lat: null,
  datum: null,
}

export function planCompounds(
  table: Table,
  known: Known,
  places: Places,
  companies: Index<Company>,
  puts: Puts,
): RowVerdict[] {
  const seen = new Map<string, number>()
  return table.rows.map((row) => {
    const answer = planCompound(row, known, places, companies, puts, seen)
    const { name, code } = row.values as { name?: string; code?: string }
    if ('errors' in answer)
      for (const word of [name, code]) if (word) places.refused.add(bare(word))
    return verdictOn(compoundColumns, row, name ?? code ?? '', answer)
  })
}

function planCompound(
  row: Row,
  known: Known,
  places: Places,
  companies: Index<Company>,
  puts: Puts,
  seen: Map<string, number>,
): Answer {
  const errors = [...row.errors]
  const values = row.values as { name: string; code?: string; community: string; grid?: string }
  if (values.name === undefined || values.community === undefined) return { errors }
  const home = homeOf(places, values)
  if ('errors' in home) return { errors: [...errors, ...home.errors] }
  const { community, grid } = home

  const before = existing(places, values, community)
  const keys = [`${community.id} ${bare(values.name)}`, ...(before ? [before.id] : [])]
  const again = keys.map((key) => seen.get(key)).find((at) => at !== undefined)
  if (again !== undefined) errors.push({ column: 'name', why: repeats(again) })
  for (const key of keys) seen.set(key, row.row)
  if (
    values.code &&
    !before &&
    (known.takenCodes.has(values.code) ||
      places.compounds.named(`#${bare(values.code)}`).length > 0)
  )
    errors.push({ column: 'code', why: text('编号已被使用', 'The code is in use') })

  // A compound in a grid of this community stays in its grid unless another is named.
  const stays = before !== undefined && before.communityId === community.id && !grid
  const parentId = stays ? before.parentId : (grid ?? community).id
  const reach = (grid ?? community).within
  const allowed =
    known.may('compound.manage', before?.within ?? reach) &&
    (stays || known.may('compound.manage', reach))
  if (!allowed) errors.push({ column: null, why: forbiddenRow })

  const spot = spotOf(row.values, before ?? blank)
  if (spot instanceof Wrong) errors.push({ column: 'lng', why: spot.why })
  const company =
    row.values['company'] === undefined
      ? null
      : findCompany(companies, String(row.values['company']))
  if (company instanceof Wrong) errors.push({ column: 'company', why: company.why })
  if (!noErrors(errors) || spot instanceof Wrong || company instanceof Wrong) return { errors }

  const id = before?.id ?? known.newId()
  const after = {
    ...blank,
    ...before,
    ...pick(row.values, plainNames),
    ...spot,
    id,
    parentId,
  } as CompoundPut
  const contract = takeOver(row, known, id, before, company, before?.within ?? reach)
  if ('errors' in contract) return contract

  const changes = [
    ...differences(compoundColumns, before ?? {}, after, { usage: usageTitles }),
    ...(before && before.parentId !== parentId
      ? [
          {
            column: 'community',
            title: compoundColumns.community.title,
            from: asWritten(nameOf(places, before.parentId)),
            to: asWritten(nameOf(places, parentId)),
          },
        ]
      : []),
    ...(contract.puts.length > 0
      ? [
          {
            column: 'company',
            title: compoundColumns.company.title,
            from: asWritten(companyName(companies, before)),
            to: asWritten(company!.name),
          },
        ]
      : []),
  ]
  if (!before || changes.length > 0) puts.compounds.push(after)
  puts.contracts.push(...contract.puts)
  if (!before) puts.fresh.add(id)
  else
    puts.changed.set(
      id,
      changes.map(({ column }) => column),
    )
  if (before && before.parentId !== parentId)
    puts.moved.set(id, { fromId: before.parentId, toId: parentId })
  const within = before && stays ? before.within : [id, ...reach, ...(company?.chain ?? [])]
  if (!before)
    places.compounds.add({
      ...after,
      communityId: community.id,
      companyId: company?.id ?? null,
      within,
    })
  return { fresh: !before, changes }
}

type Home = { community: Area; grid: Area | null } | { errors: Row['errors'] }

function homeOf(
  places: Places,
  { community: written, grid: inside }: { community: string; grid?: string },
): Home {
  const community = findArea(places, ['community'], written)
  if (community instanceof Wrong) return { errors: [{ column: 'community', why: community.why }] }
  const grid = inside === undefined ? null : findArea(places, ['grid'], inside, community.id)
  if (grid instanceof Wrong) return { errors: [{ column: 'grid', why: grid.why }] }
  return { community, grid }
}

function existing(
  { compounds }: Places,
  { name, code }: { name: string; code?: string },
  community: Area,
): KnownCompound | undefined {
  const byCode = code === undefined ? undefined : compounds.named(`#${bare(code)}`)[0]
  return (
    byCode ?? compounds.named(bare(name)).find(({ communityId }) => communityId === community.id)
  )
}

type TakeOver = { errors: Row['errors'] } | { puts: Puts['contracts'] }

/** The contracts to write when another company is named than the one in force. */
function takeOver(
  row: Row,
  known: Known,
  compoundId: string,
  before: KnownCompound | undefined,
  company: Company | null,
  within: readonly string[],
): TakeOver {
  if (!company) return { puts: [] }
  const contracts = known.contracts.get(compoundId) ?? []
  const fromOn = String(row.values['contractFrom'] ?? known.today)
  const toOn = row.values['contractTo'] === undefined ? null : String(row.values['contractTo'])
  const running =
    inForce(contracts, known.today) ?? contracts.find((one) => one.fromOn > known.today)
  if (running?.companyId === company.id) return { puts: [] }
  if (!known.may('contract.manage', within))
    return { errors: [{ column: 'company', why: forbiddenRow }] }

  const signed = { id: known.newId(), compoundId, companyId: company.id, fromOn, toOn, fresh: true }
  let ended: Contract | null = null
  const why = refusalOf(() => {
    ended = sign(contracts, signed).ended
  })
  if (why) return { errors: [{ column: before ? 'company' : 'contractTo', why }] }
  return {
    puts: [...(ended ? [{ ...(ended as Contract), compoundId, fresh: false }] : []), signed],
  }
}

const nameOf = ({ areaById }: Places, id: string): string => areaById.get(id)?.shortName ?? '–'
const companyName = (companies: Index<Company>, before: KnownCompound | undefined): string =>
  companies.named(before?.companyId ?? '')[0]?.name ?? '–'
