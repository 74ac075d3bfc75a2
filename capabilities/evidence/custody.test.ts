// Custody: who may see a photo once it proves something, and what opening an original leaves behind.

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '#base/id.ts'
import { admit, attach, attachAll, capability } from '#evidence'
import { capability as identity } from '#identity'
import { capability as places } from '#places'
import { endDb, type World, world } from '#server/testing.ts'
import { given, givenCompound, givenTree } from '../places/testing.ts'
import { openOriginal } from './commands/open-original.ts'
import { photoFor } from './queries.ts'
import { givenPhoto } from './testing.ts'

after(endDb)

const story = (
  title: string,
  tell: (w: World & { here: string; nextDoor: string }) => Promise<void>,
) =>
  test(title, () =>
    world([identity, places, capability], async (w) => {
      await givenTree(w.sql)
      const here = await givenCompound(w.sql)
      const nextDoor = await givenCompound(w.sql, { name: '隔壁小区' })
      await tell(Object.assign(w, { here, nextDoor }))
    }),
  )
const matter = (compoundId: string, people: string[] = []) => ({
  compoundId,
  kind: 'hazard',
  id: newId(),
  permission: 'hazard.view',
  people,
})

story(
  'attached, a photo is seen by who may see the matter, and no longer because one brought it',
  async (w) => {
    const guard = w.as({})
    const sha256 = await givenPhoto(w.sql, guard.id)
    const sees = async (viewer: typeof guard) =>
      (await photoFor(w.sql, viewer, sha256, 'view', w.now)) !== null
    assert.equal(await sees(guard), true, 'his own, and not used yet')

    const engineer = w.as({})
    const m = matter(w.here)
    await attach(w.sql, { matter: m, sha256s: [sha256], by: guard.id, at: w.now })
    assert.equal(await sees(guard), false)
    assert.equal(await sees(w.as({ 'hazard.view': [w.here] })), true)
    assert.equal(await sees(w.as({ 'hazard.view': [given.street] })), true)
    assert.equal(await sees(w.as({ 'hazard.view': [w.nextDoor] })), false)
    assert.equal(
      await sees(w.as({ 'patrol.view': [w.here] })),
      false,
      'another permission is another matter',
    )
    assert.equal(await sees(engineer), false)
    await admit(w.sql, w.here, m.id, [engineer.id])
    assert.equal(await sees(engineer), true)
  },
)

story('nobody attaches what he did not bring, though he knows its name', async (w) => {
  const sha256 = await givenPhoto(w.sql, newId())
  const taking = { matter: matter(w.here), sha256s: [sha256], by: newId(), at: w.now }
  await assert.rejects(attach(w.sql, taking), { code: 'evidence.not-uploaded' })
})

story('a lenient attaching leaves out what nobody brought, and keeps the rest', async (w) => {
  const by = newId()
  const sha256 = await givenPhoto(w.sql, by)
  const m = matter(w.here)
  await attachAll(w.sql, [{ matter: m, sha256s: [sha256, 'f'.repeat(64)], by, at: w.now }], {
    lenient: true,
  })
  assert.equal((await w.sql`select from evidence.attachment where matter_id = ${m.id}`).length, 1)
})

story('a photo that proves something already is said to be seen before', async (w) => {
  const by = newId()
  const sha256 = await givenPhoto(w.sql, by)
  const once = (id = newId()) =>
    attach(w.sql, { matter: { ...matter(w.here), id }, sha256s: [sha256], by, at: w.now })
  const id = newId()
  assert.deepEqual(await once(id), { seenBefore: [] })
  assert.deepEqual(await once(id), { seenBefore: [sha256] })
  assert.deepEqual(await once(), { seenBefore: [sha256] })
})

story(
  'an original is opened with a reason, for a quarter of an hour, and leaves a fact',
  async (w) => {
    const by = newId()
    const sha256 = await givenPhoto(w.sql, by)
    const officer = w.as({
      'hazard.view': [given.district],
      'evidence.see-original': [given.district],
    })
    const open = (viewer: typeof officer) =>
      w.run(openOriginal, viewer, { sha256, reason: '核对拍摄时间' })
    await assert.rejects(open(officer), { code: 'evidence.not-found' }, 'not attached to anything')
    await attach(w.sql, { matter: matter(w.here, [by]), sha256s: [sha256], by, at: w.now })

    await assert.rejects(open(w.as({ 'hazard.view': [w.here] })), { code: 'identity.forbidden' })
    await assert.rejects(open(w.as({ 'evidence.see-original': [given.district] })), {
      code: 'evidence.not-found',
    })
    await assert.rejects(
      open(w.as({ 'hazard.view': [w.nextDoor], 'evidence.see-original': [w.nextDoor] })),
      { code: 'evidence.not-found' },
    )
    await assert.rejects(
      open(w.as({ 'hazard.view': [w.here], 'evidence.see-original': [w.nextDoor] })),
      { code: 'identity.forbidden' },
    )
    await assert.rejects(w.run(openOriginal, officer, { sha256, reason: '看' }), {
      code: 'input.invalid',
    })
    assert.deepEqual(w.facts, [])

    const { until } = await open(officer)
    assert.equal(new Date(until).getTime() - w.now.getTime(), 15 * 60_000)
    assert.deepEqual(
      w.facts.map(({ name, body }) => [name, (body as { sha256: string }).sha256]),
      [['evidence.original-opened', sha256]],
    )
    const has = async (viewer: typeof officer, at: string) =>
      (await photoFor(w.sql, viewer, sha256, 'original', new Date(at))) !== null
    assert.equal(await has(officer, '2026-11-23T08:44:59+08:00'), true)
    assert.equal(await has(officer, '2026-11-23T08:45:00+08:00'), false)
    assert.equal(
      await has(w.as(officer.holds), '2026-11-23T08:31:00+08:00'),
      false,
      'opened for one person',
    )
  },
)
