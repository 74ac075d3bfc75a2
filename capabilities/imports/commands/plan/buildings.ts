// 楼栋: known by its compound and name.

import type { BuildingPut } from '#places'
import { Wrong } from '../../cell.ts'
import type { Row, Table } from '../../table.ts'
import type { RowVerdict } from '../../verdict.ts'
import { buildingColumns, buildingUsageTitles } from '../sheets.ts'
import {
  type Answer,
  bare,
  differences,
  forbiddenRow,
  type Known,
  noErrors,
  type Puts,
  pick,
  repeats,
  verdictOn,
} from './draft.ts'
import { findCompound, Index, type Places } from './find.ts'

const names = [
  'name',
  'heightM',
  'floors',
  'basements',
  'units',
  'households',
  'usage',
  'builtYear',
  'insulation',
] as const
const blank = {
  heightM: null,
  floors: null,
  basements: 0,
  units: 1,
  households: 0,
  usage: 'residential',
  builtYear: null,
  insulation: null,
}

export const buildingKey = (compoundId: string, name: string): string =>
  `${compoundId} ${bare(name)}`
export const buildingIndex = (known: Known): Index<BuildingPut> =>
  new Index(({ compoundId, name }) => [buildingKey(compoundId, name)], known.buildings)

export function planBuildings(
  table: Table,
  known: Known,
  places: Places,
  buildings: Index<BuildingPut>,
  puts: Puts,
): RowVerdict[] {
  const seen = new Map<string, number>()
  return table.rows.map((row) => {
    const { compound = '', name = '' } = row.values
    const answer = planBuilding(row, known, places, buildings, puts, seen)
    return verdictOn(buildingColumns, row, `${compound} · ${name}`, answer)
  })
}

function planBuilding(
  row: Row,
  known: Known,
  places: Places,
  buildings: Index<BuildingPut>,
  puts: Puts,
  seen: Map<string, number>,
): Answer {
  const errors = [...row.errors]
  const values = row.values as { compound?: string; community?: string; name?: string }
  if (values.compound === undefined || values.name === undefined) return { errors }
  const compound = findCompound(places, values.compound, values.community)
  if (compound instanceof Wrong)
    return { errors: [...errors, { column: 'compound', why: compound.why }] }
  if (!known.may('building.manage', compound.within))
    errors.push({ column: null, why: forbiddenRow })
  const key = buildingKey(compound.id, values.name)
  const again = seen.get(key)
  if (again !== undefined) errors.push({ column: 'name', why: repeats(again) })
  seen.set(key, row.row)
  if (!noErrors(errors)) return { errors }

  const [before] = buildings.named(key)
  const id = before?.id ?? known.newId()
  const after = {
    ...blank,
    ...before,
    ...pick(row.values, names),
    id,
    compoundId: compound.id,
  } as BuildingPut
  const changes = differences(buildingColumns, before ?? {}, after, { usage: buildingUsageTitles })
  if (!before || changes.length > 0) puts.buildings.push(after)
  if (!before) {
    puts.fresh.add(id)
    buildings.add(after)
  }
  return { fresh: !before, changes }
}

/** The building a row names beside its compound; null where it names none. */
export function buildingOf(
  buildings: Index<BuildingPut>,
  compoundId: string,
  written: unknown,
): string | null | undefined {
  if (written === undefined) return null
  return buildings.named(buildingKey(compoundId, String(written)))[0]?.id
}
