// 点位: known by its compound and number; where the number is left out, by its name.

import { text } from '#base/text.ts'
import { type AssetPut, type BuildingPut, type CheckpointKind, checkpointKinds } from '#places'
import { Wrong } from '../../cell.ts'
import type { CellError, Row, Table } from '../../table.ts'
import type { RowVerdict } from '../../verdict.ts'
import { checkpointColumns, kindTitles } from '../sheets.ts'
import { assetNamed } from './assets.ts'
import { buildingOf } from './buildings.ts'
import {
  type Answer,
  asWritten,
  bare,
  differences,
  forbiddenRow,
  type Known,
  type KnownCheckpoint,
  noErrors,
  type Puts,
  pick,
  repeats,
  spotOf,
  unsaid,
  verdictOn,
} from './draft.ts'
import { findCompound, Index, type Places } from './find.ts'

const names = ['name', 'kind', 'proof', 'location', 'floor', 'nfc'] as const
const blank = { location: '', floor: null, nfc: null, lng: null, lat: null, datum: null }

const byNumber = (compoundId: string, number: number) => `${compoundId} #${number}`
const byName = (compoundId: string, name: string) => `${compoundId} ${bare(name)}`
const byTag = (compoundId: string, nfc: string) => `${compoundId} ~${nfc.toUpperCase()}`

type World = {
  known: Known
  places: Places
  buildings: Index<BuildingPut>
  assets: Index<AssetPut>
  checkpoints: Index<KnownCheckpoint>
  /** the highest number in each compound */
  last: Map<string, number>
  puts: Puts
  seen: Map<string, number>
}

export function planCheckpoints(
  table: Table,
  known: Known,
  places: Places,
  buildings: Index<BuildingPut>,
  assets: Index<AssetPut>,
  puts: Puts,
): RowVerdict[] {
  const keys = ({ compoundId, number, name, nfc, toOn }: KnownCheckpoint) => [
    byNumber(compoundId, number),
    toOn === null ? byName(compoundId, name) : null,
    nfc && toOn === null ? byTag(compoundId, nfc) : null,
  ]
  const checkpoints = new Index(keys, known.checkpoints)
  const last = new Map<string, number>()
  for (const { compoundId, number } of known.checkpoints)
    last.set(compoundId, Math.max(last.get(compoundId) ?? 0, number))
  const world = {
    known,
    places,
    buildings,
    assets,
    checkpoints,
    last,
    puts,
    seen: new Map<string, number>(),
  }
  // Numbers that rows ask for are not given to rows that leave theirs open.
  const asked = table.rows.filter(({ values }) => values['number'] !== undefined)
  for (const { values } of asked) reserve(world, values)
  return table.rows.map((row) => {
    const { compound = '', name = '' } = row.values
    return verdictOn(checkpointColumns, row, `${compound} · ${name}`, planCheckpoint(row, world))
  })
}

function reserve({ places, last }: World, values: Row['values']): void {
  const compound = findCompound(
    places,
    String(values['compound'] ?? ''),
    values['community'] as string | undefined,
  )
  if (compound instanceof Wrong) return
  last.set(compound.id, Math.max(last.get(compound.id) ?? 0, Number(values['number'])))
}

function planCheckpoint(row: Row, world: World): Answer {
  const { known, places, checkpoints, last, puts } = world
  const errors = [...row.errors]
  const values = row.values as {
    compound?: string
    community?: string
    name?: string
    number?: number
    kind?: CheckpointKind
    nfc?: string
  }
  if (values.compound === undefined || values.name === undefined) return { errors }
  const compound = findCompound(places, values.compound, values.community)
  if (compound instanceof Wrong)
    return { errors: [...errors, { column: 'compound', why: compound.why }] }
  if (!known.may('checkpoint.manage', compound.within))
    errors.push({ column: null, why: forbiddenRow })
  const key =
    values.number === undefined
      ? byName(compound.id, values.name)
      : byNumber(compound.id, values.number)
  const [before] = checkpoints.named(key)
  const refs = refsOf(row, compound.id, world, errors)
  mustBeFresh(row, key, before, compound.id, world, errors)
  const spot = spotOf(row.values, before ?? blank)
  if (spot instanceof Wrong) errors.push({ column: 'lng', why: spot.why })
  if (!noErrors(errors) || spot instanceof Wrong || values.kind === undefined) return { errors }

  const id = before?.id ?? known.newId()
  const after = {
    ...blank,
    proof: checkpointKinds[values.kind].proof,
    ...before,
    ...pick(row.values, names),
    ...spot,
    id,
    compoundId: compound.id,
    number: values.number ?? before?.number ?? (last.get(compound.id) ?? 0) + 1,
    buildingId: refs.buildingId ?? before?.buildingId ?? null,
    assetId: refs.assetId ?? before?.assetId ?? null,
    code: before?.code ?? '',
    toOn: null,
  } as KnownCheckpoint
  last.set(compound.id, Math.max(last.get(compound.id) ?? 0, after.number))
  const changes = [
    ...differences(checkpointColumns, before ?? {}, after, { kind: kindTitles }),
    ...(before && before.buildingId !== after.buildingId
      ? [
          {
            column: 'building',
            title: checkpointColumns.building.title,
            from: unsaid,
            to: asWritten(String(row.values['building'])),
          },
        ]
      : []),
    ...(before && before.assetId !== after.assetId
      ? [
          {
            column: 'asset',
            title: checkpointColumns.asset.title,
            from: unsaid,
            to: asWritten(String(row.values['asset'])),
          },
        ]
      : []),
  ]
  if (!before || changes.length > 0) puts.checkpoints.push(after)
  if (!before) {
    puts.fresh.add(id)
    checkpoints.add(after)
  }
  return { fresh: !before, changes }
}

function refsOf(
  { values }: Row,
  compoundId: string,
  { buildings, assets }: World,
  errors: CellError[],
) {
  const buildingId = buildingOf(buildings, compoundId, values['building'])
  const assetId = assetNamed(assets, compoundId, values['asset'])
  if (buildingId === undefined)
    errors.push({
      column: 'building',
      why: text('小区内没有这栋楼', 'The compound has no such building'),
    })
  if (assetId === undefined)
    errors.push({
      column: 'asset',
      why: text('小区内没有这项设施', 'The compound has no such asset'),
    })
  return { buildingId, assetId }
}

/** Said once, in use, and with a tag of its own. */
function mustBeFresh(
  row: Row,
  key: string,
  before: KnownCheckpoint | undefined,
  compoundId: string,
  { seen, checkpoints }: World,
  errors: CellError[],
): void {
  const again = seen.get(key)
  if (again !== undefined)
    errors.push({
      column: row.values['number'] === undefined ? 'name' : 'number',
      why: repeats(again),
    })
  seen.set(key, row.row)
  if (before && before.toOn !== null)
    errors.push({
      column: 'number',
      why: text('该点位号已停用，请换一个', 'This number was taken out of use; choose another'),
    })
  const nfc = row.values['nfc'] as string | undefined
  const [holder] = nfc === undefined ? [] : checkpoints.named(byTag(compoundId, nfc))
  if (holder && holder.id !== before?.id)
    errors.push({
      column: 'nfc',
      why: text('标签已用于另一个点位', 'The tag is in use at another checkpoint'),
    })
}
