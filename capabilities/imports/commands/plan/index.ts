// The plan of an import: which sheets were handed in, and what every row would do. Nothing is written here.

import { scheduler } from 'node:timers/promises'
import { problem } from '#base/problem.ts'
import { text } from '#base/text.ts'
import { headingOf } from '../../columns.ts'
import { findHeadings, type RawSheet, readTable, type Table } from '../../table.ts'
import { countsOf, type RowVerdict, type SheetVerdict } from '../../verdict.ts'
import { type SheetKind, sheetKinds, sheets } from '../sheets.ts'
import { assetIndex, planAssets } from './assets.ts'
import { buildingIndex, planBuildings } from './buildings.ts'
import { planCheckpoints } from './checkpoints.ts'
import { planCompounds } from './compounds.ts'
import { bare, type Known, type Puts } from './draft.ts'
import { Index, placesIndex } from './find.ts'
import { planPeople } from './people.ts'

export const noKnownSheet = problem<{ sheets: string }>(
  'import.no-known-sheet',
  422,
  (d) => `没有认出任何一张表（${d.sheets}）。请使用模板，或保留模板的表头`,
  (d) => `No sheet was recognised (${d.sheets}). Use the template, or keep its headings`,
)
export const sheetTwice = problem<{ sheet: string }>(
  'import.sheet-twice',
  422,
  (d) => `有两张“${d.sheet}”表，请合并成一张`,
  (d) => `There are two sheets of “${d.sheet}”; put them together`,
)

/**
 * The tables in the sheets, in the order in which they build on each other.
 *
 * A sheet is known by its name, else by its headings. Sheets that are neither are left alone.
 * @throws import.no-known-sheet, import.sheet-twice
 */
export function tablesOf(raw: readonly RawSheet[]): Table[] {
  const found = new Map<SheetKind, Table>()
  for (const sheet of raw) {
    const kind = kindOf(sheet)
    if (!kind) continue
    if (found.has(kind)) throw sheetTwice({ sheet: sheets[kind].title.zh })
    const { columns } = sheets[kind]
    const headings = findHeadings(columns, sheet.cells)
    if (headings) found.set(kind, readTable(kind, columns, sheet, headings))
  }
  if (found.size === 0)
    throw noKnownSheet({ sheets: raw.map(({ name }) => name).join('、') || '–' })
  return sheetKinds.flatMap((kind) => found.get(kind) ?? [])
}

function kindOf(sheet: RawSheet): SheetKind | undefined {
  const candidates = sheetKinds.flatMap((kind) => {
    const headings = findHeadings(sheets[kind].columns, sheet.cells)
    return headings ? [{ kind, ...headings }] : []
  })
  const named = sheetKinds.find((kind) =>
    [sheets[kind].title.zh, sheets[kind].title.en].some(
      (name) => headingOf(name) === headingOf(sheet.name),
    ),
  )
  // A name alone does not make a sheet: it must have headings of that sheet too.
  if (named && candidates.some(({ kind }) => kind === named)) return named
  return candidates
    .filter(({ missing }) => missing.length === 0)
    .sort((a, b) => b.count - a.count)[0]?.kind
}

export type Plan = { sheets: SheetVerdict[]; puts: Puts; refused: number }

/** Judges every row against what is known and what rows before it add. Leaves the process room to breathe. */
export async function plan(tables: readonly Table[], known: Known): Promise<Plan> {
  const puts: Puts = {
    compounds: [],
    contracts: [],
    buildings: [],
    assets: [],
    checkpoints: [],
    people: [],
    posts: [],
    fresh: new Set(),
    changed: new Map(),
    moved: new Map(),
  }
  const places = placesIndex(known.areas, known.compounds)
  const companies = new Index(
    ({ id, name, code }) => [bare(name), code && bare(code), id],
    known.companies,
  )
  const buildings = buildingIndex(known)
  const assets = assetIndex(known)
  const planned: Record<SheetKind, (table: Table) => RowVerdict[]> = {
    compounds: (table) => planCompounds(table, known, places, companies, puts),
    buildings: (table) => planBuildings(table, known, places, buildings, puts),
    assets: (table) => planAssets(table, known, places, buildings, assets, puts),
    people: (table) => planPeople(table, known, places, companies, puts),
    checkpoints: (table) => planCheckpoints(table, known, places, buildings, assets, puts),
  }
  const verdicts: SheetVerdict[] = []
  for (const table of tables) {
    const rows =
      table.missing.length > 0 ? headless(table) : planned[table.kind as SheetKind](table)
    const { kind, name, headingRow, unknown } = table
    verdicts.push({ kind, name, headingRow, unknown, counts: countsOf(rows), rows })
    await scheduler.yield()
  }
  return {
    sheets: verdicts,
    puts,
    refused: verdicts.reduce((sum, { counts }) => sum + counts.refused, 0),
  }
}

/** A sheet that lacks a needed column: its heading row is refused, once, instead of every row. */
function headless({ kind, headingRow, missing }: Table): RowVerdict[] {
  const columns = sheets[kind as SheetKind].columns as Record<
    string,
    { title: { zh: string; en: string } }
  >
  const errors = missing.map((column) => ({
    column: null,
    title: columns[column]!.title,
    why: text('缺少这一列', 'This column is missing'),
  }))
  return [{ row: headingRow, label: '', verdict: 'refused', changes: [], errors }]
}
