// 登录: from an account and a password to a session, slowly for whoever guesses.
//
// A try is written down before the password is looked at, under a lock on its account and its address,
// so a hundred tries at once are a hundred tries. What is unknown, wrong, or not yet set gets the same
// answer after the same work.

import { createHash } from 'node:crypto'
import { newId } from '#base/id.ts'
import { problem } from '#base/problem.ts'
import type { Db, Tx } from '#server/db.ts'
import { hashPassword, isPassword, needsRehash } from './password.ts'
import { accountOf, phoneOf } from './person.ts'
import { hashOfToken, isToken, newToken, termsFor } from './session.ts'
import {
  type Bucket,
  bucketsFor,
  type Failures,
  knownDeviceForMs,
  limits,
  longestWindowMs,
  mustWait,
  ownAddressForMs,
  waitMs,
} from './throttle.ts'

export const wrongCredentials = problem(
  'identity.wrong-credentials',
  401,
  '账号或密码不正确',
  'The account or the password is not right',
)
export const accountDisabled = problem(
  'identity.account-disabled',
  403,
  '账号已停用，请联系项目经理或管理员',
  'This account is disabled; ask your project manager or an administrator',
)
export const oneTimeExpired = problem(
  'identity.one-time-expired',
  403,
  '一次性密码已过期，请联系为您重置密码的人再次重置',
  'This one-time password has expired; ask whoever reset it to do so again',
)

export type SignIn = {
  account: string
  password: string
  /** the network address as the throttle counts it */
  address: string
  agent: string
  /** the device cookie, if the browser has one */
  device: string | undefined
}
export type SignedIn = {
  personId: string
  token: string
  lastsMs: number
  device: string
  mustChange: boolean
}

type Person = {
  id: string
  account: string
  password: string | null
  oneTimeUntil: Date | null
  disabledAt: Date | null
}

/** @throws identity.wrong-credentials, identity.must-wait, identity.account-disabled, identity.one-time-expired, identity.busy */
export async function signIn(db: Db, attempt: SignIn, now: Date): Promise<SignedIn> {
  const { person, attemptId } = await db.begin((sql) => admit(sql, attempt, now))
  if (!(await isPassword(attempt.password, person?.password ?? null))) throw wrongCredentials({})
  const { password, oneTimeUntil, disabledAt, id } = person!
  // Only whoever knows the password learns the state of the account.
  if (disabledAt) throw accountDisabled({})
  if (oneTimeUntil && oneTimeUntil <= now) throw oneTimeExpired({})

  const stronger = needsRehash(password!) ? await hashPassword(attempt.password) : null
  return db.begin(async (sql) => {
    // Nobody may have changed the password or disabled the account while it was being looked at.
    const { count } = await sql`
      update identity.person set password = coalesce(${stronger}, password)
       where id = ${id} and password = ${password} and disabled_at is null`
    if (count === 0) throw wrongCredentials({})
    await sql`update identity.attempt set ok = true where id = ${attemptId}`
    const device = await rememberDevice(sql, id, attempt.device, now)
    const session = await openSession(sql, id, attempt, now)
    return { personId: id, device, mustChange: oneTimeUntil !== null, ...session }
  })
}

/** Writes the try down as failed and lets it through, or says how long to wait. @throws identity.must-wait */
async function admit(
  sql: Tx,
  attempt: SignIn,
  now: Date,
): Promise<{ person?: Person; attemptId: string }> {
  const typed = accountOf(attempt.account)
  const [person] = await sql<Person[]>`
    select id, account, password, one_time_until, disabled_at from identity.person
     where account = ${typed} or phone = ${phoneOf(typed)}`
  const subject = createHash('sha256')
    .update(person?.account ?? typed)
    .digest()
  // Always the account first and then the address, so that two tries never wait for each other.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`identity.account:${subject.toString('hex')}`}, 0))`
  await sql`select pg_advisory_xact_lock(hashtextextended(${`identity.address:${attempt.address}`}, 0))`

  const device = isToken(attempt.device) ? hashOfToken(attempt.device) : null
  const [known] = await sql<{ device: boolean; address: boolean }[]>`
    select exists (select from identity.known_device
                    where token_hash = ${device} and person_id = ${person?.id ?? null}
                      and seen_at > ${new Date(now.getTime() - knownDeviceForMs)}) as device,
           exists (select from identity.attempt
                    where subject = ${subject} and address = ${attempt.address} and ok
                      and at > ${new Date(now.getTime() - ownAddressForMs)}) as address`
  const knownDevice = known!.device ? device : null
  const failures = await failuresOf(
    sql,
    { subject, address: attempt.address, device: knownDevice },
    now,
  )
  const wait = Math.max(
    ...bucketsFor(known!).map((bucket) => waitMs(bucket, failures[bucket], now)),
  )
  if (wait > 0) throw mustWait({ retryAfterSeconds: Math.ceil(wait / 1000) })

  const attemptId = newId(now.getTime())
  await sql`
    insert into identity.attempt (id, subject, address, device, at)
    values (${attemptId}, ${subject}, ${attempt.address}, ${knownDevice}, ${now})`
  return { ...(person ? { person } : {}), attemptId }
}

