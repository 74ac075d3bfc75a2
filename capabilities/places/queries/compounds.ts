// Compounds as they are looked up and looked at.

import { z } from 'zod'
import { may } from '#base/permission.ts'
import { type Day, dayOf } from '#base/time.ts'
import { maskPhone } from '#identity'
import { query, type Sql } from '#server/query.ts'
import type { Contract } from '../contract.ts'
import type { Datum } from '../coordinates.ts'
import { day, id } from '../inputs.ts'
import { typedPinyin } from '../pinyin.ts'
import { placeNotFound } from '../place.ts'
import { type Responsible, responsibleOn, visiblePlace } from './face.ts'
import { offsetOf, type Page, pageOf, paging } from './paging.ts'
import { type Crumb, pathOf } from './tree.ts'

export type CompoundRow = {
  id: string
  name: string
  code: string | null
  street: string
  community: string
  companyId: string | null
  companyName: string | null
  households: number
  floorAreaM2: number
  builtYear: number | null
  buildings: number
  assets: number
  checkpoints: number
  manager: string | null
  demo: boolean
}
const example = '01890a5d-ac96-774b-bcce-b302099a8057'

/** 小区列表: those within the viewer's reach, by place, company and name. */
export const listCompounds = query({
  name: 'compound.list',
  title: { zh: '小区列表', en: 'List compounds' },
  source: null,
  may: 'place.view',
  input: z.object({
    /** a district, street, community or grid */
    placeId: id.optional(),
    companyId: id.optional(),
    /** only those that nobody runs (失管) */
    unmanaged: z.boolean().optional(),
    /** name, code or pinyin */
    text: z.string().trim().max(40).default(''),
    sort: z.enum(['name', 'households', 'builtYear']).default('name'),
    ...paging,
  }),
  example: { text: '海利', limit: 20 },

  async run({ sql, actor, now }, wish): Promise<Page<CompoundRow>> {
    const today = dayOf(now)
    const letters = typedPinyin(wish.text)
    const text = wish.text.replace(/[\\%_]/g, '\\$&')
    const matching = sql`
      from places.place p join places.compound c on c.compound_id = p.id
     where p.kind = 'compound' and p.within && ${[...(actor.holds['place.view'] ?? [])]}::uuid[]
       and (p.to_on is null or p.to_on >= ${today})
       and (${wish.placeId ?? null}::uuid is null or p.within @> array[${wish.placeId ?? null}]::uuid[])
       and (${wish.companyId ?? null}::uuid is null or p.within @> array[${wish.companyId ?? null}]::uuid[])
       and (${wish.unmanaged ?? false} = false or c.company_id is null)
       and (p.name ilike ${`%${text}%`} or p.code = ${wish.text}
            or ${letters !== ''} and p.pinyin like ${`%${letters}%`})`
    const order = {
      name: sql`p.pinyin, p.id`,
      households: sql`c.households desc, p.id`,
      builtYear: sql`c.built_year nulls last, p.id`,
    }[wish.sort]
    const [[counted], rows] = await Promise.all([
      sql<{ total: number }[]>`select count(*)::int as total ${matching}`,
      sql<CompoundRow[]>`
        with page as (
          select p.id, p.name, p.code, p.pinyin, p.parent_id, p.within, p.demo, c.company_id,
                 c.households, c.floor_area_m2, c.built_year,
                 row_number() over (order by ${order}) as n
                 ${matching}
           order by n limit ${wish.limit} offset ${offsetOf(wish)})
        select page.id, page.name, page.code, page.company_id, o.name as company_name, page.households,
               page.floor_area_m2, page.built_year, page.demo,
               ${ancestor(sql, 'street')} as street, ${ancestor(sql, 'community')} as community,
               (select count(*)::int from places.building b join places.place bp on bp.id = b.id
                 where b.compound_id = page.id and bp.to_on is null) as buildings,
               (select count(*)::int from places.asset a
                 where a.compound_id = page.id and a.status <> 'retired') as assets,
               (select count(*)::int from places.checkpoint k
                 where k.compound_id = page.id and (k.to_on is null or k.to_on >= ${today})) as checkpoints,
               (select person.name
                  from places.responsible_on(page.id, ${today}) r
                  join identity.person on person.id = r.person_id
                 where r.kind = 'project-manager' order by r.rank limit 1) as manager
          from page left join identity.organisation o on o.id = page.company_id
         order by page.n`,
    ])
    return pageOf(rows, counted!.total, wish)
  },
})

const ancestor = (sql: Sql, kind: 'street' | 'community') => sql`
  coalesce((select up.short_name from places.place up
             where up.kind = ${kind} and up.id = any(page.within)
             order by array_position(page.within, up.id) limit 1), '')`

