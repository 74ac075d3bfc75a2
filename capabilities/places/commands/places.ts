// What people do to places of any kind: set up, rename, move, close.

import { z } from 'zod'
import { newId } from '#base/id.ts'
import { mustBeAllowed } from '#base/permission.ts'
import { problem } from '#base/problem.ts'
import { type Day, dayOf } from '#base/time.ts'
import { command, type Tx } from '#server/command.ts'
import { day, id, name, placeCode } from '../inputs.ts'
import { pinyinOf } from '../pinyin.ts'
import {
  cannotMove,
  closedBeforeOpened,
  isArea,
  mustBeOpen,
  mustFit,
  type Place,
  placeKinds,
  shortName,
  stillHolds,
} from '../place.ts'
import {
  holdTree,
  insertPlace,
  keepTree,
  lockPlace,
  mustBeFree,
  mustBeFreeCode,
  permissionFor,
  settle,
  union,
} from './tree.ts'

const contractRuns = problem<{ toOn: Day | null }>(
  'place.contract-running',
  409,
  (d) => `该小区的物业服务合同${d.toOn ? `到 ${d.toOn} 才` : '尚未'}终止，请先办理终止`,
  (d) => `Its service contract runs ${d.toOn ? `until ${d.toOn}` : 'on'}; end it first`,
)
const example = '01890a5d-ac96-774b-bcce-b302099a8057'

/** 设立地点: a division, a grid or a unit. Compounds and buildings have commands of their own. */
export const addPlace = command({
  name: 'place.add',
  title: { zh: '设立地点', en: 'Set up a place' },
  source: null,
  may: 'place.manage',
  offline: false,
  input: z.object({
    id: id.optional(),
    kind: z.enum(['district', 'street', 'community', 'grid', 'unit']),
    name,
    code: placeCode.nullable().default(null),
    parentId: id,
  }),
  example: { kind: 'grid', name: '识字里第一网格', parentId: example },

  async run({ sql, actor, now, record }, { id: placeId = newId(now.getTime()), ...wish }) {
    await keepTree(sql)
    const parent = await lockPlace(sql, actor, wish.parentId)
    mustBeAllowed(actor, permissionFor(wish.kind), parent.within)
    mustFit(wish.kind, parent.kind)
    mustBeOpen(parent, dayOf(now))
    await mustBeFree(sql, parent.id, wish.name)
    await mustBeFreeCode(sql, wish.code)
    const within = await insertPlace(sql, { ...wish, id: placeId, fromOn: dayOf(now) })
    record('place.added', { placeId, within }, { placeId, kind: wish.kind, parentId: parent.id })
    return { placeId }
  },
})

/** 更名. The former name stays on record. */
export const renamePlace = command({
  name: 'place.rename',
  title: { zh: '地点更名', en: 'Rename a place' },
  source: null,
  may: 'place.manage',
  offline: false,
  input: z.object({ placeId: id, name, code: placeCode.nullable().optional() }),
  example: { placeId: example, name: '识字里第一网格' },

  async run({ sql, actor, now, record }, { placeId, name, code }) {
    const place = await lockPlace(sql, actor, placeId)
    mustBeAllowed(actor, permissionFor(place.kind), place.within)
    mustBeOpen(place, dayOf(now))
    if (place.parentId) await mustBeFree(sql, place.parentId, name, placeId)
    await mustBeFreeCode(sql, code ?? null, placeId)
    await rename(sql, place, name, code === undefined ? place.code : code)
    const { kind, within } = place
    record('place.renamed', { placeId, within }, { placeId, kind, name, previousName: place.name })
    return { placeId }
  },
})

async function rename(
  sql: Tx,
  { id, kind }: Place,
  name: string,
  code: string | null,
): Promise<void> {
  await sql`
    update places.place
       set name = ${name}, short_name = ${shortName(name)}, pinyin = ${pinyinOf(name)}, code = ${code}
     where id = ${id}`
  if (kind === 'building') await sql`update places.building set name = ${name} where id = ${id}`
}

