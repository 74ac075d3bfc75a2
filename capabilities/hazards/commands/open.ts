// Opens hazards: one that a person reports, or many that were found upstream, in the same few statements.

import type { Day } from '#base/time.ts'
import { dayOf } from '#base/time.ts'
import { attachAll } from '#evidence'
import type { Grade } from '#law/cn/hazard-types.ts'
import type { Record_, Tx } from '#server/command.ts'
import { typeOn } from '../catalogue.ts'
import { actBy, stepsOf } from '../escalation.ts'
import { unknownPoint, unknownType } from '../problems.ts'
import { graver, isRecurrence } from '../rules.ts'
import { numberOf, pairs } from '../search.ts'
import type { Finding } from '../words.ts'
import { matterOf, standing } from './perform.ts'

/** A kind at a point. */
export type Where = {
  compoundId: string
  typeCode: string
  checkpointId?: string | null | undefined
  assetId?: string | null | undefined
  buildingId?: string | null | undefined
  location?: string | undefined
}

export type Report = Where & {
  id: string
  note?: string | undefined
  photos: readonly string[]
  finding: Finding
  /** id of the finding upstream; a second report of it opens nothing */
  causeId?: string | undefined
  by: string
  /** claimed */
  at: Date
}

export type Opened = {
  hazardId: string
  number: string
  grade: Grade
  reopenedOf: string | null
  /** open hazards of the same kind at the same point: perhaps the same */
  similar: { hazardId: string; number: string }[]
}

/** What is known about a report's place, and what happened there before. */
type Ground = {
  n: number
  within: string[]
  pointKnown: boolean
  checkpointId: string | null
  assetId: string | null
  buildingId: string | null
  location: string
  closed: { id: string; closedOn: Day } | null
  similar: { hazardId: string; number: string }[]
}

/**
 * Opens hazards.
 *
 * @param options `lenient`: for findings that upstream has accepted. Unknown kinds become 其他, unknown points
 *   and photos are left out, known causes are skipped, because nobody is there to correct them
 * @returns in the order of the reports; undefined for a cause that is known
 * @throws hazard.unknown-type, hazard.unknown-point, evidence.not-uploaded
 */
export async function openAll(
  sql: Tx,
  record: Record_,
  reports: readonly Report[],
  now: Date,
  options: { lenient?: boolean } = {},
): Promise<(Opened | undefined)[]> {
  const grounds = await groundsOf(sql, reports, dayOf(now))
  const numbers = await takeNumbers(sql, reports, now)
  const rows = reports.map((report, n) => {
    const ground = grounds.find((g) => g.n === n)!
    if (!ground.pointKnown && !options.lenient) throw unknownPoint({})
    return rowOf(report, ground, numbers[n]!, now, options)
  })
  const inserted = await insert(sql, rows)
  const fresh = rows.filter(({ id }) => inserted.has(id))
  await attachAll(
    sql,
    fresh.map((row) => ({
      matter: matterOf({ compoundId: row.compound_id, id: row.id }, [row.reported_by]),
      sha256s: row.photos,
      by: row.reported_by,
      at: new Date(row.reported_at),
    })),
    options,
  )
  for (const row of fresh) recordOpened(record, row)
  return rows.map((row) =>
    inserted.has(row.id)
      ? {
          hazardId: row.id,
          number: row.number,
          grade: row.grade,
          reopenedOf: row.reopened_of,
          similar: row.similar,
        }
      : undefined,
  )
}

type Row = ReturnType<typeof rowOf>

function rowOf(
  report: Report,
  ground: Ground,
  number: string,
  now: Date,
  { lenient }: { lenient?: boolean },
) {
  const today = dayOf(now)
  const type = typeOn(report.typeCode, today) ?? (lenient ? typeOn('OTHER-01', today) : undefined)
  if (!type) throw unknownType({})
  const foundOn = dayOf(report.at)
  const recurs = ground.closed !== null && isRecurrence(ground.closed.closedOn, foundOn)
  const location = report.location || ground.location
  const waiting = {
    state: 'reported',
    reportedOn: foundOn,
    registeredOn: null,
    dueOn: null,
  } as const
  // A report that arrives late begins its ladder on arrival: nobody could have registered it before.
  const arrived = { ...waiting, reportedOn: today }
  return {
    id: report.id,
    compound_id: report.compoundId,
    within: ground.within,
    number,
    finding: report.finding,
    cause_id: report.causeId ?? null,
    type_code: type.code,
    grade: recurs ? graver(type.grade) : type.grade,
    note: report.note ?? '',
    checkpoint_id: ground.checkpointId,
    asset_id: ground.assetId,
    building_id: ground.buildingId,
    location,
    photos: report.photos,
    cover: report.photos[0] ?? null,
    search: pairs(location, report.note, type.title.zh),
    reported_by: report.by,
    reported_at: report.at.toISOString(),
    received_at: now.toISOString(),
    reopened_of: recurs ? ground.closed!.id : null,
    act_by: actBy(arrived),
    next_step_on: stepsOf(arrived)[0]?.on ?? null,
    similar: ground.similar,
  }
}

