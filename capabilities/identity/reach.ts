// Where posts are held and who stands above whom: what commands and queries ask before they decide.

import { type Actor, may, mayAnywhere, mustBeAllowed } from '#base/permission.ts'
import { problem } from '#base/problem.ts'
import { type Day, dayOf } from '#base/time.ts'
import type { Tx } from '#server/command.ts'
import { giving } from './posts.ts'

export const personNotFound = problem<{ personId: string }>(
  'identity.person-not-found',
  404,
  '没有这个人，或不在您的管辖范围内',
  'There is no such person, or they are beyond your reach',
)
export const anchorNotFound = problem<{ atId: string }>(
  'identity.anchor-not-found',
  404,
  '没有这个地点或企业，或不在您的管辖范围内',
  'There is no such place or company, or it is beyond your reach',
)

/** What a post is held at: a place, or an organisation. */
export type Anchor = {
  id: string
  what: 'place' | 'organisation'
  kind: string
  name: string
  within: string[]
}

export async function anchorById(sql: Tx, id: string): Promise<Anchor | undefined> {
  const [anchor] = await sql<Anchor[]>`
    select id, what, kind, name, within from identity.anchor where id = ${id}`
  return anchor
}

export type Person = {
  id: string
  name: string
  account: string
  phone: string | null
  pinyin: string
  password: string | null
  disabledAt: Date | null
}
export type PersonPost = {
  id: string
  personId: string
  kind: string
  atId: string
  /** a place the post is held at; null for an organisation */
  placeId: string | null
  within: string[]
  fromOn: Day
  toOn: Day | null
  endedAt: Date | null
}

/** Reads a person and holds the row, so that two people cannot change them at once. */
export async function lockPerson(sql: Tx, personId: string): Promise<Person | undefined> {
  const [person] = await sql<Person[]>`
    select id, name, account, phone, pinyin, password, disabled_at
      from identity.person where id = ${personId} for update`
  return person
}

/** All posts of a person, ended ones too, the latest first. */
export const postsOf = (sql: Tx, personId: string): Promise<PersonPost[]> => sql<PersonPost[]>`
  select post.id, person_id, post.kind, at_id, coalesce(within, '{}') as within, from_on, to_on, ended_at,
         case when what = 'place' then at_id end as place_id
    from identity.post left join identity.anchor on anchor.id = post.at_id
   where person_id = ${personId}
   order by from_on desc, post.id desc`

const isOver = (post: PersonPost, now: Date): boolean =>
  (post.endedAt !== null && post.endedAt <= now) || (post.toOn !== null && post.toOn < dayOf(now))

/** Posts held today or to be held; for somebody who left, the last ones, because somebody must answer for them. */
export function standing(posts: readonly PersonPost[], now: Date): PersonPost[] {
  const open = posts.filter((post) => !isOver(post, now))
  if (open.length > 0) return open
  const last = posts.reduce<Day>((latest, { toOn }) => (toOn && toOn > latest ? toOn : latest), '')
  return posts.filter(({ toOn }) => toOn === last)
}

/** Whether the actor may see a person: himself, or anybody with a post, held once or now, within his reach. */
export const maySee = (actor: Actor, personId: string, posts: readonly PersonPost[]): boolean =>
  actor.id === personId ||
  posts.some(({ within }) => may(actor, 'identity.view', within)) ||
  (posts.length === 0 && mayAnywhere(actor, giving('administrator')))

/**
 * 上级: whoever manages a person's account must be able to give every post this person holds.
 *
 * Otherwise a manager could give an officer some small post in his compound, reset the officer's
 * password, and sign in as the officer.
 * @throws identity.forbidden
 */
export function mustStandAbove(
  actor: Actor,
  permission: string,
  posts: readonly PersonPost[],
  now: Date,
): void {
  const held = standing(posts, now)
  if (held.length === 0 && !mayAnywhere(actor, giving('administrator')))
    mustBeAllowed(actor, permission, [])
  for (const { kind, within } of held) {
    mustBeAllowed(actor, permission, within)
    mustBeAllowed(actor, giving(kind), within)
  }
}

/** Whom a fact about a person concerns: the place of their first post, and everything their posts lie within. */
export function aboutPerson(personId: string, posts: readonly PersonPost[], now: Date) {
  const held = standing(posts, now)
  return {
    placeId: held.find(({ placeId }) => placeId)?.placeId ?? null,
    within: [...new Set(held.flatMap(({ within }) => within))],
    people: [personId],
  }
}

/** A person the actor may see, locked, with all posts. @throws identity.person-not-found */
export async function lockVisiblePerson(
  sql: Tx,
  actor: Actor,
  personId: string,
): Promise<{ person: Person; posts: PersonPost[] }> {
  const person = await lockPerson(sql, personId)
  const posts = person ? await postsOf(sql, personId) : []
  if (!person || !maySee(actor, personId, posts)) throw personNotFound({ personId })
  return { person, posts }
}
