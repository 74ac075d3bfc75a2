// 隐患详情: what it is, where it stands, what was done, and everything the acts table needs for the buttons.

import { z } from 'zod'
import { text } from '#base/text.ts'
import { query, type Sql } from '#server/query.ts'
import type { Act, Event } from '../acts.ts'
import { type Hazard, maySee } from '../hazard.ts'
import { sources } from '../law.ts'
import type { DocClass } from '../notice.ts'
import { notFound } from '../problems.ts'
import type { State } from '../words.ts'
import { loadHazard, type StoredHazard } from './load.ts'

export type Deed = {
  version: number
  act: Act | Event
  by: string
  /** null for what the clock did */
  byName: string | null
  at: Date
  recordedAt: Date
  from: State | null
  to: State
  grade: 1 | 2 | 3 | 4
  dueOn: string | null
  note: string
  detail: Record<string, unknown>
  photos: string[]
}

export type Sibling = { id: string; number: string; state: State }

/** As a page receives it: `Hazard`, so that the page runs the same rules, and what people read. */
export type HazardView = Hazard &
  Pick<
    StoredHazard,
    | 'number'
    | 'finding'
    | 'note'
    | 'checkpointId'
    | 'assetId'
    | 'buildingId'
    | 'location'
    | 'reopenedOf'
    | 'mergedInto'
    | 'owner'
    | 'ownerName'
    | 'interimAt'
    | 'rejections'
    | 'closedOn'
    | 'daysLate'
    | 'heldUntil'
    | 'holdReason'
    | 'transferredTo'
    | 'overdueAt'
  > & {
    compound: string
    /** street and community, for people who do not know the compound */
    above: string
    company: string | null
    assignee: string | null
    reporters: number
    deeds: Deed[]
    /** open hazards of the same kind at the same point */
    similar: Sibling[]
    /** duplicates merged into this one */
    merged: Sibling[]
    reopenedFrom: Sibling | null
    mergedTo: Sibling | null
    notices: { id: string; number: string; docClass: DocClass; issuedAt: Date; issuer: string }[]
  }

export const hazardView = query({
  name: 'hazard.view',
  title: text('隐患详情', 'A hazard'),
  source: sources.record,
  may: 'signed-in', // maySee decides: by a post over the place, or because it is one's own
  input: z.object({ hazardId: z.uuid() }),
  example: { hazardId: '0199f0a0-0000-7000-8000-000000000001' },

  async run({ sql, actor }, { hazardId }): Promise<HazardView> {
    const hazard = await loadHazard(sql, hazardId)
    if (!hazard || !maySee(actor, hazard)) throw notFound({})
    const [deeds, about, notices] = await Promise.all([
      deedsOf(sql, hazard),
      aboutOf(sql, hazard),
      noticesOf(sql, hazard),
    ])
    const {
      reportedBy: _by,
      acceptedBy: _accepted,
      cover: _cover,
      stepsTaken: _steps,
      ...shown
    } = hazard
    return { ...shown, ...about, reporters: hazard.finders.length, deeds, notices }
  },
})

const deedsOf = (sql: Sql, { compoundId, id }: Hazard) => sql<Deed[]>`
  select a.version, a.act, a.by, person.name as by_name, a.at, a.recorded_at, a.from_state as "from",
         a.to_state as "to", a.grade, a.due_on, a.note, a.photos,
         case when a.detail ? 'assigneeId'
              then a.detail || jsonb_build_object('assignee',
                     (select name from identity.person p where p.id = (a.detail ->> 'assigneeId')::uuid))
              else a.detail end as detail
    from hazards.act a
    left join identity.person on person.id = a.by
   where a.compound_id = ${compoundId} and a.hazard_id = ${id}
   order by a.version`

type About = Pick<
  HazardView,
  'compound' | 'above' | 'company' | 'assignee' | 'similar' | 'merged' | 'reopenedFrom' | 'mergedTo'
>

async function aboutOf(sql: Sql, h: StoredHazard): Promise<About> {
  const sibling = sql`jsonb_build_object('id', o.id, 'number', o.number, 'state', o.state)`
  const [about] = await sql<About[]>`
    select p.name as compound,
           (select string_agg(a.name, ' ' order by array_position(array['district', 'street', 'community'], a.kind))
              from places.place a
             where a.id = any(p.within) and a.kind in ('district', 'street', 'community')) as above,
           o.name as company, person.name as assignee,
           coalesce((select jsonb_agg(${sibling}) from (
              select o.id, o.number, o.state
                from hazards.hazard me
                join hazards.hazard o on o.compound_id = me.compound_id and o.type_code = me.type_code
                                     and o.point = me.point and o.is_open and o.id <> me.id
               where me.compound_id = ${h.compoundId} and me.id = ${h.id} limit 5) o), '[]') as similar,
           coalesce((select jsonb_agg(${sibling}) from hazards.hazard o
              where o.compound_id = ${h.compoundId} and o.merged_into = ${h.id}), '[]') as merged,
           (select ${sibling} from hazards.hazard o
             where o.compound_id = ${h.compoundId} and o.id = ${h.reopenedOf}) as reopened_from,
           (select ${sibling} from hazards.hazard o
             where o.compound_id = ${h.compoundId} and o.id = ${h.mergedInto}) as merged_to
      from places.place p
      left join places.compound c on c.compound_id = p.id
      left join identity.organisation o on o.id = c.company_id
      left join identity.person on person.id = ${h.assigneeId}
     where p.id = ${h.compoundId}`
  return about!
}

const noticesOf = (sql: Sql, { compoundId, id }: Hazard) => sql<HazardView['notices'][number][]>`
  select id, number, doc_class, issued_at, content ->> 'issuer' as issuer
    from hazards.notice
   where compound_id = ${compoundId} and hazard_id = ${id}
   order by issued_at desc`