/** 调整归属: puts a place, with all beneath it, under another parent. Who reaches it changes with it. */
export const movePlace = command({
  name: 'place.move',
  title: { zh: '调整地点归属', en: 'Move a place' },
  source: null,
  may: 'place.manage',
  offline: false,
  input: z.object({ placeId: id, parentId: id }),
  example: { placeId: example, parentId: '01890a5d-ac96-774b-bcce-b302099a8058' },

  async run({ sql, actor, now, record }, { placeId, parentId }) {
    await holdTree(sql)
    const place = await lockPlace(sql, actor, placeId)
    const parent = await lockPlace(sql, actor, parentId)
    // Whoever moves must be in charge where it leaves and where it arrives.
    mustBeAllowed(actor, permissionFor(place.kind), place.within)
    mustBeAllowed(actor, permissionFor(place.kind), parent.within)
    if (!placeKinds[place.kind].movable) throw cannotMove({ kind: place.kind })
    mustFit(place.kind, parent.kind)
    mustBeOpen(place, dayOf(now))
    mustBeOpen(parent, dayOf(now))
    if (place.parentId === parentId) return { placeId }
    await mustBeFree(sql, parentId, place.name, placeId)

    await sql`update places.place set parent_id = ${parentId} where id = ${placeId}`
    const within = union(place.within, await settle(sql, placeId))
    const body = { placeId, kind: place.kind, fromId: place.parentId, toId: parentId }
    record('place.moved', { placeId, within }, body)
    return { placeId }
  },
})

/** 撤销: sets the last day of a place. A compound takes along its buildings, assets and checkpoints. */
export const closePlace = command({
  name: 'place.close',
  title: { zh: '撤销地点', en: 'Close a place' },
  source: null,
  may: 'place.manage',
  offline: false,
  input: z.object({ placeId: id, on: day }),
  example: { placeId: example, on: '2026-12-31' },

  async run({ sql, actor, now, record }, { placeId, on }) {
    await holdTree(sql)
    const place = await lockPlace(sql, actor, placeId)
    mustBeAllowed(actor, permissionFor(place.kind), place.within)
    mustBeOpen(place, dayOf(now))
    if (on < place.fromOn) throw closedBeforeOpened({ fromOn: place.fromOn })
    if (isArea(place.kind)) await mustHoldNothing(sql, placeId, on)
    if (place.kind === 'compound') await mustBeUncontracted(sql, placeId, on)
    await close(sql, place, on)
    record('place.closed', { placeId, within: place.within }, { placeId, kind: place.kind, on })
    return { placeId }
  },
})

async function mustHoldNothing(sql: Tx, placeId: string, on: Day): Promise<void> {
  const below = await sql<{ name: string }[]>`
    select name from places.place
     where parent_id = ${placeId} and (to_on is null or to_on > ${on})
     order by name`
  if (below.length > 0) throw stillHolds({ name: below[0]!.name, count: below.length })
}

async function mustBeUncontracted(sql: Tx, compoundId: string, on: Day): Promise<void> {
  const [running] = await sql<{ toOn: Day | null }[]>`
    select to_on from places.contract
     where compound_id = ${compoundId} and (to_on is null or to_on > ${on})
     order by to_on nulls first`
  if (running) throw contractRuns({ toOn: running.toOn })
}

async function close(sql: Tx, { id, kind }: Place, on: Day): Promise<void> {
  await sql`
    update places.place set to_on = greatest(${on}::date, from_on)
     where within @> array[${id}]::uuid[] and (to_on is null or to_on > ${on})`
  const here = kind === 'compound' ? sql`compound_id = ${id}` : sql`building_id = ${id}`
  if (isArea(kind) || kind === 'unit') return
  await sql`
    update places.checkpoint set to_on = greatest(${on}::date, from_on)
     where ${here} and (to_on is null or to_on > ${on})`
  await sql`update places.asset set status = 'retired' where ${here} and status <> 'retired'`
}

export const placeCommands = [addPlace, renamePlace, movePlace, closePlace]
