// 任免: giving posts and ending them. History stays; nobody gives himself anything.

import { z } from 'zod'
import { may, mustBeAllowed } from '#base/permission.ts'
import { problem } from '#base/problem.ts'
import { text } from '#base/text.ts'
import { addDays, type Day, dayOf } from '#base/time.ts'
import { type CommandContext, command, type Tx } from '#server/command.ts'
import { giving, type PostKind, postKinds } from '../posts.ts'
import {
  type Anchor,
  anchorById,
  anchorNotFound,
  lockPerson,
  personNotFound,
  postsOf,
} from '../reach.ts'
import { alreadyEnded, mustBeHeldAt, mustBeSensible, mustFit } from '../rules.ts'
import { mustBeOpen, organisationNotFound } from './organisations.ts'

export const ownPost = problem(
  'identity.own-post',
  409,
  '不能任免自己的岗位，请由他人办理',
  'You cannot give or end a post of your own; somebody else must',
)
export const postNotFound = problem<{ postId: string }>(
  'identity.post-not-found',
  404,
  '没有这个岗位，或不在您的管辖范围内',
  'There is no such post, or it is beyond your reach',
)
export const personDisabled = problem(
  'identity.person-disabled',
  409,
  '此人的账号已停用，请先恢复账号',
  'This person’s account is disabled; enable it first',
)

export const postInput = z.object({
  postId: z.uuid(),
  personId: z.uuid(),
  kind: z.enum(postKinds),
  /** the place or company it is held at */
  atId: z.uuid(),
  /** who employs the person, where that is another than the place suggests */
  orgId: z.uuid().nullish(),
  fromOn: z.iso.date(),
  toOn: z.iso.date().nullish(),
})

/** 任命. From a day, to a day or open. Only kinds that the giver's own post may give, within its reach. */
export const givePost = command({
  name: 'post.give',
  title: text('任命岗位', 'Give a post'),
  source: null,
  may: 'identity.appoint',
  offline: false,
  input: postInput,
  example: {
    postId: '019a0000-0000-7000-8000-000000000004',
    personId: '019a0000-0000-7000-8000-000000000003',
    kind: 'guard',
    atId: '019a0000-0000-7000-8000-000000000005',
    fromOn: '2026-11-23',
  },
  async run(context, input) {
    const anchor = await anchorForGiving(context, input)
    await givePostTo(context, input, anchor)
    return { postId: input.postId }
  },
})

type PostInput = z.output<typeof postInput>

/** Where the post is to be held, if the actor may give it there. */
export async function anchorForGiving(
  { sql, actor }: Pick<CommandContext, 'sql' | 'actor'>,
  { atId, kind }: Pick<PostInput, 'atId' | 'kind'>,
): Promise<Anchor> {
  const anchor = await anchorById(sql, atId)
  if (!anchor || !may(actor, 'identity.appoint', anchor.within)) throw anchorNotFound({ atId })
  mustBeAllowed(actor, giving(kind), anchor.within)
  mustBeHeldAt(kind, anchor.kind)
  if (anchor.what === 'organisation') await mustBeOpen(sql, atId)
  return anchor
}

/**
 * Gives a post.
 *
 * The person need not be within the giver's reach: a guard who changes companies is known to the new one
 * by name and number (person.find). What he holds elsewhere stays beyond the giver's reach all the same.
 */
export async function givePostTo(
  { sql, actor, now, record }: CommandContext,
  input: PostInput,
  { what, within }: Anchor,
): Promise<void> {
  const { postId, personId, kind, atId } = input
  if (actor.id === personId) throw ownPost({})
  const term = { fromOn: input.fromOn, toOn: input.toOn ?? null }
  mustBeSensible(term, now)
  if (input.orgId) await mustBeEmployer(sql, input.orgId)

  const person = await lockPerson(sql, personId)
  if (!person) throw personNotFound({ personId })
  if (person.disabledAt) throw personDisabled({})
  const own = (await postsOf(sql, personId)).map(asHeld)
  mustFit({ ...term, kind, atId, personId }, own, await holders(sql, atId, kind))

  await sql`
    insert into identity.post (id, person_id, kind, at_id, org_id, from_on, to_on, given_by)
    values (${postId}, ${personId}, ${kind}, ${atId}, ${input.orgId ?? null}, ${term.fromOn}, ${term.toOn},
            ${actor.id})`
  const about = { placeId: what === 'place' ? atId : null, within, people: [personId] }
  record('post.given', about, { postId, personId, kind, atId, ...term })
}

/**
 * 免去. With today or an earlier day the post stops with the next request; with a later day it runs until
 * then. The last day may lie in the past, as it was; what was done meanwhile stays done.
 */
export const endPost = command({
  name: 'post.end',
  title: text('免去岗位', 'End a post'),
  source: null,
  may: 'identity.appoint',
  offline: false,
  input: z.object({ postId: z.uuid(), toOn: z.iso.date() }),
  example: { postId: '019a0000-0000-7000-8000-000000000004', toOn: '2026-11-30' },

  async run({ sql, actor, now, record }, { postId, toOn }) {
    const post = await lockPost(sql, postId)
    if (!post || !may(actor, 'identity.view', post.within)) throw postNotFound({ postId })
    mustBeAllowed(actor, giving(post.kind), post.within)
    if (actor.id === post.personId) throw ownPost({})
    const today = dayOf(now)
    if (post.endedAt || (post.toOn !== null && post.toOn < today))
      throw alreadyEnded({ to: post.toOn ?? today })
    mustBeSensible({ fromOn: post.fromOn, toOn }, now)

    const endedAt = toOn <= today ? now : null
    await sql`
      update identity.post set to_on = ${toOn}, ended_at = ${endedAt}, ended_by = ${actor.id}
       where id = ${postId}`
    const { personId, kind, atId, within } = post
    const about = { placeId: post.what === 'place' ? atId : null, within, people: [personId] }
    record('post.ended', about, { postId, personId, kind, atId, toOn })
    return { toOn }
  },
})

type LockedPost = {
  personId: string
  kind: PostKind
  atId: string
  what: Anchor['what'] | null
  within: string[]
  fromOn: Day
  toOn: Day | null
  endedAt: Date | null
}

async function lockPost(sql: Tx, postId: string): Promise<LockedPost | undefined> {
  const [post] = await sql<LockedPost[]>`
    select person_id, post.kind, at_id, what, coalesce(within, '{}') as within, from_on, to_on, ended_at
      from identity.post left join identity.anchor on anchor.id = post.at_id
     where post.id = ${postId}
       for update of post`
  return post
}

/** Who holds posts of a kind at a place. Held against others giving the same one at the same moment. */
async function holders(sql: Tx, atId: string, kind: PostKind) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`identity.post:${atId}:${kind}`}, 0))`
  const rows = await sql<
    { personId: string; kind: string; fromOn: Day; toOn: Day | null; endedAt: Date | null }[]
  >`
    select person_id, kind, from_on, to_on, ended_at
      from identity.post where at_id = ${atId} and kind = ${kind}`
  return rows.map(asHeld)
}

/** Whoever was relieved of a post makes room on that very day. */
function asHeld<P extends { fromOn: Day; toOn: Day | null; endedAt: Date | null }>(post: P): P {
  return post.endedAt && post.toOn ? { ...post, toOn: addDays(post.toOn, -1) } : post
}

async function mustBeEmployer(sql: Tx, organisationId: string): Promise<void> {
  const [open] = await sql`
    select from identity.organisation where id = ${organisationId} and ended_on is null`
  if (!open) throw organisationNotFound({ organisationId })
}
