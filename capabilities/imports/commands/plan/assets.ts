// 设施设备: known by its compound, kind and number, or by its name where it has no number.

import { text } from '#base/text.ts'
import {
  type AssetKind,
  type AssetPut,
  assetKinds,
  type BuildingPut,
  type FactName,
  factNames,
  mustBeFacts,
} from '#places'
import { Wrong } from '../../cell.ts'
import type { CellError, Row, Table } from '../../table.ts'
import type { RowVerdict } from '../../verdict.ts'
import { assetColumns, statusTitles } from '../sheets.ts'
import { buildingOf } from './buildings.ts'
import {
  type Answer,
  asWritten,
  bare,
  differences,
  forbiddenRow,
  type Known,
  noErrors,
  type Puts,
  pick,
  refusalOf,
  repeats,
  unsaid,
  verdictOn,
} from './draft.ts'
import { findCompound, Index, type Places } from './find.ts'

type Values = {
  compound?: string
  community?: string
  kind?: AssetKind
  name?: string
  number?: string
  building?: string
}

const byNumber = (compoundId: string, kind: string, number: string) =>
  `${compoundId} ${kind} #${bare(number)}`
const byName = (compoundId: string, kind: string, name: string) =>
  `${compoundId} ${kind} ${bare(name)}`

export const assetIndex = (known: Known): Index<AssetPut> =>
  new Index(
    ({ compoundId, kind, name, number }) => [
      byName(compoundId, kind, name),
      number === '' ? null : byNumber(compoundId, kind, number),
      `${compoundId} * ${bare(name)}`,
      number === '' ? null : `${compoundId} * ${bare(number)}`,
    ],
    known.assets,
  )

/** The asset a checkpoint stands at, by its number or name; null where none is named. */
export function assetNamed(
  assets: Index<AssetPut>,
  compoundId: string,
  written: unknown,
): string | null | undefined {
  if (written === undefined) return null
  return assets.named(`${compoundId} * ${bare(String(written))}`)[0]?.id
}

export function planAssets(
  table: Table,
  known: Known,
  places: Places,
  buildings: Index<BuildingPut>,
  assets: Index<AssetPut>,
  puts: Puts,
): RowVerdict[] {
  const seen = new Map<string, number>()
  return table.rows.map((row) => {
    const { compound = '', name = '' } = row.values
    const answer = planAsset(row, known, places, buildings, assets, puts, seen)
    return verdictOn(assetColumns, row, `${compound} · ${name}`, answer)
  })
}

function planAsset(
  row: Row,
  known: Known,
  places: Places,
  buildings: Index<BuildingPut>,
  assets: Index<AssetPut>,
  puts: Puts,
  seen: Map<string, number>,
): Answer {
  const errors = [...row.errors]
  const values = row.values as Values
  const { kind, name, number = '' } = values
  if (values.compound === undefined || kind === undefined || name === undefined) return { errors }
  const compound = findCompound(places, values.compound, values.community)
  if (compound instanceof Wrong)
    return { errors: [...errors, { column: 'compound', why: compound.why }] }
  if (!known.may('asset.manage', compound.within)) errors.push({ column: null, why: forbiddenRow })
  const key = number === '' ? byName(compound.id, kind, name) : byNumber(compound.id, kind, number)
  const again = seen.get(key)
  if (again !== undefined)
    errors.push({ column: number === '' ? 'name' : 'number', why: repeats(again) })
  seen.set(key, row.row)
  const buildingId = buildingOf(buildings, compound.id, values.building)
  if (buildingId === undefined)
    errors.push({
      column: 'building',
      why: text('小区内没有这栋楼', 'The compound has no such building'),
    })

  const before = existing(assets, compound.id, kind, name, number)
  const facts = factsOf(kind, row, before, errors)
  if (!noErrors(errors) || buildingId === undefined) return { errors }
  const id = before?.id ?? known.newId()
  const after: AssetPut = {
    ...{ number: '', location: '', installedOn: null, status: 'in-use' },
    ...before,
    ...pick(row.values, ['name', 'number', 'location', 'installedOn', 'status'] as const),
    id,
    compoundId: compound.id,
    kind,
    buildingId: buildingId ?? before?.buildingId ?? null,
    facts,
  } as AssetPut
  const changes = [
    ...differences(
      assetColumns,
      before ?? {},
      { ...after, building: undefined },
      { status: statusTitles },
    ),
    ...differences(assetColumns, before?.facts ?? {}, facts),
    ...(before && before.buildingId !== after.buildingId
      ? [
          {
            column: 'building',
            title: assetColumns.building.title,
            from: unsaid,
            to: asWritten(String(values.building)),
          },
        ]
      : []),
  ]
  if (!before || changes.length > 0) puts.assets.push(after)
  if (!before) {
    puts.fresh.add(id)
    assets.add(after)
  }
  return { fresh: !before, changes }
}

/** By number; where that is not known, one of the same name that has no number yet. */
function existing(
  assets: Index<AssetPut>,
  compoundId: string,
  kind: AssetKind,
  name: string,
  number: string,
) {
  const named = assets.named(byName(compoundId, kind, name))
  if (number === '')
    return named.find((one) => one.number === '') ?? (named.length === 1 ? named[0] : undefined)
  return (
    assets.named(byNumber(compoundId, kind, number))[0] ?? named.find((one) => one.number === '')
  )
}

function factsOf(
  kind: AssetKind,
  row: Row,
  before: AssetPut | undefined,
  errors: CellError[],
): AssetPut['facts'] {
  const own = assetKinds[kind].facts as readonly string[]
  const said = factNames.filter((fact) => fact in row.values)
  for (const fact of said.filter((fact) => !own.includes(fact)))
    errors.push({
      column: fact,
      why: text(
        `${assetKinds[kind].title.zh}没有这一项`,
        `${assetKinds[kind].title.en} has no such fact`,
      ),
    })
  const facts = {
    ...before?.facts,
    ...pick(row.values, said.filter((fact) => own.includes(fact)) as FactName[]),
  }
  const why = refusalOf(() => mustBeFacts(kind, facts))
  if (why) errors.push({ column: 'kind', why })
  return facts as AssetPut['facts']
}
