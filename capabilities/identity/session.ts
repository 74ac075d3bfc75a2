// Sessions: what the cookie is, how long it lasts, when it is exchanged, and when it no longer counts.
//
// The cookie is 32 random bytes; the database knows only its SHA-256. It is exchanged for a new one at
// sign-in and every few hours. An answer can get lost in a basement, so the old one keeps working until
// the browser has shown the new one, and some minutes more for requests still under way. An old cookie
// that turns up after that was copied: the session ends.

import { createHash, randomBytes } from 'node:crypto'
import { dayMs, hourMs, minuteMs } from '#base/time.ts'

export const newToken = (): string => randomBytes(32).toString('base64url')
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest()

/** The shape of what `newToken` makes; anything else in the cookie is not worth a query. */
export const isToken = (value: string | undefined): value is string =>
  value !== undefined && /^[\w-]{43}$/.test(value)

export const rotateAfterMs = 4 * hourMs
/** A rotation whose answer seems lost is made again after this. */
export const rotateAgainAfterMs = minuteMs
/** How long the old cookie is accepted beside the new: an upload over a poor line takes minutes. */
export const previousForMs = 10 * minuteMs

/**
 * How long a session lasts: unused, and at most.
 *
 * Guards and engineers work from a phone in their pocket and hold nothing but their own tasks; whoever
 * reaches other people's data sits at a desk and signs in each day.
 */
export const termsFor = (postKinds: readonly string[]): { idleMinutes: number; lastsMs: number } =>
  postKinds.length > 0 && postKinds.every((kind) => onSite.includes(kind))
    ? { idleMinutes: 72 * 60, lastsMs: 30 * dayMs }
    : { idleMinutes: 12 * 60, lastsMs: 7 * dayMs }
const onSite = ['captain', 'guard', 'control-room', 'engineer', 'service', 'lift-safety']

export type SessionState = {
  /** the cookie shown is the newest one, not the one before */
  newest: boolean
  confirmedAt: Date | null
  seenAt: Date
  rotatedAt: Date
  idleMinutes: number
  expiresAt: Date
  revokedAt: Date | null
}

/** Whether a session counts at an instant; `copied` means that it must be ended. */
export function judge(session: SessionState, now: Date): 'live' | 'over' | 'copied' {
  const idleMs = now.getTime() - session.seenAt.getTime()
  if (session.revokedAt || session.expiresAt <= now) return 'over'
  if (idleMs > session.idleMinutes * minuteMs) return 'over'
  if (session.newest || session.confirmedAt === null) return 'live'
  return now.getTime() - session.confirmedAt.getTime() <= previousForMs ? 'live' : 'copied'
}

/** Whether a live session's cookie should be exchanged with this answer. */
export function isDueForRotation(session: SessionState, now: Date): boolean {
  const ageMs = now.getTime() - session.rotatedAt.getTime()
  if (session.newest) return ageMs > rotateAfterMs
  return session.confirmedAt === null && ageMs > rotateAgainAfterMs
}

/** What a browser calls itself, in the words people use: `Chrome · Windows`. */
export function deviceOf(agent: string): string {
  const browser = /MicroMessenger/.test(agent)
    ? '微信 WeChat'
    : (['Edg', 'OPR', 'Firefox', 'Chrome', 'Safari'].find((name) => agent.includes(`${name}/`)) ??
      '')
  const system = ['HarmonyOS', 'Android', 'iPhone', 'iPad', 'Windows', 'Mac OS', 'Linux'].find(
    (name) => agent.includes(name),
  )
  const name = { Edg: 'Edge', OPR: 'Opera' }[browser] ?? browser
  return [name, system].filter(Boolean).join(' · ') || agent.slice(0, 40)
}

// `__Host-` makes the browser itself refuse the cookie from anywhere but this host over https.
export const sessionCookie = (secure: boolean): string => (secure ? '__Host-baimi' : 'baimi')
export const deviceCookie = (secure: boolean): string =>
  secure ? '__Secure-baimi-device' : 'baimi-device'

/**
 * Strict, because every page is a shell that asks for its data from its own origin: a link in a message
 * opens the shell without the cookie and the shell's own questions carry it.
 */
export const cookieOptions = (secure: boolean, maxAgeMs: number, path = '/') => ({
  path,
  httpOnly: true,
  sameSite: 'strict' as const,
  secure,
  maxAge: Math.max(0, Math.floor(maxAgeMs / 1000)),
})
