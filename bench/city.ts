// A large invented city, made by SQL in sets: compounds under the real divisions, companies, people at posts,
// routes, and a past of rounds, scans and hazards behind the counters.

import { namedId } from '#base/id.ts'
import { addDays, type Day } from '#base/time.ts'
import { givePosts, hashPassword, registerOrganisations, registerPeople } from '#identity'
import { divisionId, loadDivisions } from '#places'
import type { Pool } from '#server/db.ts'

export type Sizes = {
  compounds: number
  /** scans behind the board, 8 a round, two rounds a day and compound */
  scans: number
  hazards: number
  /** compounds with a route of sixty points that is walked during the run, and rounds open in each */
  walked: number
  roundsEach: number
}

export const full: Sizes = {
  compounds: 10_000,
  scans: 10_000_000,
  hazards: 1_000_000,
  walked: 250,
  roundsEach: 12,
}
export const quick: Sizes = {
  compounds: 500,
  scans: 200_000,
  hazards: 50_000,
  walked: 60,
  roundsEach: 12,
}

export const password = 'bench-Baimi-4301'
export const pointsPerRoute = 8
export const pointsWalked = 60
const roundsADay = 2

/** Who looks and works. `guard…` walk in the walked compounds, which lie in one street. */
export const people = {
  city: 'bench-city',
  district: 'bench-district',
  street: 'bench-street',
  community: 'bench-community',
  company: 'bench-company',
  manager: 'bench-manager',
  guard: (n: number) => `bench-guard-${n}`,
} as const

/** 天心区坡子街街道: where everything is walked. */
export const walkedStreet = divisionId('430103002')
export const district = divisionId('430103')

export async function makeCity(pool: Pool, sizes: Sizes, today: Day): Promise<void> {
  await pool`create schema bench`
  await pool`
    create function bench.id(kind text, n bigint) returns uuid language sql immutable parallel safe as $$
      select overlay(overlay(md5(kind || '/' || n) placing '8' from 13 for 1) placing '8' from 17 for 1)::uuid
    $$`
  await pool.begin(async (tx) => void (await loadDivisions(tx)))
  await makeCompanies(pool, Math.ceil(sizes.compounds / 30))
  await makeCompounds(pool, sizes)
  await makePeople(pool)
  await makeRoutes(pool, sizes, today)
  await pool`analyze`
}

export const companyId = (n: number): string => namedId('bench-company', String(n))

async function makeCompanies(pool: Pool, count: number): Promise<void> {
  await pool.begin((tx) =>
    registerOrganisations(
      tx,
      Array.from({ length: count }, (_, n) => ({
        id: companyId(n),
        kind: 'company' as const,
        name: `测速物业第${n}公司`,
        placeId: divisionId('4301'),
      })),
    ),
  )
}

/** Compounds dealt out over all communities, the walked ones over those of one street. */
async function makeCompounds(pool: Pool, { compounds, walked }: Sizes): Promise<void> {
  const companies = Array.from({ length: Math.ceil(compounds / 30) }, (_, n) => companyId(n))
  await pool`
    with community as (
      select id, within, (row_number() over (order by id))::int - 1 as n
        from places.place where kind = 'community'),
    near as (
      select id, within, (row_number() over (order by id))::int - 1 as n
        from places.place where kind = 'community' and parent_id = ${walkedStreet}),
    made as (
      select i, bench.id('compound', i) as id, home.id as parent_id, home.within,
             (${companies}::uuid[])[1 + i % ${companies.length}::int] as company_id
        from generate_series(0, ${compounds - 1}::int) as i
        join lateral (
             select * from community
              where i >= ${walked}::int and n = i % (select count(*) from community)
              union all
             select * from near
              where i < ${walked}::int and n = i % (select count(*) from near)) home on true),
    placed as (
      insert into places.place (id, kind, name, short_name, parent_id, within)
      select id, 'compound', '测速小区' || i, '测速小区' || i, parent_id,
             array[id] || made.within || company_id
        from made),
    described as (
      insert into places.compound (compound_id, households, floor_area_m2, company_id)
      select id, 900, 90000, company_id from made)
    insert into places.contract (compound_id, id, company_id, from_on)
    select id, bench.id('contract', i), company_id, '2026-01-01' from made`
}