/** One round trip for what must be known: the compound, the point, and what stood or stands there. */
export async function groundsOf(sql: Tx, reports: readonly Where[], today: Day): Promise<Ground[]> {
  const asked = reports.map((report, n) => ({
    n,
    compound_id: report.compoundId,
    type_code: typeOn(report.typeCode, today)?.code ?? 'OTHER-01',
    checkpoint_id: report.checkpointId ?? null,
    asset_id: report.assetId ?? null,
    building_id: report.buildingId ?? null,
    location: report.location ?? '',
  }))
  return sql<Ground[]>`
    with asked as (
      select a.*, p.within, c.id as c_id, c.name as c_name, c.building_id as c_building,
             coalesce(c.asset_id, s.id) as s_id, s.name as s_name, s.building_id as s_building,
             b.id as b_id,
             (a.checkpoint_id is null or c.id is not null)
               and (a.asset_id is null or s.id is not null)
               and (a.building_id is null or b.id is not null) as point_known
        from jsonb_to_recordset(${asked as never}::jsonb) as a(
             n int, compound_id uuid, type_code text, checkpoint_id uuid, asset_id uuid,
             building_id uuid, location text)
        join places.place p on p.id = a.compound_id and p.kind = 'compound'
        left join places.checkpoint c on c.compound_id = a.compound_id and c.id = a.checkpoint_id
        left join places.asset s on s.compound_id = a.compound_id and s.id = a.asset_id
        left join places.building b on b.compound_id = a.compound_id and b.id = a.building_id),
    placed as (
      select n, compound_id, type_code, within, point_known, c_id as checkpoint_id, s_id as asset_id,
             coalesce(b_id, c_building, s_building) as building_id,
             coalesce(nullif(location, ''), c_name, s_name, '') as location
        from asked),
    pointed as (
      select *, hazards.point_of(checkpoint_id, asset_id, building_id, location) as point from placed)
    select d.n, d.within, d.point_known, d.checkpoint_id, d.asset_id, d.building_id, d.location,
           (select jsonb_build_object('id', h.id, 'closedOn', h.closed_on)
              from hazards.hazard h
             where h.compound_id = d.compound_id and h.type_code = d.type_code and h.point = d.point
               and h.state = 'closed'
             order by h.closed_on desc
             limit 1) as closed,
           coalesce((select jsonb_agg(jsonb_build_object('hazardId', h.id, 'number', h.number))
              from (select id, number from hazards.hazard h
                     where h.compound_id = d.compound_id and h.type_code = d.type_code
                       and h.point = d.point and h.is_open
                     limit 5) h), '[]') as similar
      from pointed d`
}

/** Numbers in the order of the reports; the counter's row is held until the transaction ends. */
async function takeNumbers(sql: Tx, reports: readonly Report[], now: Date): Promise<string[]> {
  const year = Number(dayOf(now).slice(0, 4))
  const wanted = Map.groupBy(reports.keys(), (n) => reports[n]!.compoundId)
  const asked = [...wanted].map(([compound_id, of]) => ({ compound_id, many: [...of].length }))
  const last = await sql<{ compoundId: string; last: number }[]>`
    insert into hazards.counter (compound_id, kind, year, last)
    select compound_id, 'YH', ${year}, many
      from jsonb_to_recordset(${asked as never}::jsonb) as a(compound_id uuid, many int)
     order by compound_id
        on conflict (compound_id, kind, year) do update set last = counter.last + excluded.last
    returning compound_id, last`
  const numbers: string[] = []
  for (const { compoundId, last: end } of last) {
    const mine = [...wanted.get(compoundId)!]
    mine.forEach((n, i) => {
      numbers[n] = numberOf('YH', year, end - mine.length + 1 + i)
    })
  }
  return numbers
}

/** @returns ids of those that were not known by their cause */
async function insert(sql: Tx, rows: readonly Row[]): Promise<Set<string>> {
  const inserted = await sql<{ id: string }[]>`
    with given as (
      select * from jsonb_to_recordset(${rows as never}::jsonb) as g(
             id uuid, compound_id uuid, number text, finding text, cause_id uuid, type_code text,
             grade smallint, note text, checkpoint_id uuid, asset_id uuid, building_id uuid,
             location text, photos text[], cover text, search text[], reported_by uuid,
             reported_at timestamptz, received_at timestamptz, reopened_of uuid, act_by date,
             next_step_on date)),
    opened as (
      insert into hazards.hazard
             (compound_id, id, number, finding, cause_id, type_code, grade, state, note, checkpoint_id,
              asset_id, building_id, location, cover, search, reported_by, reported_at, received_at,
              reopened_of, act_by, next_step_on)
      select compound_id, id, number, finding, cause_id, type_code, grade, 'reported', note,
             checkpoint_id, asset_id, building_id, location, cover, search, reported_by, reported_at,
             received_at, reopened_of, act_by, next_step_on
        from given
          on conflict on constraint hazard_cause_unique do nothing
      returning id),
    acted as (
      insert into hazards.act (compound_id, hazard_id, version, act, by, at, recorded_at, to_state,
                               grade, note, photos)
      select compound_id, id, 1, 'report', reported_by, reported_at, received_at, 'reported', grade,
             note, photos
        from given join opened using (id)),
    found as (
      insert into hazards.reporter (compound_id, hazard_id, person_id, at)
      select compound_id, id, reported_by, reported_at from given join opened using (id))
    select id from opened`
  return new Set(inserted.map(({ id }) => id))
}

function recordOpened(record: Record_, row: Row): void {
  const about = { placeId: row.compound_id, within: row.within, people: [row.reported_by] }
  const body = standing(null, {
    id: row.id,
    compoundId: row.compound_id,
    typeCode: row.type_code,
    grade: row.grade as Grade,
    state: 'reported',
    dueOn: null,
  })
  record('hazard.reported', about, {
    ...body,
    finding: row.finding,
    reopenedOf: row.reopened_of,
  })
  if (row.reopened_of)
    record('hazard.reopened', about, { ...body, from: 'reported', reopenedOf: row.reopened_of })
}
