// Keeping passwords: scrypt with its parameters beside the hash, a few at a time, and one answer for all.

import { randomBytes, randomInt, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { problem } from '#base/problem.ts'

export const busy = problem<{ retryAfterSeconds: number }>(
  'identity.busy',
  503,
  '登录的人较多，请几秒后再试',
  'Many people are signing in; try again in a few seconds',
)

export type Cost = { N: number; r: number; p: number }
/** 32 MiB and about a third of a second: OWASP's scrypt setting that leaves a small server its memory. */
export const fullCost: Cost = { N: 2 ** 15, r: 8, p: 3 }

let cost = fullCost
/** For tests about something else, which would spend their time here. */
export function setCost(chosen: Cost): void {
  cost = chosen
}

const keyBytes = 32
const nobody = Buffer.alloc(keyBytes)
// What is not written below this is refused rather than computed: a stored hash is data, not a program.
const memoryMax = 128 * 1024 * 1024

/** `$scrypt$N$r$p$salt$key`, base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, cost)
  return ['', 'scrypt', cost.N, cost.r, cost.p, base64(salt), base64(key)].join('$')
}

/** Whether a password is the stored one. Takes as long when nothing is stored. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  // For accounts that do not exist, have no password, or may not sign in: the same work, never a match.
  const kept = stored === null ? { cost, salt: nobody, key: nobody } : parse(stored)
  const same = timingSafeEqual(await derive(password, kept.salt, kept.cost), kept.key)
  return same && stored !== null
}

/** Whether a stored hash was made with weaker parameters than today's. */
export function needsRehash(stored: string): boolean {
  const { cost: kept } = parse(stored)
  return kept.N < cost.N || kept.r < cost.r || kept.p < cost.p
}

// Without characters that are taken for another when read aloud or written by hand.
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** 一次性密码, to be read out over the phone: `k7mq-w2xd-9hte`, 59 bits. */
export function oneTimePassword(): string {
  const block = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return [block(), block(), block()].join('-')
}

function parse(stored: string): { cost: Cost; salt: Buffer; key: Buffer } {
  const [, scheme, N, r, p, salt, key] = stored.split('$')
  if (scheme !== 'scrypt' || key === undefined) throw new Error('a stored password is not scrypt')
  return {
    cost: { N: Number(N), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt!, 'base64url'),
    key: Buffer.from(key, 'base64url'),
  }
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64url')
}

// Two at a time leave a core and the thread pool for everybody else; a flood is told to come back.
const atOnce = 2
const waitingMax = 200
let running = 0
const waiting: (() => void)[] = []

/** @throws identity.busy */
async function derive(password: string, salt: Buffer, cost: Cost): Promise<Buffer> {
  if (running >= atOnce) {
    if (waiting.length >= waitingMax) throw busy({ retryAfterSeconds: 5 })
    await new Promise<void>((resolve) => waiting.push(resolve))
  } else running++
  try {
    // The same letters typed on another keyboard are the same password.
    return await scryptAsync(password.normalize('NFKC'), salt, { ...cost, maxmem: memoryMax })
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

const scryptAsync = (password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    scrypt(password, salt, keyBytes, options, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  )
