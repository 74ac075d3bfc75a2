// What is done to people's accounts: register, change, disable, enable, and showing a whole phone number.

import { z } from 'zod'
import type { Actor } from '#base/permission.ts'
import { mustBeAllowed } from '#base/permission.ts'
import { problem } from '#base/problem.ts'
import { text } from '#base/text.ts'
import { command, type Tx } from '#server/command.ts'
import { hashPassword, oneTimePassword } from '../password.ts'
import {
  accountOf,
  accountTaken,
  isAccount,
  oneTimeForMs,
  phoneOf,
  wrongAccount,
} from '../person.ts'
import { pinyinOfName } from '../pinyin.ts'
import { aboutPerson, lockVisiblePerson, mustStandAbove, type Person } from '../reach.ts'
import { anchorForGiving, givePostTo, postInput } from './posts.ts'
import { endSessions } from './sessions.ts'

export const wrongPhone = problem(
  'identity.phone-unusable',
  409,
  '请填写 11 位手机号',
  'Enter a mobile number of 11 digits',
)
export const ownAccount = problem(
  'identity.own-account',
  409,
  '不能对自己的账号这样做，请由他人办理',
  'You cannot do this to your own account; ask somebody else to',
)
export const alreadyDisabled = problem(
  'identity.already-disabled',
  409,
  '账号已经停用',
  'The account is disabled already',
)
export const notDisabled = problem(
  'identity.not-disabled',
  409,
  '账号没有停用',
  'The account is not disabled',
)
export const noPhone = problem(
  'identity.no-phone',
  409,
  '没有登记手机号',
  'No phone number is registered',
)

const name = z.string().trim().min(1).max(40)
const phone = z.string().trim().max(20)
const account = z.string().trim().max(32)
const personId = z.uuid()
const samplePerson = '019a0000-0000-7000-8000-000000000003'

/**
 * 登记人员, with the first post: who holds no post belongs to nobody's reach.
 *
 * @returns a one-time password to hand over; it is kept nowhere and a repeat does not tell it again
 */
export const registerPerson = command({
  name: 'person.register',
  title: text('登记人员', 'Register a person'),
  source: null,
  may: 'identity.appoint',
  offline: false,
  secret: ['oneTimePassword'],
  input: z.object({
    personId,
    name,
    phone: phone.nullish(),
    account: account.nullish(),
    post: postInput.omit({ personId: true }),
  }),
  example: {
    personId: samplePerson,
    name: '张三',
    phone: '13800001234',
    post: {
      postId: '019a0000-0000-7000-8000-000000000004',
      kind: 'guard',
      atId: '019a0000-0000-7000-8000-000000000005',
      fromOn: '2026-11-23',
    },
  },

  async run(context, input) {
    const { sql, now, record } = context
    const { personId, post } = input
    const anchor = await anchorForGiving(context, post)
    const { phone, account } = usable(input.phone, input.account)
    await mustBeFree(sql, personId, phone, account)
    const { pinyin, initials } = pinyinOfName(input.name)
    await sql`
      insert into identity.person (id, name, account, phone, pinyin, initials)
      values (${personId}, ${input.name}, ${account}, ${phone}, ${pinyin}, ${initials})`
    const placeId = anchor.what === 'place' ? anchor.id : null
    record(
      'person.registered',
      { placeId, within: anchor.within, people: [personId] },
      { personId },
    )
    await givePostTo(context, { ...post, personId }, anchor)
    return { personId, ...(await setOneTimePassword(sql, personId, now)) }
  },
})

/** 修改人员资料. A phone number that serves as account takes the account along. */
export const changePerson = command({
  name: 'person.change',
  title: text('修改人员资料', 'Change a person’s particulars'),
  source: null,
  may: 'identity.account',
  offline: false,
  input: z.object({
    personId,
    name: name.optional(),
    phone: phone.nullish(),
    account: account.optional(),
  }),
  example: { personId: samplePerson, phone: '13900005678' },

  async run(context, { personId, ...changes }) {
    const { sql, record } = context
    const { person, about } = await lockManaged(context, personId)
    const wish = changes.phone === undefined ? person.phone : changes.phone
    const follows = person.account === person.phone ? wish : person.account
    const { phone, account } = usable(wish, changes.account ?? follows)
    await mustBeFree(sql, personId, phone, account)
    const after = { name: changes.name ?? person.name, phone, account }
    const fields = (['name', 'phone', 'account'] as const).filter(
      (field) => after[field] !== person[field],
    )
    if (fields.length === 0) return { fields }

    const { pinyin, initials } = pinyinOfName(after.name)
    await sql`
      update identity.person
         set name = ${after.name}, phone = ${phone}, account = ${account},
             pinyin = ${pinyin}, initials = ${initials}
       where id = ${personId}`
    record('person.changed', about, { personId, fields })
    return { fields }
  },
})

