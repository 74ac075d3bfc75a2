// The tree as people walk it: branch by branch, and straight to a place by name or pinyin.

import { z } from 'zod'
import type { Day } from '#base/time.ts'
import { dayOf } from '#base/time.ts'
import { query, type Sql } from '#server/query.ts'
import { id } from '../inputs.ts'
import { typedPinyin } from '../pinyin.ts'
import { type Place, type PlaceKind, placeKindNames } from '../place.ts'
import { visiblePlace } from './face.ts'

export type Crumb = { id: string; kind: PlaceKind; shortName: string }
export type Branch = Crumb & {
  name: string
  code: string | null
  /** open places directly beneath */
  children: number
  /** open compounds anywhere beneath; 1 for a compound itself */
  compounds: number
  demo: boolean
}
export type Found = Crumb & { name: string; code: string | null; path: string }

const example = '01890a5d-ac96-774b-bcce-b302099a8057'

/** 下级地点: the branches beneath a place, or where the viewer's own reach begins. */
export const placeTree = query({
  name: 'place.tree',
  title: { zh: '下级地点', en: 'Places beneath a place' },
  source: null,
  may: 'place.view',
  input: z.object({ parentId: id.optional() }),
  example: { parentId: example },

  async run({ sql, actor, now }, { parentId }): Promise<{ branches: Branch[]; more: boolean }> {
    const anchors = actor.holds['place.view'] ?? []
    if (parentId) await visiblePlace(sql, actor, parentId)
    const ids = parentId
      ? await childrenOf(sql, parentId, dayOf(now))
      : await rootsOf(sql, anchors, dayOf(now))
    const shown = ids.slice(0, branchMax)
    const branches = shown.length === 0 ? [] : await branchesOf(sql, shown, dayOf(now))
    return { branches, more: ids.length > branchMax }
  },
})

const branchMax = 1000

async function childrenOf(sql: Sql, parentId: string, today: Day): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from places.place
     where parent_id = ${parentId} and (to_on is null or to_on >= ${today})
     order by sort, code nulls last, pinyin, id
     limit ${branchMax + 1}`
  return rows.map(({ id }) => id)
}

/** The topmost places one may see: those where a post is held, and the compounds of one's company. */
async function rootsOf(sql: Sql, anchors: readonly string[], today: Day): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    with held as (
      select id, within from places.place where id = any(${[...anchors]}::uuid[])),
    run as (
      select p.id from places.place p
       where p.kind = 'compound'
         and p.within && array(
               select a from unnest(${[...anchors]}::uuid[]) a where a not in (select id from held))
         and not p.within && array(select id from held))
    select p.id
      from places.place p
     where (p.id in (select id from run)
            or p.id in (select h.id from held h
                         where not exists (select from held o where o.id <> h.id and o.id = any(h.within))))
       and (p.to_on is null or p.to_on >= ${today})
     order by p.kind, p.sort, p.code nulls last, p.pinyin, p.id
     limit ${branchMax + 1}`
  return rows.map(({ id }) => id)
}

const branchesOf = (sql: Sql, ids: string[], today: Day): Promise<Branch[]> => sql<Branch[]>`
  with compounds as (
    select w.id, count(*)::int as n
      from places.place c cross join lateral unnest(c.within) as w(id)
     where c.kind = 'compound' and c.within && ${ids}::uuid[] and w.id = any(${ids}::uuid[])
       and (c.to_on is null or c.to_on >= ${today})
     group by w.id)
  select p.id, p.kind, p.name, p.short_name, p.code, p.demo,
         (select count(*)::int from places.place c
           where c.parent_id = p.id and (c.to_on is null or c.to_on >= ${today})) as children,
         coalesce(compounds.n, 0) as compounds
    from unnest(${ids}::uuid[]) with ordinality as shown(id, n)
    join places.place p on p.id = shown.id
    left join compounds on compounds.id = p.id
   order by shown.n`

