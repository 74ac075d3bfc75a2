// Organisations, people and posts by the thousand: for the import and the demonstration city.
//
// Set-based and repeatable: run twice, the second run changes nothing. Whoever calls has asked for
// permission and judged the rows; constraints are the last guard.

import { namedId, newId } from '#base/id.ts'
import type { Day } from '#base/time.ts'
import type { Tx } from '#server/command.ts'
import type { OrganisationKind } from './organisation.ts'
import { hashPassword, oneTimePassword } from './password.ts'
import { oneTimeForMs } from './person.ts'
import { pinyinOfName } from './pinyin.ts'
import type { PostKind } from './posts.ts'

export type OrganisationRow = {
  id: string
  kind: OrganisationKind
  name: string
  code?: string | null
  /** in the same call it must come before what stands below it */
  parentId?: string | null
  /** left out where nothing stands above it: the city, so that administrators reach it */
  placeId?: string | null
  demo?: boolean
}

/** Registers organisations, or renames those there are. `within` follows from what stands above and the place. */
export async function registerOrganisations(
  tx: Tx,
  organisations: readonly OrganisationRow[],
): Promise<void> {
  const rows = organisations.map(({ id, kind, name, code, parentId, placeId, demo }, order) => ({
    id,
    kind,
    name,
    code: code ?? null,
    parent_id: parentId ?? null,
    place_id: placeId ?? null,
    pinyin: Object.values(pinyinOfName(name)).join(' '),
    demo: demo ?? false,
    order,
  }))
  // Level by level, because what lies above must be there first.
  for (const level of levels(rows))
    await tx`
      insert into identity.organisation (id, kind, name, code, parent_id, place_id, within, pinyin, demo)
      select o.id, o.kind, o.name, o.code, o.parent_id, place.id,
             array[o.id] || array(select distinct unnest(
               coalesce(above.within, '{}') || coalesce(place.within, '{}'))),
             o.pinyin, o.demo
        from jsonb_to_recordset(${level as never}::jsonb) as o(
             id uuid, kind text, name text, code text, parent_id uuid, place_id uuid, pinyin text, demo boolean)
        left join identity.organisation above on above.id = o.parent_id
        left join identity.place
          on place.id = coalesce(o.place_id, case when o.parent_id is null then
               (select city.id from identity.place as city where city.kind = 'city' limit 1) end)
          on conflict (id) do update
         set name = excluded.name, code = excluded.code, pinyin = excluded.pinyin
       where (organisation.name, organisation.code) is distinct from (excluded.name, excluded.code)`
}

/** Splits rows so that each stands below earlier ones only. */
function levels<R extends { id: string; parent_id: string | null }>(rows: readonly R[]): R[][] {
  const mine = new Set(rows.map(({ id }) => id))
  const done = new Set<string>()
  const found: R[][] = []
  for (let rest = rows; rest.length > 0; ) {
    const ready = rest.filter(
      ({ parent_id }) => !parent_id || !mine.has(parent_id) || done.has(parent_id),
    )
    if (ready.length === 0) throw new Error('organisations stand below each other in a circle')
    for (const { id } of ready) done.add(id)
    found.push(ready)
    rest = rest.filter(({ id }) => !done.has(id))
  }
  return found
}

export type PersonRow = {
  /** used where the account is new; an account there is keeps its id */
  id?: string
  name: string
  account: string
  phone?: string | null
  /** a hash from `hashPassword`; left out, nobody can sign in until a password is reset */
  password?: string | null
  demo?: boolean
}

/** Registers people by account, or brings name and phone of those there are up to date. */
export async function registerPeople(
  tx: Tx,
  people: readonly PersonRow[],
): Promise<{ id: string; account: string; created: boolean }[]> {
  const rows = people.map(({ id, name, account, phone, password, demo }) => ({
    id: id ?? newId(),
    name,
    account,
    phone: phone ?? null,
    password: password ?? null,
    demo: demo ?? false,
    ...pinyinOfName(name),
  }))
  return tx<{ id: string; account: string; created: boolean }[]>`
    with given as (
      select * from jsonb_to_recordset(${rows as never}::jsonb) as p(
             id uuid, name text, account text, phone text, password text, demo boolean,
             pinyin text, initials text)),
    changed as (
      insert into identity.person (id, name, account, phone, password, demo, pinyin, initials)
      select id, name, account, phone, password, demo, pinyin, initials from given
          on conflict (account) do update
         set name = excluded.name, phone = excluded.phone,
             pinyin = excluded.pinyin, initials = excluded.initials
       where (person.name, person.phone) is distinct from (excluded.name, excluded.phone)
      returning id, account, xmax = 0 as created)
    select given.account, coalesce(changed.id, person.id) as id, coalesce(changed.created, false) as created
      from given
      left join changed using (account)
      left join identity.person on person.account = given.account`
}

export type PostRow = {
  id?: string
  personId: string
  kind: PostKind
  atId: string
  orgId?: string | null
  fromOn: Day
  toOn?: Day | null
  givenBy?: string | null
  demo?: boolean
}

/** Gives posts; one that the person holds there already, open and of the same kind, is left as it is. */
export async function givePosts(tx: Tx, posts: readonly PostRow[]): Promise<number> {
  const rows = posts.map(({ id, personId, kind, atId, orgId, fromOn, toOn, givenBy, demo }) => ({
    id: id ?? newId(),
    person_id: personId,
    kind,
    at_id: atId,
    org_id: orgId ?? null,
    from_on: fromOn,
    to_on: toOn ?? null,
    given_by: givenBy ?? null,
    demo: demo ?? false,
  }))
  const { count } = await tx`
    insert into identity.post (id, person_id, kind, at_id, org_id, from_on, to_on, given_by, demo)
    select p.* from jsonb_to_recordset(${rows as never}::jsonb) as p(
           id uuid, person_id uuid, kind text, at_id uuid, org_id uuid, from_on date, to_on date,
           given_by uuid, demo boolean)
     where not exists (select from identity.post there
                        where there.person_id = p.person_id and there.kind = p.kind and there.at_id = p.at_id
                          and there.from_on <= coalesce(p.to_on, '9999-12-31')
                          and coalesce(there.to_on, '9999-12-31') >= p.from_on)
        on conflict do nothing`
  return count
}

/**
 * The first administrator of an empty city.
 *
 * @returns the password to sign in with once; null where there is an administrator already
 */
export async function firstAdministrator(
  tx: Tx,
  cityId: string,
  now: Date,
  on: Day,
): Promise<{ account: string; oneTimePassword: string } | null> {
  const [there] = await tx`select from identity.post where kind = 'administrator' limit 1`
  if (there) return null
  const account = 'admin'
  const password = oneTimePassword()
  const [person] = await registerPeople(tx, [
    {
      id: namedId('person', account),
      name: '管理员',
      account,
      password: await hashPassword(password),
    },
  ])
  await tx`
    update identity.person set password_at = ${now}, one_time_until = ${new Date(now.getTime() + oneTimeForMs)}
     where id = ${person!.id}`
  await givePosts(tx, [{ personId: person!.id, kind: 'administrator', atId: cityId, fromOn: on }])
  return { account, oneTimePassword: password }
}
