// What people do to assets: register them with the facts their duties need, change them, retire them.

import { z } from 'zod'
import { newId } from '#base/id.ts'
import { problem } from '#base/problem.ts'
import { dayOf } from '#base/time.ts'
import { command, type Tx } from '#server/command.ts'
import { type AnyFacts, type AssetKind, type AssetStatus, mustBeFacts } from '../assets.ts'
import { assetKind, assetProfile, id, name } from '../inputs.ts'
import { mustHold } from './buildings.ts'
import { lockCompound } from './tree.ts'

export const assetNotFound = problem(
  'asset.not-found',
  404,
  '没有这项设施设备，或您无权查看',
  'There is no such asset, or you may not see it',
)
export const assetListed = problem<{ name: string }>(
  'asset.listed-already',
  409,
  (d) => `同类设施中已有“${d.name}”，请核对名称或编号`,
  (d) => `An asset of this kind is listed as “${d.name}” already; check its name or number`,
)
export const assetRetired = problem(
  'asset.retired',
  409,
  '该设施设备已报废，不能再修改',
  'This asset has been retired and can no longer be changed',
)
const facts = z.record(z.string().max(40), z.union([z.string().max(100), z.number(), z.boolean()]))
const profile = z.object(assetProfile).partial()
const example = '01890a5d-ac96-774b-bcce-b302099a8057'

type Asset = { kind: AssetKind; name: string; number: string; status: AssetStatus; facts: AnyFacts }

/** 登记设施设备. */
export const registerAsset = command({
  name: 'asset.register',
  title: { zh: '登记设施设备', en: 'Register an asset' },
  source: null,
  may: 'asset.manage',
  offline: false,
  input: profile.extend({
    id: id.optional(),
    compoundId: id,
    kind: assetKind,
    name,
    number: assetProfile.number.default(''),
    facts: facts.default({}),
  }),
  example: {
    compoundId: example,
    kind: 'lift',
    name: '3栋1单元客梯',
    number: '31104301002020000123',
    facts: { nextInspectionOn: '2027-03-01', floors: 33, maintainer: '长沙安达电梯有限公司' },
  },

  async run({ sql, actor, now, record }, { id: assetId = newId(now.getTime()), ...wish }) {
    const { compoundId, kind, buildingId } = wish
    const { within } = await lockCompound(sql, actor, compoundId, 'asset.manage', dayOf(now))
    const known = mustBeFacts(kind, wish.facts)
    if (buildingId) await mustHold(sql, compoundId, buildingId)
    await mustBeNew(sql, compoundId, wish, null)
    await sql`
      insert into places.asset
             (compound_id, id, kind, name, number, building_id, location, installed_on, facts)
      values (${compoundId}, ${assetId}, ${kind}, ${wish.name}, ${wish.number}, ${buildingId ?? null},
              ${wish.location ?? ''}, ${wish.installedOn ?? null}, ${known as never}::jsonb)`
    record('asset.registered', { placeId: compoundId, within }, { compoundId, assetId, kind })
    return { assetId }
  },
})

/** 修改设施设备. What is left out stays; a fact set to null is forgotten. Stopping and resuming is a change too. */
export const changeAsset = command({
  name: 'asset.change',
  title: { zh: '修改设施设备', en: 'Change an asset' },
  source: null,
  may: 'asset.manage',
  offline: false,
  input: profile.extend({
    compoundId: id,
    assetId: id,
    status: z.enum(['in-use', 'stopped']).optional(),
    facts: z.record(z.string().max(40), facts.valueType.nullable()).optional(),
  }),
  example: {
    compoundId: example,
    assetId: '01890a5d-ac96-774b-bcce-b302099a8058',
    facts: { nextInspectionOn: '2028-03-01' },
  },

  async run({ sql, actor, now, record }, { compoundId, assetId, ...changes }) {
    const { within } = await lockCompound(sql, actor, compoundId, 'asset.manage', dayOf(now))
    const before = await lockAsset(sql, compoundId, assetId)
    const known = mustBeFacts(before.kind, patched(before.facts, changes.facts ?? {}))
    if (changes.buildingId) await mustHold(sql, compoundId, changes.buildingId)
    const status = changes.status ?? before.status
    await mustBeNew(
      sql,
      compoundId,
      { ...before, ...definedOf(changes), kind: before.kind },
      assetId,
    )
    const columns = definedOf({
      name: changes.name,
      number: changes.number,
      building_id: changes.buildingId,
      location: changes.location,
      installed_on: changes.installedOn,
    })
    await sql`
      update places.asset set ${sql({ status, ...columns })}, facts = ${known as never}::jsonb
       where compound_id = ${compoundId} and id = ${assetId}`
    const changed = [
      ...Object.keys(changes).filter((key) => key !== 'facts'),
      ...Object.keys(changes.facts ?? {}),
    ]
    const body = { compoundId, assetId, kind: before.kind, status, changed }
    record('asset.changed', { placeId: compoundId, within }, body)
    return { assetId }
  },
})

/** 报废: an asset that gives rise to no more duties. It stays on file. */
export const retireAsset = command({
  name: 'asset.retire',
  title: { zh: '报废设施设备', en: 'Retire an asset' },
  source: null,
  may: 'asset.manage',
  offline: false,
  input: z.object({ compoundId: id, assetId: id }),
  example: { compoundId: example, assetId: '01890a5d-ac96-774b-bcce-b302099a8058' },

  async run({ sql, actor, now, record }, { compoundId, assetId }) {
    const { within } = await lockCompound(sql, actor, compoundId, 'asset.manage', dayOf(now))
    const { kind } = await lockAsset(sql, compoundId, assetId)
    await sql`
      update places.asset set status = 'retired'
       where compound_id = ${compoundId} and id = ${assetId}`
    record('asset.retired', { placeId: compoundId, within }, { compoundId, assetId, kind })
    return { assetId }
  },
})

/** @throws asset.not-found, asset.retired */
async function lockAsset(sql: Tx, compoundId: string, assetId: string): Promise<Asset> {
  const [asset] = await sql<Asset[]>`
    select kind, name, number, status, facts
      from places.asset
     where compound_id = ${compoundId} and id = ${assetId}
       for update`
  if (!asset) throw assetNotFound({})
  if (asset.status === 'retired') throw assetRetired({})
  return asset
}

/** @throws asset.listed-already: known by its number, or by its name where it has none */
async function mustBeNew(
  sql: Tx,
  compoundId: string,
  { kind, name, number }: Pick<Asset, 'kind' | 'name' | 'number'>,
  exceptId: string | null,
): Promise<void> {
  const [other] = await sql`
    select 1 from places.asset
     where compound_id = ${compoundId} and kind = ${kind} and number = ${number} and status <> 'retired'
       and (number <> '' or name = ${name}) and id is distinct from ${exceptId}`
  if (other) throw assetListed({ name: number || name })
}

const patched = (before: AnyFacts, changes: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries({ ...before, ...changes }).filter(([, value]) => value !== null),
  )

const definedOf = <T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never

export const assetCommands = [registerAsset, changeAsset, retireAsset]
