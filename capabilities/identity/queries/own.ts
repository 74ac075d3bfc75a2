// What people see of themselves: the session, the devices they are signed in on, their notices.

import { z } from 'zod'
import { type Lang, type Text, text } from '#base/text.ts'
import { query, type Sql } from '#server/query.ts'
import type { Caller } from '#server/services.ts'
import { maySeeSessions } from '../commands/sessions.ts'
import { maskAccount, maskAddress } from '../person.ts'
import { postTitle } from '../posts.ts'
import { personNotFound, postsOf } from '../reach.ts'
import { deviceOf } from '../session.ts'
import type { NoticeListed, SessionListed } from '../views.ts'

/** 当前会话: what the interface needs to know about whoever uses it. A route and no query: it needs the cookie. */
export async function currentSession(sql: Sql, caller: Caller, lang: Lang, now: Date) {
  const { actor, sessionId, csrf, only } = caller
  const [person] = await sql<{ account: string; language: Lang; demo: boolean }[]>`
    select account, language,
           coalesce((select value = 'true' from server.setting where name = 'demo'), false) as demo
      from identity.person where id = ${actor.id}`
  const posts = await sql<
    { id: string; kind: string; atId: string; atName: string; atKind: string }[]
  >`
    select held.id, held.kind, at_id, anchor.name as at_name, anchor.kind as at_kind
      from identity.held(${actor.id}, ${now}) held join identity.anchor on anchor.id = held.at_id
     order by held.from_on, held.id`
  return {
    sessionId,
    csrf,
    demo: person!.demo,
    person: {
      id: actor.id,
      name: actor.name,
      account: maskAccount(person!.account),
      language: person!.language,
      mustChange: only !== undefined,
    },
    holds: actor.holds,
    posts: posts.map((post) => ({ ...post, title: postTitle(post.kind)[lang] })),
  }
}

/** 登录设备: one's own sessions that still count; an administrator's look at those of others. */
export const listSessions = query({
  name: 'session.list',
  title: text('登录设备', 'Sessions'),
  source: null,
  may: 'signed-in',
  input: z.object({ personId: z.uuid().optional() }),
  example: {},

  async run({ sql, actor, now }, { personId = actor.id }) {
    if (personId !== actor.id && !maySeeSessions(actor, personId, await postsOf(sql, personId)))
      throw personNotFound({ personId })
    const rows = await sql<(Omit<SessionListed, 'device'> & { agent: string })[]>`
      select id, agent, address, created_at, seen_at, expires_at from identity.session
       where person_id = ${personId} and revoked_at is null and expires_at > ${now}
         and seen_at > ${now}::timestamptz - make_interval(mins => idle_minutes)
       order by seen_at desc, id`
    return {
      sessions: rows.map(
        ({ agent, address, ...row }): SessionListed => ({
          ...row,
          device: deviceOf(agent),
          address: maskAddress(address),
        }),
      ),
    }
  },
})

/** 我的通知, the newest first. */
export const myNotices = query({
  name: 'me.notices',
  title: text('我的通知', 'My notices'),
  source: null,
  may: 'signed-in',
  input: z.object({
    unread: z.boolean().default(false),
    /** the last notice of the part before */
    after: z.uuid().optional(),
    limit: z.int().min(1).max(100).default(30),
  }),
  example: { unread: true },

  async run({ sql, actor }, { unread, after, limit }) {
    const rows = await sql<(Omit<NoticeListed, 'text'> & Text)[]>`
      select id, at, kind, zh, en, link, urgent, read_at from server.notice
       where person_id = ${actor.id}
         and ${unread ? sql`read_at is null` : sql`true`}
         and ${after ? sql`(at, id) < (select at, id from server.notice where id = ${after} and person_id = ${actor.id})` : sql`true`}
       order by at desc, id desc limit ${limit + 1}`
    const [count] = await sql<{ unread: number }[]>`
      select count(*) as unread from (
        select from server.notice where person_id = ${actor.id} and read_at is null limit 100) as some_unread`
    return {
      unread: count!.unread,
      next: rows.length > limit ? rows[limit - 1]!.id : null,
      notices: rows
        .slice(0, limit)
        .map(({ zh, en, ...row }): NoticeListed => ({ ...row, text: { zh, en } })),
    }
  },
})
