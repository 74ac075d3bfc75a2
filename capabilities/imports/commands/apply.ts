// Writes what a plan wants written, set by set, and puts on record what came of it.

import { newId } from '#base/id.ts'
import { givePosts, registerPeople } from '#identity'
import {
  type CheckpointPut,
  newCode,
  putAssets,
  putBuildings,
  putCheckpoints,
  putCompounds,
  putContracts,
  withinOfPlaces,
} from '#places'
import type { CommandContext, Tx } from '#server/command.ts'
import type { Puts } from './plan/draft.ts'

/** In the order in which things build on each other. */
export async function applyPuts(context: CommandContext, puts: Puts): Promise<void> {
  const { sql, now } = context
  await putCompounds(sql, puts.compounds, { now })
  await recordCompounds(context, puts)
  await putContracts(sql, puts.contracts, context)
  await putBuildings(sql, puts.buildings, { now })
  await putAssets(sql, puts.assets)
  await putCheckpoints(sql, await coded(sql, puts), { now })
  await recordLoads(context, puts)
  await appoint(context, puts)
}

/** New checkpoints with a code that no label of their compound bears. */
async function coded(sql: Tx, { checkpoints, fresh }: Puts): Promise<CheckpointPut[]> {
  const compoundIds = [...new Set(checkpoints.map(({ compoundId }) => compoundId))]
  const rows = await sql<{ compoundId: string; code: string }[]>`
    select compound_id, code from places.checkpoint where compound_id = any(${compoundIds}::uuid[])`
  const taken = new Map(compoundIds.map((id) => [id, new Set<string>()]))
  for (const { compoundId, code } of rows) taken.get(compoundId)!.add(code)
  return checkpoints.map((checkpoint) => {
    if (!fresh.has(checkpoint.id)) return checkpoint
    const codes = taken.get(checkpoint.compoundId)!
    const code = newCode(codes)
    codes.add(code)
    return { ...checkpoint, code }
  })
}

async function recordCompounds({ sql, record }: CommandContext, puts: Puts): Promise<void> {
  const within = await withinOfPlaces(
    sql,
    puts.compounds.map(({ id }) => id),
  )
  for (const { id, parentId } of puts.compounds) {
    const about = { placeId: id, within: within.get(id)! }
    const moved = puts.moved.get(id)
    if (puts.fresh.has(id)) record('compound.registered', about, { compoundId: id, parentId })
    else record('compound.changed', about, { compoundId: id, changed: puts.changed.get(id)! })
    if (moved) record('place.moved', about, { placeId: id, kind: 'compound', ...moved })
  }
  const signed = await withinOfPlaces(
    sql,
    puts.contracts.map(({ compoundId }) => compoundId),
  )
  for (const { id, compoundId, companyId, fromOn, toOn, fresh } of puts.contracts) {
    const about = {
      placeId: compoundId,
      within: [...new Set([...signed.get(compoundId)!, companyId])],
    }
    const body = { compoundId, contractId: id, companyId, toOn }
    if (fresh) record('contract.signed', about, { ...body, fromOn })
    else record('contract.ended', about, body)
  }
}

/** One fact for each compound that got buildings, assets or checkpoints, however many. */
async function recordLoads({ sql, record }: CommandContext, puts: Puts): Promise<void> {
  const loads = new Map<
    string,
    Record<'buildings' | 'assets' | 'checkpoints', { added: number; changed: number }>
  >()
  for (const what of ['buildings', 'assets', 'checkpoints'] as const)
    for (const { id, compoundId } of puts[what]) {
      const load = loads.get(compoundId) ?? {
        buildings: { added: 0, changed: 0 },
        assets: { added: 0, changed: 0 },
        checkpoints: { added: 0, changed: 0 },
      }
      load[what][puts.fresh.has(id) ? 'added' : 'changed']++
      loads.set(compoundId, load)
    }
  const within = await withinOfPlaces(sql, [...loads.keys()])
  for (const [compoundId, load] of loads)
    record(
      'compound.loaded',
      { placeId: compoundId, within: within.get(compoundId)! },
      { compoundId, ...load },
    )
}

/** People and posts. A new account has no password yet: whoever manages it hands one out. */
async function appoint({ sql, actor, now, record }: CommandContext, puts: Puts): Promise<void> {
  if (puts.posts.length === 0) return
  await registerPeople(sql, puts.people)
  const posts = puts.posts.map((post) => ({
    ...post,
    id: newId(now.getTime()),
    kind: post.kind as never,
    givenBy: actor.id,
  }))
  await givePosts(sql, posts)
  const anchors = await sql<{ id: string; what: string; within: string[] }[]>`
    select id, what, within from identity.anchor
     where id = any(${[...new Set(posts.map(({ atId }) => atId))]}::uuid[])`
  const anchorOf = new Map(anchors.map((anchor) => [anchor.id, anchor]))
  const registered = new Set<string>()
  for (const { id, personId, kind, atId, fromOn, toOn } of posts) {
    const { what, within } = anchorOf.get(atId)!
    const about = { placeId: what === 'place' ? atId : null, within, people: [personId] }
    if (puts.fresh.has(personId) && !registered.has(personId))
      record('person.registered', about, { personId })
    registered.add(personId)
    record('post.given', about, { postId: id, personId, kind, atId, fromOn, toOn })
  }
}