async function makePeople(pool: Pool): Promise<void> {
  const hash = await hashPassword(password)
  const [compound] = await pool<{ id: string; parentId: string }[]>`
    select id, parent_id from places.place where id = bench.id('compound', 0)`
  const posts = [
    [people.city, 'city-officer', divisionId('4301')],
    [people.district, 'district-officer', district],
    [people.street, 'street-officer', walkedStreet],
    [people.community, 'community-officer', compound!.parentId],
    [people.company, 'company-safety', companyId(0)],
    [people.manager, 'project-manager', compound!.id],
    ...Array.from({ length: 8 }, (_, n) => [people.guard(n), 'guard', walkedStreet] as const),
  ] as const
  await pool.begin(async (tx) => {
    const ids = new Map(
      (
        await registerPeople(
          tx,
          posts.map(([account]) => ({ name: account, account, password: hash })),
        )
      ).map(({ id, account }) => [account, id]),
    )
    await givePosts(
      tx,
      posts.map(([account, kind, atId]) => ({
        personId: ids.get(account)!,
        kind,
        atId,
        fromOn: '2026-01-01',
      })),
    )
  })
}

/**
 * A route of eight points in every compound, walked twice a day; in the walked ones also routes of sixty
 * points whose windows are open all day.
 */
async function makeRoutes(
  pool: Pool,
  { compounds, walked, roundsEach }: Sizes,
  today: Day,
): Promise<void> {
  const before = addDays(today, -400)
  await pool`
    insert into places.checkpoint (compound_id, id, number, name, kind, code)
    select bench.id('compound', c), bench.id('point-' || c, p), p, '点位' || p, 'stair', lpad((p * 7919)::text, 6, '0')
      from generate_series(0, ${compounds - 1}::int) as c
     cross join lateral generate_series(1, case when c < ${walked}::int then ${pointsWalked}::int else ${pointsPerRoute}::int end) as p`
  await pool`
    insert into patrols.route (compound_id, id)
    select bench.id('compound', c), bench.id('route-' || c, r)
      from generate_series(0, ${compounds - 1}::int) as c
     cross join lateral generate_series(0, case when c < ${walked}::int then ${roundsEach}::int else 0 end) as r`
  await pool`
    insert into patrols.route_version
           (compound_id, route_id, version, name, purpose, ordered, grace_minutes, weekdays, from_on, planned_at, planned_by,
            points)
    select bench.id('compound', c), bench.id('route-' || c, r), 1, '测速路线' || r, 'general', false, 10,
           '{1,2,3,4,5,6,7}', ${before}, ${before}::timestamptz, bench.id('planner', 0),
           case when r = 0 then ${pointsPerRoute}::int else ${pointsWalked}::int end
      from generate_series(0, ${compounds - 1}::int) as c
     cross join lateral generate_series(0, case when c < ${walked}::int then ${roundsEach}::int else 0 end) as r`
  await pool`
    insert into patrols.slot (compound_id, route_id, version, slot, opens, minutes)
    select bench.id('compound', c), bench.id('route-' || c, r), 1, s,
           ('00:00'::time + s * interval '12 hours' + case r when 0 then interval '8 hours' else '0' end)::time,
           case r when 0 then 120 else 720 end
      from generate_series(0, ${compounds - 1}::int) as c
     cross join lateral generate_series(0, case when c < ${walked}::int then ${roundsEach}::int else 0 end) as r
     cross join generate_series(0, ${roundsADay - 1}::int) as s`
  await pool`
    insert into patrols.route_point (compound_id, route_id, version, seq, checkpoint_id)
    select bench.id('compound', c), bench.id('route-' || c, r), 1, p - 1, bench.id('point-' || c, p)
      from generate_series(0, ${compounds - 1}::int) as c
     cross join lateral generate_series(0, case when c < ${walked}::int then ${roundsEach}::int else 0 end) as r
     cross join lateral generate_series(1, case when r = 0 then ${pointsPerRoute}::int else ${pointsWalked}::int end) as p`
}
