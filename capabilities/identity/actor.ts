// Who sends a request: the session behind a cookie, the posts held at that instant, what they allow.

import { type Actor, holdings, type Permissions } from '#base/permission.ts'
import type { Lang } from '#base/text.ts'
import type { Sql } from '#server/db.ts'
import type { Caller } from '#server/services.ts'
import {
  hashOfToken,
  isDueForRotation,
  isToken,
  judge,
  newToken,
  type SessionState,
} from './session.ts'

let installed: Permissions = {}

/** Tells identity the permissions of all capabilities. main/ does this once, before anybody signs in. */
export function installPermissions(all: Permissions): void {
  installed = all
}

type HeldPost = { kind: string; at: string }

/**
 * The person as an actor, with the posts held on the day of `at`; null for one unknown or disabled by then.
 *
 * For acts done without signal: `at` is the device's claim, so whoever calls bounds how old it may be.
 */
export async function actorAsOf(sql: Sql, personId: string, at: Date): Promise<Actor | null> {
  const [person] = await sql<{ id: string; name: string; posts: HeldPost[] }[]>`
    select p.id, p.name, ${heldPosts(sql, at)} as posts
      from identity.person p
     where p.id = ${personId} and (p.disabled_at is null or p.disabled_at > ${at})`
  return person ? actorOf(person) : null
}

const actorOf = ({ id, name, posts }: { id: string; name: string; posts: HeldPost[] }): Actor => ({
  id,
  name,
  holds: holdings(installed, posts),
})

/** The posts of person `p` as JSON, for one round trip. */
const heldPosts = (sql: Sql, at: Date) => sql`
  coalesce((select jsonb_agg(jsonb_build_object('kind', held.kind, 'at', held.at_id))
              from identity.held(p.id, ${at}) as held), '[]')`

type SessionRow = SessionState & {
  id: string
  personId: string
  csrf: string
  name: string
  language: Lang
  oneTime: boolean
  posts: HeldPost[]
}

/** What a person with a one-time password may do: change it, and leave. */
const untilPasswordIsChanged = ['password.change', 'language.choose']

/** A caller, and the cookie to send back where it was exchanged. */
export type Recognised = Caller & { exchanged?: { token: string; maxAgeMs: number } }

/**
 * 会话: the caller behind a session cookie; null when there is none that counts.
 *
 * One query for each request: a post that was ended, a session that was revoked, an account that was
 * disabled stop working with the next request. Once a minute a second one notes that the session is used.
 */
export async function callerOf(
  sql: Sql,
  token: string | undefined,
  now: Date,
): Promise<Recognised | null> {
  if (!isToken(token)) return null
  const hash = hashOfToken(token)
  const session = await sessionByHash(sql, hash, now)
  if (!session) return null
  const verdict = judge(session, now)
  if (verdict === 'copied')
    await sql`
      update identity.session set revoked_at = ${now}, revoked_why = 'copied'
       where id = ${session.id} and revoked_at is null`
  if (verdict !== 'live') return null

  await noteUse(sql, session, now)
  const exchanged = isDueForRotation(session, now) ? await rotate(sql, session, hash, now) : null
  const { personId, name, posts, oneTime } = session
  return {
    // Whoever has not chosen a password of his own acts for nobody yet.
    actor: actorOf({ id: personId, name, posts: oneTime ? [] : posts }),
    sessionId: session.id,
    csrf: session.csrf,
    language: session.language,
    ...(oneTime ? { only: untilPasswordIsChanged } : {}),
    ...(exchanged ? { exchanged } : {}),
  }
}

async function sessionByHash(sql: Sql, hash: Buffer, now: Date): Promise<SessionRow | undefined> {
  const [session] = await sql<SessionRow[]>`
    select s.id, s.person_id, s.csrf, s.token_hash = ${hash} as newest, s.confirmed_at, s.seen_at,
           s.rotated_at, s.idle_minutes, s.expires_at, s.revoked_at,
           p.name, p.language, p.one_time_until is not null as one_time, ${heldPosts(sql, now)} as posts
      from identity.session s join identity.person p on p.id = s.person_id
     where (s.token_hash = ${hash} or s.previous_hash = ${hash}) and p.disabled_at is null`
  return session
}

/** Notes that the newest cookie has arrived, and once a minute that the session is in use. */
async function noteUse(sql: Sql, session: SessionRow, now: Date): Promise<void> {
  const confirms = session.newest && session.confirmedAt === null
  if (!confirms && now.getTime() - session.seenAt.getTime() < 60_000) return
  await sql`
    update identity.session
       set seen_at = greatest(seen_at, ${now}),
           confirmed_at = case when ${confirms} then coalesce(confirmed_at, ${now}) else confirmed_at end
     where id = ${session.id} and (not ${confirms} or confirmed_at is null)`
}

/** Exchanges the cookie. Of several requests at once one wins; the others keep what they came with. */
async function rotate(sql: Sql, session: SessionRow, hash: Buffer, now: Date) {
  const token = newToken()
  const { count } = await sql`
    update identity.session
       set token_hash = ${hashOfToken(token)}, previous_hash = ${hash}, confirmed_at = null, rotated_at = ${now}
     where id = ${session.id} and rotated_at = ${session.rotatedAt} and revoked_at is null`
  const maxAgeMs = session.expiresAt.getTime() - now.getTime()
  return count === 1 ? { token, maxAgeMs } : null
}
