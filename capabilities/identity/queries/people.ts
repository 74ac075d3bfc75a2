// What is seen of people and posts: always masked, and only of those within one's reach.

import { z } from 'zod'
import { type Actor, may } from '#base/permission.ts'
import { text } from '#base/text.ts'
import { dayOf } from '#base/time.ts'
import { query, type Sql } from '#server/query.ts'
import { maskAccount, maskPhone, phoneOf, phonePattern } from '../person.ts'
import { giving, postKinds, postTitle } from '../posts.ts'
import {
  anchorById,
  anchorNotFound,
  maySee,
  type PersonPost,
  personNotFound,
  postsOf,
  standing,
} from '../reach.ts'
import type { PersonListed, PersonView, PostAtPlace, PostsAtPlace, PostView } from '../views.ts'

const page = z.int().min(1).max(500).default(1)
const size = z.int().min(1).max(200).default(50)

/** 人员名单: those who hold, or held, a post within the reader's reach. */
export const listPeople = query({
  name: 'person.list',
  title: text('人员名单', 'People'),
  source: null,
  may: 'identity.view',
  input: z.object({
    search: z.string().trim().max(40).optional(),
    atId: z.uuid().optional(),
    kinds: z.array(z.enum(postKinds)).default([]),
    state: z.enum(['held', 'left', 'disabled']).default('held'),
    page,
    size,
  }),
  example: { search: 'zs', state: 'held' },

  async run({ sql, actor, now }, { search, atId, kinds, state, page, size }) {
    const reach = actor.holds['identity.view'] ?? []
    const held = sql`
      post.from_on <= ${dayOf(now)} and (post.to_on is null or post.to_on >= ${dayOf(now)})
      and (post.ended_at is null or post.ended_at > ${now})`
    // A compound's or a street's people are gathered first; a whole district's are walked in the order shown.
    const wide = !atId && state !== 'left' && (await isWide(sql, reach))
    const mine = sql`
      mine as ${wide ? sql`not materialized` : sql`materialized`} (
        select post.person_id, post.kind, (${held}) as held
          from identity.post join identity.anchor on anchor.id = post.at_id
         where anchor.within && ${reach}::uuid[]
               ${atId ? sql`and anchor.within @> ${[atId]}::uuid[]` : sql``})`
    const states = {
      held: sql`mine.held) and person.disabled_at is null`,
      // Whoever works elsewhere now has left as well, as far as this reader is concerned.
      left: sql`true) and not exists (select from mine where mine.person_id = person.id and mine.held)`,
      disabled: sql`true) and person.disabled_at is not null`,
    }
    // One row more than asked for tells whether there is a next page; nobody counts a whole city.
    const rows = await sql<(PersonListed & { disabledAt: Date | null })[]>`
      with ${mine}
      select person.id, person.name, person.phone, person.disabled_at, ${passwordState(sql)} as password,
             coalesce((select jsonb_agg(jsonb_build_object('kind', post.kind, 'atId', anchor.id, 'atName', anchor.name)
                                        order by post.from_on, post.id)
                         from identity.post join identity.anchor on anchor.id = post.at_id
                        where post.person_id = person.id and ${held} and anchor.within && ${reach}::uuid[]), '[]') as posts
        from identity.person
       where ${search ? matching(sql, search) : sql`true`}
         and exists (select from mine where mine.person_id = person.id
                        and ${kinds.length > 0 ? sql`mine.kind = any(${kinds})` : sql`true`} and ${states[state]}
       order by person.pinyin, person.id
       limit ${size + 1} offset ${(page - 1) * size}`
    return {
      more: rows.length > size,
      people: rows.slice(0, size).map(
        ({ disabledAt, ...row }): PersonListed => ({
          ...row,
          phone: maskPhone(row.phone),
          disabled: disabledAt !== null,
          posts: row.posts.map((post) => ({ ...post, title: postTitle(post.kind) })),
        }),
      ),
    }
  },
})

async function isWide(sql: Sql, reach: readonly string[]): Promise<boolean> {
  const found = await sql`
    select from identity.place where id = any(${reach as string[]}::uuid[]) and kind in ('city', 'district')`
  return found.length > 0
}

const passwordState = (sql: Sql) => sql`
  case when password is null then 'none' when one_time_until is not null then 'one-time' else 'set' end`

