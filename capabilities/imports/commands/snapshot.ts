// Reads what the rows speak of: the places, companies, people and things they name, within the importer's sight.

import { newId } from '#base/id.ts'
import { type Actor, may } from '#base/permission.ts'
import { dayOf } from '#base/time.ts'
import { accountOf, phoneOf } from '#identity'
import type { AssetPut, BuildingPut, Contract } from '#places'
import type { Sql } from '#server/query.ts'
import type { Table } from '../table.ts'
import {
  type Area,
  bare,
  type Company,
  type Known,
  type KnownCheckpoint,
  type KnownCompound,
  type KnownPerson,
  type KnownPost,
} from './plan/draft.ts'

/** @param actor only what this actor may see is known to the plan */
export async function snapshot(
  sql: Sql,
  actor: Actor,
  tables: readonly Table[],
  now: Date,
): Promise<Known> {
  const sight = [...(actor.holds['place.view'] ?? [])]
  const words = wordsIn(tables)
  const [areas, compounds, companies, people] = await Promise.all([
    areasIn(sql, sight),
    compoundsNamed(sql, sight, words.compounds),
    companiesIn(sql),
    peopleKnown(sql, words),
  ])
  const compoundIds = compounds.map(({ id }) => id)
  const anchorIds = [...compoundIds, ...companies.map(({ id }) => id), ...areas.map(({ id }) => id)]
  const [taken, contracts, buildings, assets, checkpoints, posts] = await Promise.all([
    takenCodes(sql, words.codes, compoundIds),
    contractsOf(sql, compoundIds),
    buildingsOf(sql, compoundIds),
    assetsOf(sql, compoundIds),
    checkpointsOf(sql, compoundIds),
    words.people.length === 0
      ? []
      : postsOf(
          sql,
          people.map(({ id }) => id),
          anchorIds,
        ),
  ])
  return {
    now,
    today: dayOf(now),
    actorId: actor.id,
    may: (permission, within) => may(actor, permission, within),
    newId: idMaker(now),
    areas,
    compounds,
    takenCodes: taken,
    companies,
    contracts,
    buildings,
    assets,
    checkpoints,
    people,
    posts,
  }
}

/** Everything the rows name, once each. */
function wordsIn(tables: readonly Table[]) {
  const compounds = new Set<string>()
  const codes = new Set<string>()
  const accounts = new Set<string>()
  const phones = new Set<string>()
  for (const { kind, rows } of tables)
    for (const { values } of rows) {
      const say = (into: Set<string>, column: string) => {
        if (values[column] !== undefined) into.add(String(values[column]))
      }
      if (kind === 'compounds') {
        say(compounds, 'name')
        say(compounds, 'code')
        say(codes, 'code')
      } else if (kind === 'people') {
        say(compounds, 'at')
        const phone = phoneOf(String(values['phone'] ?? ''))
        if (phone) phones.add(phone)
        const account = values['account'] ?? values['phone']
        if (account !== undefined) accounts.add(accountOf(String(account)))
      } else say(compounds, 'compound')
    }
  return {
    compounds: [...compounds],
    codes: [...codes],
    people: [...accounts, ...phones],
    accounts: [...accounts],
    phones: [...phones],
  }
}

const areasIn = (sql: Sql, sight: string[]): Promise<Area[]> => sql<Area[]>`
  select id, kind, name, short_name, code, within
    from places.place
   where kind not in ('compound', 'building', 'unit') and to_on is null
     and (within && ${sight}::uuid[]
          -- what lies above is needed to tell 坡子街街道/八角亭社区 from others; it is no secret
          or id in (select unnest(within) from places.place where id = any(${sight}::uuid[])))`

/** Compared as people mean them: blanks and full-width letters do not matter. */
const compoundsNamed = (
  sql: Sql,
  sight: string[],
  words: string[],
): Promise<KnownCompound[]> => sql<KnownCompound[]>`
  select p.id, p.parent_id, p.name, p.code, c.usage, c.address, c.households, c.residents, c.floor_area_m2,
         c.built_year, c.committee, c.party_group, c.lng, c.lat, c.datum, c.company_id, p.within,
         case when parent.kind = 'grid' then parent.parent_id else parent.id end as community_id
    from places.place p
    join places.compound c on c.compound_id = p.id
    join places.place parent on parent.id = p.parent_id
   where p.kind = 'compound' and p.to_on is null and p.within && ${sight}::uuid[]
     and (lower(regexp_replace(normalize(p.name, nfkc), '\\s', '', 'g')) = any(${words.map(bare)}::text[])
          or lower(p.code) = any(${words.map(bare)}::text[]))`

const companiesIn = (sql: Sql): Promise<Company[]> => sql<Company[]>`
  select id, kind, name, code, within, places.company_chain(id) as chain
    from identity.organisation
   where kind in ('company', 'branch') and ended_on is null`

const peopleKnown = (
  sql: Sql,
  { accounts, phones }: { accounts: string[]; phones: string[] },
): Promise<KnownPerson[]> => sql<KnownPerson[]>`
  select id, name, account, phone, disabled_at is not null as disabled
    from identity.person
   where account = any(${accounts}::text[]) or phone = any(${phones}::text[])`

async function takenCodes(sql: Sql, codes: string[], compoundIds: string[]): Promise<Set<string>> {
  const rows = await sql<{ code: string }[]>`
    select code from places.place
     where code = any(${codes}::text[]) and id <> all(${compoundIds}::uuid[])`
  return new Set(rows.map(({ code }) => code))
}

async function contractsOf(sql: Sql, compoundIds: string[]): Promise<Map<string, Contract[]>> {
  const rows = await sql<(Contract & { compoundId: string })[]>`
    select compound_id, id, company_id, from_on, to_on from places.contract
     where compound_id = any(${compoundIds}::uuid[])`
  return Map.groupBy(rows, ({ compoundId }) => compoundId)
}

const buildingsOf = (sql: Sql, compoundIds: string[]): Promise<BuildingPut[]> => sql<BuildingPut[]>`
  select b.* from places.building b join places.place p on p.id = b.id
   where b.compound_id = any(${compoundIds}::uuid[]) and p.to_on is null`

const assetsOf = (sql: Sql, compoundIds: string[]): Promise<AssetPut[]> => sql<AssetPut[]>`
  select * from places.asset
   where compound_id = any(${compoundIds}::uuid[]) and status <> 'retired'`

const checkpointsOf = (sql: Sql, compoundIds: string[]): Promise<KnownCheckpoint[]> => sql<
  KnownCheckpoint[]
>`
  select compound_id, id, number, name, kind, proof, building_id, asset_id, location, floor, lng, lat, datum, nfc,
         code, to_on
    from places.checkpoint
   where compound_id = any(${compoundIds}::uuid[])`

const postsOf = (sql: Sql, personIds: string[], anchorIds: string[]): Promise<KnownPost[]> => sql<
  KnownPost[]
>`
  select person_id, kind, at_id, from_on, to_on from identity.post
   where ended_at is null and (person_id = any(${personIds}::uuid[]) or at_id = any(${anchorIds}::uuid[]))`

/** Ids by the thousand: the randomness for many is drawn at once. */
function idMaker(now: Date): () => string {
  const random = new Uint8Array(10_000)
  let at = random.length
  return () => {
    if (at === random.length) {
      crypto.getRandomValues(random)
      at = 0
    }
    at += 10
    return newId(now.getTime(), random.subarray(at - 10, at))
  }
}