export type Building = {
  id: string
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
export type PersonInPost = {
  postId: string
  personId: string
  name: string
  phone: string | null
  kind: string
  fromOn: Day
  /** true when the post is held at the company that runs the compound */
  company: boolean
}
export type CompoundView = {
  id: string
  name: string
  code: string | null
  fromOn: Day
  toOn: Day | null
  demo: boolean
  /** what it lies within, for pages that ask what one may do here */
  within: string[]
  path: Crumb[]
  usage: string
  address: string
  households: number
  residents: number | null
  floorAreaM2: number
  builtYear: number | null
  company: { id: string; name: string } | null
  secondCommunity: { id: string; name: string } | null
  lng: number | null
  lat: number | null
  datum: Datum | null
  committee: boolean
  partyGroup: boolean
  /** the tallest building, for what the law asks of high-rises */
  heightM: number | null
  contracts: (Contract & { companyName: string })[]
  buildings: Building[]
  assets: { kind: string; count: number }[]
  checkpoints: number
  people: PersonInPost[]
}
type Profile = Omit<
  CompoundView,
  | 'within'
  | 'path'
  | 'company'
  | 'secondCommunity'
  | 'heightM'
  | 'contracts'
  | 'buildings'
  | 'assets'
  | 'checkpoints'
  | 'people'
> & {
  companyId: string | null
  companyName: string | null
  secondId: string | null
  secondName: string | null
}

/** 小区档案: profile, contracts, buildings, how much stands there, and who is in post. */
export const viewCompound = query({
  name: 'compound.view',
  title: { zh: '小区档案', en: 'See a compound' },
  source: null,
  may: 'place.view',
  input: z.object({ compoundId: id }),
  example: { compoundId: example },

  async run({ sql, actor, now }, { compoundId }): Promise<CompoundView> {
    const { within, kind } = await visiblePlace(sql, actor, compoundId)
    if (kind !== 'compound') throw placeNotFound({ placeId: compoundId })
    const today = dayOf(now)
    const [[profile], path, contracts, buildings, assets, [points], people] = await Promise.all([
      profileOf(sql, compoundId),
      pathOf(sql, within),
      contractsOf(sql, compoundId),
      buildingsOf(sql, compoundId, today),
      sql<{ kind: string; count: number }[]>`
        select kind, count(*)::int as count from places.asset
         where compound_id = ${compoundId} and status <> 'retired' group by kind order by kind`,
      sql<{ n: number }[]>`
        select count(*)::int as n from places.checkpoint
         where compound_id = ${compoundId} and (to_on is null or to_on >= ${today})`,
      may(actor, 'identity.view', within) ? inPost(sql, compoundId, today) : [],
    ])
    const { companyId, companyName, secondId, secondName, ...rest } = profile!
    return {
      ...rest,
      within,
      path,
      company: companyId && { id: companyId, name: companyName! },
      secondCommunity: secondId && { id: secondId, name: secondName! },
      heightM: buildings.reduce<number | null>(
        (tallest, { heightM }) =>
          heightM !== null && heightM > (tallest ?? 0) ? heightM : tallest,
        null,
      ),
      contracts,
      buildings,
      assets,
      checkpoints: points!.n,
      people: people.map((person) => ({ ...person, phone: maskPhone(person.phone) })),
    } as CompoundView
  },
})

const profileOf = (sql: Sql, compoundId: string): Promise<Profile[]> => sql<Profile[]>`
  select p.id, p.name, p.code, p.from_on, p.to_on, p.demo, c.usage, c.address, c.households, c.residents,
         c.floor_area_m2, c.built_year, c.lng, c.lat, c.datum, c.committee, c.party_group,
         c.company_id, o.name as company_name, second.id as second_id, second.short_name as second_name
    from places.place p
    join places.compound c on c.compound_id = p.id
    left join identity.organisation o on o.id = c.company_id
    left join places.place second on second.id = c.second_community_id
   where p.id = ${compoundId}`

const contractsOf = (sql: Sql, compoundId: string): Promise<CompoundView['contracts']> => sql<
  CompoundView['contracts']
>`
  select ct.id, ct.company_id, o.name as company_name, ct.from_on, ct.to_on
    from places.contract ct join identity.organisation o on o.id = ct.company_id
   where ct.compound_id = ${compoundId}
   order by ct.from_on desc`

const buildingsOf = (sql: Sql, compoundId: string, today: Day): Promise<Building[]> => sql<
  Building[]
>`
  select b.id, b.name, b.height_m, b.floors, b.basements, b.units, b.households, b.usage, b.built_year,
         b.insulation
    from places.building b join places.place p on p.id = b.id
   where b.compound_id = ${compoundId} and (p.to_on is null or p.to_on >= ${today})
   order by (substring(b.name from '\\d+'))::bigint nulls last, b.name`

const inPost = (sql: Sql, compoundId: string, today: Day): Promise<PersonInPost[]> => sql<
  PersonInPost[]
>`
  select post.id as post_id, person.id as person_id, person.name, person.phone, post.kind, post.from_on,
         post.at_id <> ${compoundId} as company
    from places.compound c
    join identity.post post on post.at_id = c.compound_id or post.at_id = any(places.company_chain(c.company_id))
    join identity.person person on person.id = post.person_id
   where c.compound_id = ${compoundId} and person.disabled_at is null
     and post.from_on <= ${today} and (post.to_on is null or post.to_on >= ${today})
     and (post.ended_at is null or (post.ended_at at time zone 'Asia/Shanghai')::date > ${today}::date)
   order by company, post.kind, post.from_on, person.pinyin`

/** 责任人: who answers for a compound on a day, for the record and for assigning work. */
export const responsible = query({
  name: 'place.responsible',
  title: { zh: '查看责任人', en: 'See who answers for a place' },
  source: null,
  may: 'place.view',
  input: z.object({ placeId: id, day: day.optional() }),
  example: { placeId: example, day: '2026-11-23' },

  async run({ sql, actor, now }, wish): Promise<(Responsible & { name: string })[]> {
    await visiblePlace(sql, actor, wish.placeId)
    const people = await responsibleOn(sql, wish.placeId, wish.day ?? dayOf(now))
    const names = await sql<{ id: string; name: string }[]>`
      select id, name from identity.person where id = any(${people.map((p) => p.personId)}::uuid[])`
    const nameOf = new Map(names.map(({ id, name }) => [id, name]))
    return people.map((person) => ({ ...person, name: nameOf.get(person.personId)! }))
  },
})
