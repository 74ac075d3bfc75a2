// The real divisions of Changsha, and places by the thousand for the demonstration city.

import { readFileSync } from 'node:fs'
import { namedId } from '#base/id.ts'
import type { Tx } from '#server/command.ts'
import { pinyinOf } from './pinyin.ts'
import { type PlaceKind, shortName } from './place.ts'
import { makeLabelKey } from './queries/labels.ts'

export const cityCode = '4301'
const csv = new URL('../../law/cn-hn-changsha/places-changsha.csv', import.meta.url)

/** A division's id is the same on every machine: made from its national code. */
export const divisionId = (code: string): string => namedId('place', code)

type Division = { code: string; kind: PlaceKind; name: string; parentCode: string }

/** 区划: city, districts, streets and communities as the national list has them. The province stays outside. */
export function divisions(): Division[] {
  const [, ...lines] = readFileSync(csv, 'utf8').trimEnd().split(/\r?\n/)
  return lines
    .map((line) => line.split(','))
    .map(([code, kind, name, parentCode]) => ({ code, kind, name, parentCode }) as Division)
    .filter(({ code }) => code.startsWith(cityCode))
}

/**
 * Loads the divisions, and gives the city the key for its labels. Run twice, the second run changes nothing;
 * a division that people have renamed or moved since stays as they made it.
 *
 * @returns the id of the city
 */
export async function loadDivisions(tx: Tx): Promise<string> {
  const rows = divisions().map(({ code, kind, name, parentCode }) => ({
    id: divisionId(code),
    kind,
    name,
    short_name: shortName(name),
    code,
    parent_id: kind === 'city' ? null : divisionId(parentCode),
    pinyin: pinyinOf(shortName(name)),
  }))
  const added = await tx<{ id: string }[]>`
    insert into places.place (id, kind, name, short_name, code, parent_id, within, pinyin)
    select id, kind, name, short_name, code, parent_id, array[id], pinyin
      from jsonb_to_recordset(${rows as never}::jsonb) as d(
           id uuid, kind text, name text, short_name text, code text, parent_id uuid, pinyin text)
        on conflict do nothing
    returning id`
  const cityId = divisionId(cityCode)
  if (added.length > 0) await tx`select places.settle_within(array[${cityId}]::uuid[])`
  await makeLabelKey(tx, cityId)
  return cityId
}