/** 查找地点: by name, code, full pinyin or initials, the closest match first; or the names of places known by id. */
export const searchPlaces = query({
  name: 'place.search',
  title: { zh: '查找地点', en: 'Find a place' },
  source: null,
  may: 'place.view',
  input: z.object({
    /** empty: the topmost places within reach */
    text: z.string().trim().max(40).default(''),
    ids: z.array(id).max(100).optional(),
    kinds: z.array(z.enum(placeKindNames)).optional(),
    /** look beneath this place only; buildings and units are found only so */
    under: id.optional(),
    limit: z.int().min(1).max(50).default(20),
  }),
  example: { text: 'hlhg', kinds: ['compound'] },

  async run({ sql, actor, now }, { text, ids, kinds, under, limit }): Promise<{ rows: Found[] }> {
    if (under) await visiblePlace(sql, actor, under)
    const deep = under !== undefined || ids !== undefined
    const wanted = (kinds ?? placeKindNames).filter((kind) => deep || !small.includes(kind))
    const letters = typedPinyin(text)
    const rows = await sql<Found[]>`
      select p.id, p.kind, p.name, p.short_name, p.code,
             (select string_agg(up.short_name, ' / ' order by cardinality(up.within))
                from places.place up
               where up.id = any(p.within) and up.id <> p.id and up.kind <> 'city') as path
        from places.place p
       where p.kind = any(${wanted}) and (${deep} or p.kind not in ('building', 'unit'))
         and p.within && ${[...(actor.holds['place.view'] ?? [])]}::uuid[]
         and (${ids ?? null}::uuid[] is null or p.id = any(${ids ?? null}::uuid[]))
         and (${under ?? null}::uuid is null or p.within @> array[${under ?? null}]::uuid[])
         and (p.to_on is null or p.to_on >= ${dayOf(now)} or ${ids !== undefined})
         and (p.name ilike ${`%${plain(text)}%`} or p.code = ${text}
              or ${letters !== ''} and p.pinyin like ${`%${letters}%`})
       order by case when p.name = ${text} or p.short_name = ${text} or p.code = ${text} then 0
                     when p.name ilike ${`${plain(text)}%`} then 1
                     when ${letters} = any(string_to_array(p.pinyin, ' ')) then 2
                     when p.pinyin like ${`${letters}%`} or p.pinyin like ${`% ${letters}%`} then 3
                     else 4 end,
                array_position(${[...placeKindNames]}::text[], p.kind), length(p.name), p.pinyin, p.id
       limit ${limit}`
    return { rows }
  },
})

const small: PlaceKind[] = ['building', 'unit']
const plain = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

/** 地点: one place, the way to it, and what lies directly beneath. */
export const viewPlace = query({
  name: 'place.view',
  title: { zh: '查看地点', en: 'See a place' },
  source: null,
  may: 'place.view',
  input: z.object({ placeId: id }),
  example: { placeId: example },

  async run({ sql, actor, now }, { placeId }) {
    const place = await visiblePlace(sql, actor, placeId)
    const [[branch], path] = await Promise.all([
      branchesOf(sql, [placeId], dayOf(now)),
      pathOf(sql, place.within),
    ])
    return {
      ...place,
      path,
      children: branch!.children,
      compounds: branch!.compounds,
      demo: branch!.demo,
    }
  },
})
export type PlaceView = Place & {
  path: Crumb[]
  children: number
  compounds: number
  demo: boolean
}

/** The way from the city down to a place, itself included. */
export const pathOf = (sql: Sql, within: readonly string[]): Promise<Crumb[]> => sql<Crumb[]>`
  with recursive path as (
    select id, kind, short_name, parent_id, 0 as up
      from places.place where id = ${within[0] ?? null}
    union all
    select p.id, p.kind, p.short_name, p.parent_id, up + 1
      from path join places.place p on p.id = path.parent_id)
  select id, kind, short_name from path order by up desc`
