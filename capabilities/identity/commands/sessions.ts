// What people do to sessions, their language and their notices.

import { z } from 'zod'
import { type Actor, may, mayAnywhere } from '#base/permission.ts'
import { problem } from '#base/problem.ts'
import { text } from '#base/text.ts'
import { command, type Tx } from '#server/command.ts'
import { markRead } from '#server/notify.ts'
import { aboutPerson, type PersonPost, postsOf } from '../reach.ts'

export const sessionNotFound = problem<{ sessionId: string }>(
  'identity.session-not-found',
  404,
  '没有这次登录，或它已经结束',
  'There is no such session, or it has ended already',
)

const sampleSession = '019a0000-0000-7000-8000-000000000006'

/** 结束登录: one's own anywhere, or anybody's as an administrator. It stops with the next request. */
export const revokeSession = command({
  name: 'session.revoke',
  title: text('结束一次登录', 'End a session'),
  source: null,
  may: 'signed-in',
  offline: false,
  input: z.object({ sessionId: z.uuid() }),
  example: { sessionId: sampleSession },

  async run({ sql, actor, now, record }, { sessionId }) {
    const [session] = await sql<{ personId: string }[]>`
      select person_id from identity.session
       where id = ${sessionId} and revoked_at is null and expires_at > ${now} for update`
    if (!session) throw sessionNotFound({ sessionId })
    const posts = await postsOf(sql, session.personId)
    if (!maySeeSessions(actor, session.personId, posts)) throw sessionNotFound({ sessionId })

    await sql`
      update identity.session set revoked_at = ${now}, revoked_why = 'revoked' where id = ${sessionId}`
    const about = aboutPerson(session.personId, posts, now)
    record('session.revoked', about, { personId: session.personId, sessionId })
    return {}
  },
})

/** 结束其他登录: all of one's own but the one named. */
export const revokeOtherSessions = command({
  name: 'session.revoke-others',
  title: text('结束其他所有登录', 'End all other sessions'),
  source: null,
  may: 'signed-in',
  offline: false,
  input: z.object({ keep: z.uuid() }),
  example: { keep: sampleSession },

  async run({ sql, actor, now, record }, { keep }) {
    const ended = await endSessions(sql, actor.id, 'revoked', now, keep)
    if (ended.length === 0) return { ended: 0 }
    const about = aboutPerson(actor.id, await postsOf(sql, actor.id), now)
    for (const sessionId of ended)
      record('session.revoked', about, { personId: actor.id, sessionId })
    return { ended: ended.length }
  },
})

export const maySeeSessions = (
  actor: Actor,
  personId: string,
  posts: readonly PersonPost[],
): boolean =>
  actor.id === personId ||
  posts.some(({ within }) => may(actor, 'identity.sessions', within)) ||
  (posts.length === 0 && mayAnywhere(actor, 'identity.sessions'))

/** Ends a person's sessions, all but one where one is kept. Returns the ids of those it ended. */
export async function endSessions(
  sql: Tx,
  personId: string,
  why: string,
  now: Date,
  keep: string | null = null,
): Promise<string[]> {
  const ended = await sql<{ id: string }[]>`
    update identity.session set revoked_at = ${now}, revoked_why = ${why}
     where person_id = ${personId} and revoked_at is null and expires_at > ${now}
       and id is distinct from ${keep}
    returning id`
  return ended.map(({ id }) => id)
}

/** 选择语言 */
export const chooseLanguage = command({
  name: 'language.choose',
  title: text('选择语言', 'Choose a language'),
  source: null,
  may: 'signed-in',
  offline: false,
  input: z.object({ language: z.enum(['zh', 'en']) }),
  example: { language: 'en' },

  async run({ sql, actor }, { language }) {
    await sql`update identity.person set language = ${language} where id = ${actor.id}`
    return { language }
  },
})

/** 已读: notices by name, or everything up to an instant. */
export const readNotices = command({
  name: 'notice.read',
  title: text('通知已读', 'Mark notices as read'),
  source: null,
  may: 'signed-in',
  offline: false,
  input: z.union([
    z.object({ ids: z.array(z.uuid()).min(1).max(200) }),
    z.object({ before: z.iso.datetime({ offset: true }) }),
  ]),
  example: { ids: ['019a0000-0000-7000-8000-000000000007'] },

  async run({ sql, actor, now }, which) {
    const chosen = 'ids' in which ? which : { before: new Date(which.before) }
    return { read: await markRead(sql, actor.id, chosen, now) }
  },
})
