// Given-helpers: a small city of two compounds under two companies, and people at every post.

import { newId } from '#base/id.ts'
import { type Actor, holdings } from '#base/permission.ts'
import type { Day } from '#base/time.ts'
import type { Tx } from '#server/command.ts'
import { fullCost, hashPassword, setCost } from './password.ts'
import { permissions } from './permissions.ts'
import type { PostKind } from './posts.ts'
import { givePosts, registerOrganisations, registerPeople } from './seed.ts'

/** Cheap to compute, so a test waits for the rules and not for scrypt. */
export const testCost = { N: 1024, r: 8, p: 1 }

/**
 * Runs a test with cheap hashes, and puts the cost back.
 *
 * Not a hook: where many files share a process, hooks outside a suite run for the tests of all of them.
 */
export async function cheaply<T>(work: () => Promise<T>): Promise<T> {
  setCost(testCost)
  try {
    return await work()
  } finally {
    setCost(fullCost)
  }
}

export type City = Record<
  | 'city'
  | 'district'
  | 'street'
  | 'community'
  | 'grid'
  | 'compound'
  | 'neighbour'
  | 'company'
  | 'rival',
  string
>

/**
 * Places and companies. `compound` is run by `company`, `neighbour` by `rival`; both lie in `community`.
 *
 * The places stand in a table of the test's own, because the real ones belong to a capability downstream.
 */
export async function givenCity(sql: Tx): Promise<City> {
  const names = [
    'city',
    'district',
    'street',
    'community',
    'grid',
    'compound',
    'neighbour',
    'company',
    'rival',
  ] as const
  const city = Object.fromEntries(names.map((name) => [name, newId()])) as City
  const upTo = (...names: (keyof City)[]) => names.map((name) => city[name])
  const above = upTo('community', 'street', 'district', 'city')
  const places = [
    { id: city.city, kind: 'city', name: '长沙市', within: upTo('city') },
    { id: city.district, kind: 'district', name: '雨花区', within: upTo('district', 'city') },
    {
      id: city.street,
      kind: 'street',
      name: '左家塘街道',
      within: upTo('street', 'district', 'city'),
    },
    { id: city.community, kind: 'community', name: '识字里社区', within: above },
    { id: city.grid, kind: 'grid', name: '第一网格', within: [city.grid, ...above] },
    {
      id: city.compound,
      kind: 'compound',
      name: '海利华宫',
      within: [city.compound, ...above, city.company],
    },
    {
      id: city.neighbour,
      kind: 'compound',
      name: '隔壁小区',
      within: [city.neighbour, ...above, city.rival],
    },
  ]
  await sql`
    create table if not exists identity.given_place (
      id uuid primary key, kind text, name text, parent_id uuid, within uuid[])`
  await sql`
    create or replace view identity.place as
      select id, kind, name, parent_id, within from identity.given_place`
  await sql`
    insert into identity.given_place (id, kind, name, within)
    select id, kind, name, within from jsonb_to_recordset(${places as never}::jsonb) as p(
           id uuid, kind text, name text, within uuid[])`
  await registerOrganisations(sql, [
    { id: city.company, kind: 'company', name: '湘江美居物业', placeId: city.city },
    { id: city.rival, kind: 'company', name: '麓山物业', placeId: city.city },
  ])
  return city
}

/** A person with posts, given as `[kind, where]` or `[kind, where, from, to]`. */
export async function givenPerson(
  sql: Tx,
  posts: readonly (readonly [PostKind, string, Day?, Day?])[] = [],
  given: { name?: string; account?: string; phone?: string; password?: string } = {},
): Promise<string> {
  const [person] = await registerPeople(sql, [
    {
      name: given.name ?? '某人',
      account: given.account ?? given.phone ?? `p${newId().replaceAll('-', '').slice(-20)}`,
      phone: given.phone ?? null,
      password: given.password ? await hashPassword(given.password) : null,
    },
  ])
  await givePosts(
    sql,
    posts.map(([kind, atId, fromOn = '2026-01-01', toOn]) => ({
      personId: person!.id,
      kind,
      atId,
      fromOn,
      toOn: toOn ?? null,
    })),
  )
  return person!.id
}

/** An actor that really holds posts, with what identity's permissions make of them. */
export async function givenActor(
  sql: Tx,
  posts: readonly (readonly [PostKind, string])[],
  name = '某人',
): Promise<Actor> {
  const id = await givenPerson(sql, posts, { name })
  return {
    id,
    name,
    holds: holdings(
      permissions,
      posts.map(([kind, at]) => ({ kind, at })),
    ),
  }
}