/** By the digits of the phone number that the mask shows; by pinyin or its initials; by the name itself. */
function matching(sql: Sql, search: string) {
  const phone = phonePattern(search)
  if (phone) return sql`person.phone like ${phone}`
  const letters = search.toLowerCase().replace(/[\s'·.-]/g, '')
  if (/^[a-z0-9]+$/.test(letters))
    return sql`(person.pinyin like ${`${letters}%`} or person.initials like ${`${letters}%`})`
  return sql`person.name ilike ${`%${search.replace(/[\\%_]/g, '\\$&')}%`}`
}

/** 人员档案: the posts within the reader's reach with their history, and what the reader may do. */
export const viewPerson = query({
  name: 'person.view',
  title: text('人员档案', 'One person'),
  source: null,
  may: 'signed-in',
  input: z.object({ personId: z.uuid() }),
  example: { personId: '019a0000-0000-7000-8000-000000000003' },

  async run({ sql, actor, now }, { personId }): Promise<PersonView> {
    const [person] = await sql<PersonDetail[]>`
      select id, name, account, phone, language, disabled_at, demo,
             ${passwordState(sql)} as password,
             (select max(seen_at) from identity.session where person_id = person.id) as seen_at
        from identity.person where id = ${personId}`
    const held = person ? await postsOf(sql, personId) : []
    if (!person || !maySee(actor, personId, held)) throw personNotFound({ personId })
    const self = actor.id === personId
    const reach = held.filter(({ within }) => self || may(actor, 'identity.view', within))
    const posts = await postViews(sql, actor, reach, now)
    const { disabledAt, ...shown } = person
    return {
      ...shown,
      disabled: disabledAt !== null,
      account: self ? person.account : maskAccount(person.account),
      phone: self ? person.phone : maskPhone(person.phone),
      posts,
      postsElsewhere: held.length - reach.length,
      you: {
        isSelf: self,
        mayManage: !self && standsAbove(actor, held, now),
        maySeePhone:
          !self &&
          standing(held, now).some(({ within }) => may(actor, 'identity.see-phone', within)),
        mayEndSessions: held.some(({ within }) => may(actor, 'identity.sessions', within)),
      },
    }
  },
})

type PersonDetail = Omit<PersonView, 'disabled' | 'posts' | 'postsElsewhere' | 'you'> & {
  disabledAt: Date | null
}

/** What mustStandAbove (reach.ts) will say, so that the page can say it before the button is pressed. */
function standsAbove(actor: Actor, posts: readonly PersonPost[], now: Date): boolean {
  const held = standing(posts, now)
  return (
    held.length > 0 &&
    held.every(
      ({ kind, within }) =>
        may(actor, 'identity.account', within) && may(actor, giving(kind), within),
    )
  )
}

async function postViews(
  sql: Sql,
  actor: Actor,
  posts: readonly PersonPost[],
  now: Date,
): Promise<PostView[]> {
  const rows = await sql<Omit<PostView, 'title' | 'over' | 'youMayEnd'>[]>`
    select post.id, post.kind, at_id, coalesce(anchor.name, '') as at_name, anchor.what as at_what,
           organisation.name as org_name, from_on, to_on
      from identity.post
      left join identity.anchor on anchor.id = post.at_id
      left join identity.organisation on organisation.id = post.org_id
     where post.id = any(${posts.map(({ id }) => id)}::uuid[])
     order by coalesce(to_on, '9999-12-31') desc, from_on desc, post.id`
  const byId = new Map(posts.map((post) => [post.id, post]))
  return rows.map((row) => {
    const { within, endedAt } = byId.get(row.id)!
    const over =
      (row.toOn !== null && row.toOn < dayOf(now)) || (endedAt !== null && endedAt <= now)
    const youMayEnd =
      !over && byId.get(row.id)!.personId !== actor.id && may(actor, giving(row.kind), within)
    return { ...row, title: postTitle(row.kind), over, youMayEnd }
  })
}

/** 按姓名和手机号查找: for somebody who knows both in full, before giving a post to a person from elsewhere. */
export const findPerson = query({
  name: 'person.find',
  title: text('按姓名和手机号查找', 'Find by name and phone number'),
  source: null,
  may: 'identity.appoint',
  input: z.object({ name: z.string().trim().min(1).max(40), phone: z.string().trim().max(20) }),
  example: { name: '张三', phone: '13800001234' },

  async run({ sql }, { name, phone }) {
    const [person] = await sql<{ id: string; name: string; phone: string }[]>`
      select id, name, phone from identity.person
       where phone = ${phoneOf(phone)} and name = ${name} and disabled_at is null`
    return { person: person ? { ...person, phone: maskPhone(person.phone) } : null }
  },
})

/** 在岗人员: who holds which post at a place or company on a day. */
export const listPosts = query({
  name: 'post.list',
  title: text('在岗人员', 'Who holds which post at a place'),
  source: null,
  may: 'identity.view',
  input: z.object({ atId: z.uuid(), on: z.iso.date().optional() }),
  example: { atId: '019a0000-0000-7000-8000-000000000005', on: '2026-11-23' },

  async run({ sql, actor, now }, { atId, on }): Promise<PostsAtPlace> {
    const anchor = await anchorById(sql, atId)
    if (!anchor || !may(actor, 'identity.view', anchor.within)) throw anchorNotFound({ atId })
    const day = on ?? dayOf(now)
    const rows = await sql<Omit<PostAtPlace, 'title' | 'youMayEnd'>[]>`
      select post.id, post.kind, from_on, to_on, person.id as person_id, person.name, person.phone,
             organisation.name as org_name
        from identity.post
        join identity.person on person.id = post.person_id
        left join identity.organisation on organisation.id = post.org_id
       where at_id = ${atId} and from_on <= ${day} and (to_on is null or to_on >= ${day})
         and (ended_at is null or ended_at > ${now} or ${day} < ${dayOf(now)}) and person.disabled_at is null
       order by post.kind, person.pinyin, post.id`
    return {
      at: { id: anchor.id, name: anchor.name, kind: anchor.kind, what: anchor.what },
      on: day,
      posts: rows.map((row) => ({
        ...row,
        title: postTitle(row.kind),
        phone: maskPhone(row.phone),
        youMayEnd: row.personId !== actor.id && may(actor, giving(row.kind), anchor.within),
      })),
    }
  },
})
