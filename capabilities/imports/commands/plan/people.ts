// 人员岗位: a person is known by the account, a post by person, kind and place. One row is one post.

import { type Text, text } from '#base/text.ts'
import {
  accountOf,
  giving,
  isAccount,
  mustBeHeldAt,
  mustBeSensible,
  mustFit,
  type PostKind,
  phoneOf,
  posts,
} from '#identity'
import { Wrong } from '../../cell.ts'
import type { Row, Table } from '../../table.ts'
import type { RowVerdict } from '../../verdict.ts'
import { personColumns } from '../sheets.ts'
import {
  type Answer,
  type Company,
  forbiddenRow,
  type Known,
  type KnownPerson,
  type KnownPost,
  noErrors,
  type Puts,
  refusalOf,
  repeats,
  verdictOn,
} from './draft.ts'
import { findArea, findCompany, findCompound, Index, type Places } from './find.ts'

type Values = {
  name?: string
  phone?: string
  account?: string
  post?: PostKind
  at?: string
  community?: string
  fromOn?: string
  toOn?: string
}
type Anchor = { id: string; kind: string; within: readonly string[] }
type World = {
  known: Known
  places: Places
  companies: Index<Company>
  people: Index<KnownPerson>
  byPerson: Index<KnownPost>
  byAnchor: Index<KnownPost>
  puts: Puts
  seen: Map<string, number>
}

export function planPeople(
  table: Table,
  known: Known,
  places: Places,
  companies: Index<Company>,
  puts: Puts,
): RowVerdict[] {
  const world: World = {
    known,
    places,
    companies,
    people: new Index(({ account, phone }) => [account, phone && `+${phone}`], known.people),
    byPerson: new Index(({ personId }) => [personId], known.posts),
    byAnchor: new Index(({ atId, kind }) => [`${atId} ${kind}`], known.posts),
    puts,
    seen: new Map(),
  }
  return table.rows.map((row) => {
    const { name = '', post, at = '' } = row.values as Values
    const label = `${name} · ${post ? posts[post].title.zh : ''} · ${at}`
    return verdictOn(personColumns, row, label, planPost(row, world))
  })
}

function planPost(row: Row, world: World): Answer {
  const { known, puts } = world
  const errors = [...row.errors]
  const values = row.values as Values
  if (!values.name || !values.post || !values.at) return { errors }
  const anchor = anchorOf(world, values.post, values.at, values.community)
  if (anchor instanceof Wrong) return { errors: [...errors, { column: 'at', why: anchor.why }] }
  if (
    !known.may('identity.appoint', anchor.within) ||
    !known.may(giving(values.post), anchor.within)
  )
    errors.push({ column: 'post', why: forbiddenRow })
  const person = personOf(world, values as Values & { name: string })
  if ('column' in person) return { errors: [...errors, person] }

  const key = `${person.account} ${values.post} ${anchor.id}`
  const again = world.seen.get(key)
  if (again !== undefined) errors.push({ column: 'post', why: repeats(again) })
  world.seen.set(key, row.row)
  const fresh = !world.people.named(person.account).includes(person)
  const term = { fromOn: values.fromOn ?? known.today, toOn: values.toOn ?? null }
  const held = world.byPerson
    .named(person.id)
    .find(
      ({ kind, atId, toOn }) =>
        kind === values.post && atId === anchor.id && (toOn ?? '9999') >= known.today,
    )
  if (held && (values.toOn ?? held.toOn) !== held.toOn)
    errors.push({
      column: 'toOn',
      why: text('请在“人员”页办理离任', 'End a post on the page of people'),
    })
  if (!held)
    errors.push(
      ...lawful(world, person, { ...term, kind: values.post, atId: anchor.id }, anchor, values),
    )
  if (!noErrors(errors)) return { errors }

  if (fresh) {
    puts.people.push(person)
    puts.fresh.add(person.id)
    world.people.add(person)
  }
  if (held) return { fresh: false, changes: [] }
  const post: KnownPost = { personId: person.id, kind: values.post, atId: anchor.id, ...term }
  puts.posts.push(post)
  world.byPerson.add(post)
  world.byAnchor.add(post)
  return { fresh: true, changes: [] }
}

/** Where the post is held: one of the kinds of place or company that the post allows. */
function anchorOf(
  { places, companies }: World,
  post: PostKind,
  written: string,
  community?: string,
): Anchor | Wrong {
  const kinds = posts[post].heldAt as readonly string[]
  if (kinds.includes('compound')) {
    const compound = findCompound(places, written, community)
    return compound instanceof Wrong ? compound : { ...compound, kind: 'compound' }
  }
  return kinds.includes('company')
    ? findCompany(companies, written)
    : findArea(places, kinds, written)
}

/** The person of a row: known by account, or new. */
function personOf(
  { known, people }: World,
  values: Values & { name: string },
): KnownPerson | { column: string; why: Text } {
  const phone = values.phone === undefined ? null : phoneOf(values.phone)
  if (values.phone !== undefined && phone === null)
    return {
      column: 'phone',
      why: text('应为 11 位手机号', 'A mobile number of 11 digits is expected'),
    }
  if (values.account === undefined && phone === null)
    return { column: 'phone', why: text('手机号和账号至少填一项', 'Phone or account is needed') }
  const account = accountOf(values.account ?? phone!)
  if (!isAccount(account, phone))
    return {
      column: 'account',
      why: text(
        '账号应为本人手机号，或以字母开头',
        'The own phone number, or beginning with a letter',
      ),
    }
  const [before] = people.named(account)
  const [owner] = phone === null ? [] : people.named(`+${phone}`)
  if (owner && owner !== before)
    return {
      column: 'phone',
      why: text('手机号已登记在另一个账号下', 'The number is registered under another account'),
    }
  if (!before) return { id: known.newId(), name: values.name, account, phone, disabled: false }
  // What is on record is changed on the page of people, by whoever stands above; a workbook only finds them.
  if (before.name !== values.name)
    return {
      column: 'name',
      why: text('该账号登记的是另一个姓名', 'The account is registered under another name'),
    }
  if (phone !== null && before.phone !== phone)
    return {
      column: 'phone',
      why: text('与该账号登记的手机号不同', 'Another number is registered for this account'),
    }
  if (before.disabled)
    return { column: 'account', why: text('该账号已停用', 'The account is disabled') }
  return before
}

function lawful(
  { known, byPerson, byAnchor }: World,
  person: KnownPerson,
  post: { kind: PostKind; atId: string; fromOn: string; toOn: string | null },
  anchor: Anchor,
  values: Values,
): Row['errors'] {
  const rules: [column: string, why: Text | null][] = [
    ['at', refusalOf(() => mustBeHeldAt(post.kind, anchor.kind))],
    [values.toOn ? 'toOn' : 'fromOn', refusalOf(() => mustBeSensible(post, known.now))],
    [
      'post',
      person.id === known.actorId ? text('不能任命自己', 'You cannot give yourself a post') : null,
    ],
    [
      'post',
      refusalOf(() =>
        mustFit(
          { ...post, personId: person.id },
          byPerson.named(person.id),
          byAnchor.named(`${post.atId} ${post.kind}`),
        ),
      ),
    ],
  ]
  return rules.flatMap(([column, why]) => (why ? [{ column, why }] : []))
}
