// Who is signed in, and what their posts allow. When a session ends, the page stays and asks to sign in again.

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { may, mayAnywhere } from '#base/permission.ts'
import { Problem } from '#base/problem.ts'
import type { Lang } from '#base/text.ts'
import { queryClient } from './api.ts'
import { ask, post, setCsrf, signedOutCode, whenSignedOut } from './http.ts'

export type Session = {
  sessionId: string
  person: { id: string; name: string; account: string; language: Lang; mustChange: boolean }
  /** permission -> ids of the places and organisations at which it is held */
  holds: Readonly<Record<string, readonly string[]>>
  posts: readonly {
    id: string
    kind: string
    title: string
    atId: string
    atName: string
    /** kind of the place, or of the organisation, at which it is held */
    atKind: string
  }[]
  csrf: string
  demo: boolean
}

export type Entry =
  | { state: 'loading' }
  | { state: 'failed'; problem: Problem; again(): void }
  | { state: 'signed-out' }
  /** `expired`: what was on the screen stays there, below the question to sign in again */
  | { state: 'signed-in'; session: Session; expired: boolean }

const sessionKey = ['session.current', {}]
const EntryContext = createContext<Entry>({ state: 'loading' })

export function SessionProvider({ children }: { children: ReactNode }) {
  const [expired, setExpired] = useState(false)
  const { data, error, refetch, dataUpdatedAt } = useQuery<Session | null, Problem>({
    queryKey: sessionKey,
    queryFn: readSession,
    staleTime: Number.POSITIVE_INFINITY,
  })
  // Set while rendering, so that the first command of the first page already carries it.
  if (data) setCsrf(data.csrf)

  useEffect(() => {
    whenSignedOut(() => setExpired(true))
  }, [])
  useEffect(() => {
    if (dataUpdatedAt > 0) setExpired(false)
  }, [dataUpdatedAt])

  const entry = useMemo<Entry>(() => {
    if (data) return { state: 'signed-in', session: data, expired }
    if (data === null) return { state: 'signed-out' }
    if (error) return { state: 'failed', problem: error, again: () => void refetch() }
    return { state: 'loading' }
  }, [data, error, expired, refetch])

  return <EntryContext value={entry}>{children}</EntryContext>
}

async function readSession(): Promise<Session | null> {
  try {
    return await ask<Session>('session.current')
  } catch (error) {
    if (error instanceof Problem && error.code === signedOutCode) return null
    throw error
  }
}

export const useEntry = (): Entry => useContext(EntryContext)

/** The session. Only within pages, which are not there without one. */
export function useSession(): Session {
  const entry = useEntry()
  if (entry.state !== 'signed-in') throw new Error('useSession is for pages behind the sign-in')
  return entry.session
}

/** Whether the posts of this person carry a permission: at this place, or anywhere at all. */
export function useMay(permission: string, within?: readonly string[]): boolean {
  const session = useSession()
  return within ? may(session, permission, within) : mayAnywhere(session, permission)
}

// The server tells accounts masked; whoever must sign in again should not have to type theirs.
const accountKey = 'baimi.account'
export const typedAccount = (): string => sessionStorage.getItem(accountKey) ?? ''

export async function signIn(account: string, password: string): Promise<void> {
  await post('/api/sign-in', { account, password })
  sessionStorage.setItem(accountKey, account)
  await queryClient.refetchQueries({ queryKey: sessionKey })
  // What was refused while nobody was signed in is asked again.
  void queryClient.invalidateQueries({ predicate: ({ state }) => state.status === 'error' })
}

/** Ends the session here and forgets everything that was read with it. */
export async function signOut(): Promise<void> {
  await post('/api/sign-out', {})
  setCsrf('')
  sessionStorage.removeItem(accountKey)
  queryClient.clear()
  window.location.assign('/')
}

/** Reads the session anew: after a changed password, or when posts changed. */
export function useRenewSession(): () => Promise<void> {
  const client = useQueryClient()
  return () => client.refetchQueries({ queryKey: sessionKey })
}
