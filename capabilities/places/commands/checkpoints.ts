// What people do to checkpoints: set them up, change them, take them out of use, replace their labels.

import { z } from 'zod'
import { newId } from '#base/id.ts'
import { problem } from '#base/problem.ts'
import { type Day, dayOf } from '#base/time.ts'
import { command, type Tx } from '#server/command.ts'
import { checkpointKinds } from '../checkpoints.ts'
import { newCode } from '../code.ts'
import { checkpointProfile, id } from '../inputs.ts'
import { assetNotFound } from './assets.ts'
import { mustHold } from './buildings.ts'
import { lockCompound } from './tree.ts'

export const checkpointNotFound = problem(
  'checkpoint.not-found',
  404,
  '没有这个点位，或您无权查看',
  'There is no such checkpoint, or you may not see it',
)
export const numberTaken = problem<{ number: number }>(
  'checkpoint.number-taken',
  409,
  (d) => `本小区已有 ${d.number} 号点位，请换一个编号`,
  (d) => `This compound has a checkpoint number ${d.number} already; choose another`,
)
export const tagTaken = problem<{ nfc: string }>(
  'checkpoint.tag-taken',
  409,
  (d) => `NFC 标签 ${d.nfc} 已用于本小区的另一个点位`,
  (d) => `The NFC tag ${d.nfc} is in use at another checkpoint of this compound`,
)
export const checkpointRetired = problem<{ toOn: Day }>(
  'checkpoint.retired',
  409,
  (d) => `该点位已于 ${d.toOn} 停用`,
  (d) => `This checkpoint was taken out of use on ${d.toOn}`,
)
const profile = z.object(checkpointProfile).partial()
type Profile = z.output<typeof profile>
const example = '01890a5d-ac96-774b-bcce-b302099a8057'

/** 设置点位. Its number follows the last one, its proof level its kind, unless said otherwise. */
export const addCheckpoint = command({
  name: 'checkpoint.add',
  title: { zh: '设置点位', en: 'Set up a checkpoint' },
  source: null,
  may: 'checkpoint.manage',
  offline: false,
  input: profile.extend({
    id: id.optional(),
    compoundId: id,
    name: checkpointProfile.name,
    kind: checkpointProfile.kind,
  }),
  example: { compoundId: example, name: '3栋1单元大堂', kind: 'lobby', location: '信报箱旁' },

  async run({ sql, actor, now, record }, { id: checkpointId = newId(now.getTime()), ...wish }) {
    const { compoundId, kind } = wish
    const { within } = await lockCompound(sql, actor, compoundId, 'checkpoint.manage', dayOf(now))
    await mustFitIn(sql, compoundId, wish, null)
    const { codes, last } = await inUse(sql, compoundId)
    const row = {
      ...columnsOf(wish),
      compound_id: compoundId,
      id: checkpointId,
      number: wish.number ?? last + 1,
      proof: wish.proof ?? checkpointKinds[kind].proof,
      code: newCode(codes),
      from_on: dayOf(now),
    }
    await sql`insert into places.checkpoint ${sql(row)}`
    record('checkpoint.added', { placeId: compoundId, within }, { compoundId, checkpointId, kind })
    return { checkpointId, number: row.number, code: row.code }
  },
})

/** 修改点位. What is left out stays; null clears. */
export const changeCheckpoint = command({
  name: 'checkpoint.change',
  title: { zh: '修改点位', en: 'Change a checkpoint' },
  source: null,
  may: 'checkpoint.manage',
  offline: false,
  input: profile.extend({ compoundId: id, checkpointId: id }),
  example: {
    compoundId: example,
    checkpointId: '01890a5d-ac96-774b-bcce-b302099a8058',
    proof: 'P2',
  },

  async run({ sql, actor, now, record }, { compoundId, checkpointId, ...changes }) {
    const { within } = await lockCompound(sql, actor, compoundId, 'checkpoint.manage', dayOf(now))
    await lockCheckpoints(sql, compoundId, [checkpointId])
    await mustFitIn(sql, compoundId, changes, checkpointId)
    const columns = columnsOf(changes)
    if (Object.keys(columns).length === 0) return { checkpointId }
    await sql`
      update places.checkpoint set ${sql(columns)}
       where compound_id = ${compoundId} and id = ${checkpointId}`
    const body = { compoundId, checkpointId, changed: Object.keys(changes) }
    record('checkpoint.changed', { placeId: compoundId, within }, body)
    return { checkpointId }
  },
})

/** 停用点位: today is its last day; rounds up to then stay as they were. */
export const retireCheckpoint = command({
  name: 'checkpoint.retire',
  title: { zh: '停用点位', en: 'Take a checkpoint out of use' },
  source: null,
  may: 'checkpoint.manage',
  offline: false,
  input: z.object({ compoundId: id, checkpointId: id }),
  example: { compoundId: example, checkpointId: '01890a5d-ac96-774b-bcce-b302099a8058' },

  async run({ sql, actor, now, record }, { compoundId, checkpointId }) {
    const on = dayOf(now)
    const { within } = await lockCompound(sql, actor, compoundId, 'checkpoint.manage', on)
    await lockCheckpoints(sql, compoundId, [checkpointId])
    await sql`
      update places.checkpoint set to_on = ${on}
       where compound_id = ${compoundId} and id = ${checkpointId}`
    record('checkpoint.retired', { placeId: compoundId, within }, { compoundId, checkpointId, on })
    return { checkpointId, on }
  },
})

