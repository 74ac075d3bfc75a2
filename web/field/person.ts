// Who uses this phone. Kept on the device, so that the app opens without signal; renewed when there is one.

import { mayAnywhere } from '#base/permission.ts'
import { Problem } from '#base/problem.ts'
import { ask, post, setCsrf, signedOutCode } from '../http.ts'
import { forgetReads } from '../replica.ts'
import type { Session } from '../session.tsx'
import { heard, within } from './connection.ts'
import { observable, useObservable } from './observable.ts'

export type Phone = {
  session: Session | null
  /** the server asks to sign in again; what is kept here stays usable meanwhile */
  expired: boolean
}

const sessionKey = 'baimi.field.session'
const leavingKey = 'baimi.field.leaving'
const accountKey = 'baimi.field.account'

export const phone = observable<Phone>({ session: keptSession(), expired: false })

function keptSession(): Session | null {
  const kept = localStorage.getItem(sessionKey)
  return kept === null ? null : { ...(JSON.parse(kept) as Session), csrf: '' }
}

/** The token stays in memory: a copy of the phone's storage cannot act. */
function keep(session: Session): void {
  localStorage.setItem(sessionKey, JSON.stringify({ ...session, csrf: '' }))
  setCsrf(session.csrf)
  phone.set({ session, expired: false })
}

/** Asks the server who this is. Without signal nothing changes. @returns whether acts may be sent now */
export async function renewSession(): Promise<boolean> {
  try {
    const session = await ask<Session>('session.current', {}, within(15_000))
    heard(true)
    if (localStorage.getItem(leavingKey) !== null) return await leaveNow(session)
    keep(session)
    return true
  } catch (error) {
    if (error instanceof Problem && error.code === signedOutCode) {
      heard(true)
      localStorage.removeItem(leavingKey)
      phone.set({ ...phone.get(), expired: true })
    } else if (!(error instanceof Problem) || error.status === 0) heard(false)
    return false
  }
}

/** The account as it was typed: the server tells it masked. For signing in again on one's own phone. */
export const lastAccount = (): string => localStorage.getItem(accountKey) ?? ''

/** @throws Problem: wrong password, locked out, no signal */
export async function signIn(account: string, password: string): Promise<void> {
  await post('/api/sign-in', { account, password }, within(20_000))
  localStorage.setItem(accountKey, account)
  localStorage.removeItem(leavingKey)
  keep(await ask<Session>('session.current', {}, within(15_000)))
}

/**
 * 退出: forgets what was read, keeps what is unsent. Without signal the server is told later; until then the
 * phone remembers that this session is over.
 */
export async function signOut(): Promise<void> {
  const { session } = phone.get()
  localStorage.setItem(leavingKey, '1')
  localStorage.removeItem(sessionKey)
  localStorage.removeItem(accountKey)
  phone.set({ session: null, expired: false })
  if (session) await forgetReads(session.person.id)
  if ('caches' in window) await caches.delete('baimi-evidence')
  await renewSession()
}

async function leaveNow(session: Session): Promise<false> {
  setCsrf(session.csrf)
  await post('/api/sign-out', {}, within(15_000))
  setCsrf('')
  localStorage.removeItem(leavingKey)
  return false
}

export const usePhone = (): Phone => useObservable(phone)

/** Whether the posts of this person carry a permission at all. */
export const useMay = (permission: string): boolean => mayAnywhere(usePerson(), permission)

/** The person. Only within pages, which are not there without one. */
export function usePerson(): Session {
  const { session } = usePhone()
  if (!session) throw new Error('usePerson is for pages behind the sign-in')
  return session
}