/** 停用账号: signs the person out everywhere; posts and history stay. */
export const disablePerson = command({
  name: 'person.disable',
  title: text('停用账号', 'Disable an account'),
  source: null,
  may: 'identity.account',
  offline: false,
  input: z.object({ personId }),
  example: { personId: samplePerson },

  async run(context, { personId }) {
    const { sql, now, record } = context
    const { person, about } = await lockManaged(context, personId)
    if (person.disabledAt) throw alreadyDisabled({})
    await sql`update identity.person set disabled_at = ${now} where id = ${personId}`
    await endSessions(sql, personId, 'disabled', now)
    record('person.disabled', about, { personId })
    return {}
  },
})

/** 恢复账号 */
export const enablePerson = command({
  name: 'person.enable',
  title: text('恢复账号', 'Enable an account again'),
  source: null,
  may: 'identity.account',
  offline: false,
  input: z.object({ personId }),
  example: { personId: samplePerson },

  async run(context, { personId }) {
    const { person, about } = await lockManaged(context, personId)
    if (!person.disabledAt) throw notDisabled({})
    await context.sql`update identity.person set disabled_at = null where id = ${personId}`
    context.record('person.enabled', about, { personId })
    return {}
  },
})

/** 查看完整手机号: an act and not a query, because each look is recorded and the person may see it. */
export const showPhone = command({
  name: 'person.show-phone',
  title: text('查看完整手机号', 'Show a whole phone number'),
  source: null,
  may: 'identity.see-phone',
  offline: false,
  secret: ['phone'],
  input: z.object({ personId }),
  example: { personId: samplePerson },

  async run({ sql, actor, now, record }, { personId }) {
    const { person, posts } = await lockVisiblePerson(sql, actor, personId)
    const about = aboutPerson(personId, posts, now)
    mustBeAllowed(actor, 'identity.see-phone', about.within)
    if (!person.phone) throw noPhone({})
    record('person.phone-shown', about, { personId })
    return { phone: person.phone }
  },
})

/** A person below the actor, locked. @throws identity.person-not-found, identity.own-account, identity.forbidden */
export async function lockManaged(
  { sql, actor, now }: { sql: Tx; actor: Actor; now: Date },
  personId: string,
): Promise<{ person: Person; about: ReturnType<typeof aboutPerson> }> {
  const { person, posts } = await lockVisiblePerson(sql, actor, personId)
  if (actor.id === personId) throw ownAccount({})
  mustStandAbove(actor, 'identity.account', posts, now)
  return { person, about: aboutPerson(personId, posts, now) }
}

/** A fresh one-time password, as its hash is stored and as it is told once. */
export async function setOneTimePassword(sql: Tx, personId: string, now: Date) {
  const password = oneTimePassword()
  const until = new Date(now.getTime() + oneTimeForMs)
  await sql`
    update identity.person
       set password = ${await hashPassword(password)}, password_at = ${now}, one_time_until = ${until}
     where id = ${personId}`
  return { oneTimePassword: password, until }
}

/** @throws identity.phone-unusable, identity.account-unusable */
function usable(
  writtenPhone: string | null | undefined,
  writtenAccount: string | null | undefined,
) {
  const phone = writtenPhone ? phoneOf(writtenPhone) : null
  if (writtenPhone && !phone) throw wrongPhone({})
  const account = writtenAccount ? accountOf(writtenAccount) : phone
  if (!account || !isAccount(account, phone)) throw wrongAccount({})
  return { phone, account }
}

/** @throws identity.account-taken */
async function mustBeFree(
  sql: Tx,
  personId: string,
  phone: string | null,
  account: string,
): Promise<void> {
  const [taken] = await sql`
    select from identity.person
     where id <> ${personId} and (account in (${account}, ${phone}) or phone in (${account}, ${phone}))`
  if (taken) throw accountTaken({})
}