/** 更换标签: new QR and new typed code; what the old labels say no longer counts. */
export const relabelCheckpoints = command({
  name: 'checkpoint.relabel',
  title: { zh: '更换点位标签', en: 'Replace checkpoint labels' },
  source: null,
  may: 'checkpoint.manage',
  offline: false,
  input: z.object({ compoundId: id, checkpointIds: z.array(id).min(1).max(500) }),
  example: { compoundId: example, checkpointIds: ['01890a5d-ac96-774b-bcce-b302099a8058'] },

  async run({ sql, actor, now, record }, { compoundId, ...wish }) {
    const { within } = await lockCompound(sql, actor, compoundId, 'checkpoint.manage', dayOf(now))
    const checkpointIds = [...new Set(wish.checkpointIds)]
    await lockCheckpoints(sql, compoundId, checkpointIds)
    const { codes } = await inUse(sql, compoundId)
    const fresh = checkpointIds.map(() => {
      const code = newCode(codes)
      codes.add(code)
      return code
    })
    await sql`
      update places.checkpoint c set key_version = key_version + 1, code = fresh.code
        from unnest(${checkpointIds}::uuid[], ${fresh}::text[]) as fresh(id, code)
       where c.compound_id = ${compoundId} and c.id = fresh.id`
    record('checkpoint.relabelled', { placeId: compoundId, within }, { compoundId, checkpointIds })
    return { checkpointIds }
  },
})

/** @throws checkpoint.not-found, checkpoint.retired */
async function lockCheckpoints(sql: Tx, compoundId: string, ids: string[]): Promise<void> {
  const found = await sql<{ toOn: Day | null }[]>`
    select to_on from places.checkpoint
     where compound_id = ${compoundId} and id = any(${ids}::uuid[])
     order by id
       for update`
  if (found.length < ids.length) throw checkpointNotFound({})
  const retired = found.find(({ toOn }) => toOn !== null)
  if (retired) throw checkpointRetired({ toOn: retired.toOn! })
}

/**
 * Number and tag are free in the compound, building and asset are the compound's own.
 *
 * @throws checkpoint.number-taken, checkpoint.tag-taken, place.not-found, asset.not-found
 */
async function mustFitIn(
  sql: Tx,
  compoundId: string,
  wish: Profile,
  exceptId: string | null,
): Promise<void> {
  if (wish.buildingId) await mustHold(sql, compoundId, wish.buildingId)
  const [clash] = await sql<{ number: boolean; tag: boolean; asset: boolean }[]>`
    select exists (
             select from places.checkpoint
              where compound_id = ${compoundId} and number = ${wish.number ?? null}
                and id is distinct from ${exceptId}) as number,
           exists (
             select from places.checkpoint
              where compound_id = ${compoundId} and nfc = ${wish.nfc ?? null} and to_on is null
                and id is distinct from ${exceptId}) as tag,
           ${wish.assetId ?? null}::uuid is not null and not exists (
             select from places.asset
              where compound_id = ${compoundId} and id = ${wish.assetId ?? null}
                and status <> 'retired') as asset`
  if (clash!.number) throw numberTaken({ number: wish.number! })
  if (clash!.tag) throw tagTaken({ nfc: wish.nfc! })
  if (clash!.asset) throw assetNotFound({})
}

/** Codes on labels of the compound, old ones included, and its highest checkpoint number. */
async function inUse(sql: Tx, compoundId: string): Promise<{ codes: Set<string>; last: number }> {
  const rows = await sql<{ code: string; number: number }[]>`
    select code, number from places.checkpoint where compound_id = ${compoundId}`
  return {
    codes: new Set(rows.map(({ code }) => code)),
    last: rows.reduce((highest, { number }) => Math.max(highest, number), 0),
  }
}

function columnsOf({ position, ...profile }: Profile): Record<string, string | number | null> {
  const columns = {
    number: profile.number,
    name: profile.name,
    kind: profile.kind,
    proof: profile.proof,
    building_id: profile.buildingId,
    asset_id: profile.assetId,
    location: profile.location,
    floor: profile.floor,
    nfc: profile.nfc,
    ...(position === undefined
      ? {}
      : { lng: position?.lng ?? null, lat: position?.lat ?? null, datum: position?.datum ?? null }),
  }
  return Object.fromEntries(
    Object.entries(columns).filter(([, value]) => value !== undefined),
  ) as never
}

export const checkpointCommands = [
  addCheckpoint,
  changeCheckpoint,
  retireCheckpoint,
  relabelCheckpoints,
]
