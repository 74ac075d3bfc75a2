// What people do to compounds: register them, keep their profile, and record who runs them.

import { z } from 'zod'
import { newId } from '#base/id.ts'
import { mustBeAllowed } from '#base/permission.ts'
import { problem } from '#base/problem.ts'
import { dayOf } from '#base/time.ts'
import { command, type Tx } from '#server/command.ts'
import { compoundProfile, id, name, placeCode } from '../inputs.ts'
import { mustBeOpen, mustFit, type Place } from '../place.ts'
import {
  holdTree,
  insertPlace,
  keepTree,
  lockCompound,
  lockPlace,
  mustBeFree,
  mustBeFreeCode,
  settle,
  union,
} from './tree.ts'

export const wrongSecondCommunity = problem(
  'compound.wrong-second-community',
  409,
  '第二社区必须是另一个社区',
  'The second community must be a community other than its own',
)
const profile = z.object(compoundProfile).partial()
type Profile = z.output<typeof profile>
const example = '01890a5d-ac96-774b-bcce-b302099a8057'

/** 登记小区. */
export const registerCompound = command({
  name: 'compound.register',
  title: { zh: '登记小区', en: 'Register a compound' },
  source: null,
  may: 'compound.manage',
  offline: false,
  input: profile.extend({
    id: id.optional(),
    parentId: id,
    name,
    code: placeCode.nullable().default(null),
  }),
  example: {
    parentId: example,
    name: '海利华宫',
    usage: 'residential',
    households: 860,
    floorAreaM2: 96_000,
    builtYear: 2001,
    position: { lng: 112.9834, lat: 28.1862, datum: 'GCJ-02' },
  },

  async run({ sql, actor, now, record }, { id: compoundId = newId(now.getTime()), ...wish }) {
    await keepTree(sql)
    const parent = await lockPlace(sql, actor, wish.parentId)
    mustBeAllowed(actor, 'compound.manage', parent.within)
    mustFit('compound', parent.kind)
    mustBeOpen(parent, dayOf(now))
    await mustBeFree(sql, parent.id, wish.name)
    await mustBeFreeCode(sql, wish.code)
    await mustBeAnotherCommunity(sql, wish.secondCommunityId ?? null, parent)

    const { name, code, parentId, ...rest } = wish
    await insertPlace(sql, {
      id: compoundId,
      kind: 'compound',
      name,
      code,
      parentId,
      fromOn: dayOf(now),
    })
    await sql`insert into places.compound ${sql({ compound_id: compoundId, ...columnsOf(rest) })}`
    const within = await settle(sql, compoundId)
    record('compound.registered', { placeId: compoundId, within }, { compoundId, parentId })
    return { compoundId }
  },
})

/** 修改小区档案. What is left out stays; null clears. */
export const changeCompound = command({
  name: 'compound.change',
  title: { zh: '修改小区档案', en: 'Change a compound’s profile' },
  source: null,
  may: 'compound.manage',
  offline: false,
  input: profile.extend({ compoundId: id }),
  example: { compoundId: example, households: 872, committee: true },

  async run({ sql, actor, now, record }, { compoundId, ...changes }) {
    await holdTree(sql)
    const place = await lockCompound(sql, actor, compoundId, 'compound.manage', dayOf(now))
    await mustBeAnotherCommunity(sql, changes.secondCommunityId ?? null, place)
    const columns = columnsOf(changes)
    if (Object.keys(columns).length === 0) return { compoundId }

    await sql`update places.compound set ${sql(columns)} where compound_id = ${compoundId}`
    const within = union(place.within, await settle(sql, compoundId))
    record(
      'compound.changed',
      { placeId: compoundId, within },
      {
        compoundId,
        changed: Object.keys(changes),
      },
    )
    return { compoundId }
  },
})

/** @throws compound.wrong-second-community */
async function mustBeAnotherCommunity(
  sql: Tx,
  communityId: string | null,
  near: Place,
): Promise<void> {
  if (communityId === null) return
  const [community] = await sql<{ kind: string }[]>`
    select kind from places.place where id = ${communityId} and to_on is null`
  const own = near.kind === 'compound' ? near.parentId === communityId : false
  if (community?.kind !== 'community' || own || near.id === communityId)
    throw wrongSecondCommunity({})
}

/** The profile as columns; a position is three of them. */
export function columnsOf({
  position,
  ...profile
}: Profile): Record<string, string | number | boolean | null> {
  const columns = {
    usage: profile.usage,
    address: profile.address,
    households: profile.households,
    residents: profile.residents,
    floor_area_m2: profile.floorAreaM2,
    built_year: profile.builtYear,
    second_community_id: profile.secondCommunityId,
    committee: profile.committee,
    party_group: profile.partyGroup,
    ...(position === undefined
      ? {}
      : { lng: position?.lng ?? null, lat: position?.lat ?? null, datum: position?.datum ?? null }),
  }
  return Object.fromEntries(
    Object.entries(columns).filter(([, value]) => value !== undefined),
  ) as never
}

export const compoundCommands = [registerCompound, changeCompound]
