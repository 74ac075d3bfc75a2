// Ending sessions, choosing a language, reading notices.

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '#base/id.ts'
import { text } from '#base/text.ts'
import { notify } from '#server/notify.ts'
import { endDb, world } from '#server/testing.ts'
import { capability } from '../index.ts'
import { givenActor, givenCity, givenPerson } from '../testing.ts'
import { chooseLanguage, readNotices, revokeOtherSessions, revokeSession } from './sessions.ts'

after(endDb)

async function givenSession(
  sql: Parameters<typeof givenCity>[0],
  personId: string,
  now: Date,
): Promise<string> {
  const id = newId()
  await sql`
    insert into identity.session (id, token_hash, csrf, person_id, created_at, seen_at, rotated_at, idle_minutes, expires_at)
    values (${id}, ${Buffer.from(id)}, 'c', ${personId}, ${now}, ${now}, ${now}, 60, ${new Date(now.getTime() + 1e6)})`
  return id
}

test('session.revoke ends one’s own session, and an administrator anybody’s; nobody else’s exist', () =>
  world([capability], async ({ sql, run, as, facts, now }) => {
    const city = await givenCity(sql)
    const personId = await givenPerson(sql, [['guard', city.compound]])
    const first = await givenSession(sql, personId, now)
    const second = await givenSession(sql, personId, now)
    for (const actor of [
      as({}),
      await givenActor(sql, [['project-manager', city.compound]]),
      await givenActor(sql, [['project-manager', city.neighbour]]),
      as({ 'identity.sessions': [newId()] }),
    ])
      await assert.rejects(run(revokeSession, actor, { sessionId: first }), {
        code: 'identity.session-not-found',
      })

    await run(revokeSession, as({}, { id: personId }), { sessionId: first })
    await assert.rejects(run(revokeSession, as({}, { id: personId }), { sessionId: first }), {
      code: 'identity.session-not-found',
    })
    const admin = await givenActor(sql, [['administrator', city.city]])
    await run(revokeSession, admin, { sessionId: second })
    assert.deepEqual(
      facts.map(({ name, people }) => [name, people[0]]),
      [
        ['session.revoked', personId],
        ['session.revoked', personId],
      ],
    )
  }))

test('session.revoke-others keeps the one named', () =>
  world([capability], async ({ sql, run, as, now }) => {
    const id = await givenPerson(sql)
    const stranger = await givenPerson(sql)
    const keep = await givenSession(sql, id, now)
    await givenSession(sql, id, now)
    const foreign = await givenSession(sql, stranger, now)
    const me = as({}, { id })
    assert.deepEqual(await run(revokeOtherSessions, me, { keep }), { ended: 1 })
    assert.deepEqual(await run(revokeOtherSessions, me, { keep }), { ended: 0 })
    const rows = await sql<{ id: string }[]>`
      select id from identity.session where revoked_at is null and person_id in (${id}, ${stranger}) order by id`
    assert.deepEqual(
      rows.map((row) => row.id),
      [keep, foreign].sort(),
    )
  }))

test('language.choose and notice.read touch only one’s own rows', () =>
  world([capability], async ({ sql, run, as, now }) => {
    const id = await givenPerson(sql)
    const other = await givenPerson(sql)
    await run(chooseLanguage, as({}, { id }), { language: 'en' })
    await assert.rejects(run(chooseLanguage, as({}, { id }), { language: 'fr' as 'en' }), {
      code: 'input.invalid',
    })
    const languages =
      await sql`select language from identity.person where id in (${id}, ${other}) order by id = ${other}`
    assert.deepEqual(
      languages.map((row) => row['language']),
      ['en', 'zh'],
    )

    for (const personId of [id, id, other])
      await notify(sql, [{ personId, at: now, kind: 'x', text: text('一', 'one') }])
    const ids = (await sql<{ id: string }[]>`select id from server.notice`).map((row) => row.id)
    assert.deepEqual(await run(readNotices, as({}, { id }), { ids }), { read: 2 })
    assert.deepEqual(await run(readNotices, as({}, { id }), { before: now.toISOString() }), {
      read: 0,
    })
    assert.deepEqual(await run(readNotices, as({}, { id: other }), { before: now.toISOString() }), {
      read: 1,
    })
  }))