/** What stands for an account among the tries: people type their password into the wrong field. */
export const subjectOf = (account: string): Buffer => createHash('sha256').update(account).digest()

/** Failures in each bucket's window. One's own bucket starts anew with each success, the shared ones do not. */
async function failuresOf(
  sql: Tx,
  by: { subject: Buffer; address: string; device: Buffer | null },
  now: Date,
): Promise<Record<Bucket, Failures>> {
  const since = (bucket: Bucket) => new Date(now.getTime() - limits[bucket].windowMs)
  const rows = await sql<(Failures & { bucket: Bucket })[]>`
    with recent as (
      select address, device, at, ok from identity.attempt
       where subject = ${by.subject} and at > ${new Date(now.getTime() - longestWindowMs)}),
    own as (
      select case when device is null then 'pair' else 'device' end as bucket, at, ok from recent
       where (device is null and address = ${by.address}) or device = ${by.device})
    select bucket, count(*) as count, max(at) as last_at
      from own
     where not ok and at > case bucket when 'pair' then ${since('pair')} else ${since('device')} end
       and at > coalesce((select max(at) from own as won where won.ok and won.bucket = own.bucket), '-infinity')
     group by bucket
    union all
    select 'account', count(*), max(at) from recent
     where device is null and not ok and at > ${since('account')}
    union all
    select 'address', count(*), max(at) from identity.attempt
     where address = ${by.address} and device is null and not ok and at > ${since('address')}`
  const none: Failures = { count: 0, lastAt: null }
  const found = Object.fromEntries(rows.map((row) => [row.bucket, row]))
  return { device: none, pair: none, account: none, address: none, ...found }
}

/** The cookie by which this device is known from now on; the one it has, where that is ours. */
async function rememberDevice(
  sql: Tx,
  personId: string,
  token: string | undefined,
  now: Date,
): Promise<string> {
  // A cookie that no sign-in of ours gave out may have been planted: it is replaced.
  const [ours] = isToken(token)
    ? await sql`select from identity.known_device where token_hash = ${hashOfToken(token)} limit 1`
    : []
  const device = ours ? token! : newToken()
  await sql`
    insert into identity.known_device (token_hash, person_id, since, seen_at)
    values (${hashOfToken(device)}, ${personId}, ${now}, ${now})
        on conflict (token_hash, person_id) do update set seen_at = excluded.seen_at`
  return device
}

async function openSession(
  sql: Tx,
  personId: string,
  { agent, address }: SignIn,
  now: Date,
): Promise<{ token: string; lastsMs: number }> {
  const posts = await sql<{ kind: string }[]>`select kind from identity.held(${personId}, ${now})`
  const { idleMinutes, lastsMs } = termsFor(posts.map(({ kind }) => kind))
  const token = newToken()
  await sql`
    insert into identity.session
           (id, token_hash, confirmed_at, csrf, person_id, agent, address,
            created_at, seen_at, rotated_at, idle_minutes, expires_at)
    values (${newId(now.getTime())}, ${hashOfToken(token)}, ${now}, ${newToken()}, ${personId},
            ${agent.slice(0, 300)}, ${address}, ${now}, ${now}, ${now}, ${idleMinutes},
            ${new Date(now.getTime() + lastsMs)})`
  return { token, lastsMs }
}
