// What people do to buildings. A building is a place; what is measured about it stands beside.

import { z } from 'zod'
import { newId } from '#base/id.ts'
import { dayOf } from '#base/time.ts'
import { command, type Tx } from '#server/command.ts'
import { buildingProfile, id, name } from '../inputs.ts'
import { placeNotFound } from '../place.ts'
import { insertPlace, keepTree, lockCompound, mustBeFree } from './tree.ts'

const profile = z.object(buildingProfile).partial()
const example = '01890a5d-ac96-774b-bcce-b302099a8057'

/** 登记楼栋. */
export const addBuilding = command({
  name: 'building.add',
  title: { zh: '登记楼栋', en: 'Register a building' },
  source: null,
  may: 'building.manage',
  offline: false,
  input: profile.extend({ id: id.optional(), compoundId: id, name }),
  example: {
    compoundId: example,
    name: '3栋',
    heightM: 99.5,
    floors: 33,
    basements: 2,
    units: 2,
    households: 264,
  },

  async run({ sql, actor, now, record }, { id: buildingId = newId(now.getTime()), ...wish }) {
    const { compoundId, name, ...rest } = wish
    await keepTree(sql)
    await lockCompound(sql, actor, compoundId, 'building.manage', dayOf(now))
    await mustBeFree(sql, compoundId, name)
    const place = {
      id: buildingId,
      kind: 'building',
      name,
      code: null,
      parentId: compoundId,
    } as const
    const within = await insertPlace(sql, { ...place, fromOn: dayOf(now) })
    const row = { compound_id: compoundId, id: buildingId, name, ...columnsOf(rest) }
    await sql`insert into places.building ${sql(row)}`
    record('building.added', { placeId: buildingId, within }, { compoundId, buildingId })
    return { buildingId }
  },
})

/** 修改楼栋资料. What is left out stays; null clears. Its name is changed by `place.rename`. */
export const changeBuilding = command({
  name: 'building.change',
  title: { zh: '修改楼栋资料', en: 'Change a building' },
  source: null,
  may: 'building.manage',
  offline: false,
  input: profile.extend({ compoundId: id, buildingId: id }),
  example: {
    compoundId: example,
    buildingId: '01890a5d-ac96-774b-bcce-b302099a8058',
    heightM: 98.6,
  },

  async run({ sql, actor, now, record }, { compoundId, buildingId, ...changes }) {
    await lockCompound(sql, actor, compoundId, 'building.manage', dayOf(now))
    const columns = columnsOf(changes)
    const within = await mustHold(sql, compoundId, buildingId)
    if (Object.keys(columns).length === 0) return { buildingId }
    await sql`
      update places.building set ${sql(columns)}
       where compound_id = ${compoundId} and id = ${buildingId}`
    const changed = Object.keys(changes)
    record('building.changed', { placeId: buildingId, within }, { compoundId, buildingId, changed })
    return { buildingId }
  },
})

/**
 * The building's `within`, when it is one of the compound's.
 *
 * @throws place.not-found
 */
export async function mustHold(sql: Tx, compoundId: string, buildingId: string): Promise<string[]> {
  const [building] = await sql<{ within: string[] }[]>`
    select p.within
      from places.building b join places.place p on p.id = b.id
     where b.compound_id = ${compoundId} and b.id = ${buildingId} and p.to_on is null`
  if (!building) throw placeNotFound({ placeId: buildingId })
  return building.within
}

function columnsOf(
  changes: z.output<typeof profile>,
): Record<string, string | number | boolean | null> {
  const columns = {
    height_m: changes.heightM,
    floors: changes.floors,
    basements: changes.basements,
    units: changes.units,
    households: changes.households,
    usage: changes.usage,
    built_year: changes.builtYear,
    insulation: changes.insulation,
  }
  return Object.fromEntries(
    Object.entries(columns).filter(([, value]) => value !== undefined),
  ) as never
}

export const buildingCommands = [addBuilding, changeBuilding]
