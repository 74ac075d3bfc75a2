// How failed sign-ins slow down further ones, without handing anybody a way to lock others out.
//
// Failures fall into buckets. A device that has signed in before has a bucket of its own per account, so
// whatever strangers try elsewhere, the owner gets in. Strangers share what is left. Nothing is ever
// locked for good: after some free tries the next one has to wait, twice as long each time.

import { problem } from '#base/problem.ts'
import { dayMs, hourMs } from '#base/time.ts'

export const mustWait = problem<{ retryAfterSeconds: number }>(
  'identity.must-wait',
  429,
  (d) => `登录失败次数较多，请 ${d.retryAfterSeconds} 秒后再试。常用设备不受他人影响`,
  (d) =>
    `Too many failed sign-ins; try again in ${d.retryAfterSeconds} seconds. Known devices are not affected`,
)

/** device: this account on a device it knows. pair: this account from this address. account: this account
 * from any unknown device and address. address: any account from this address, on unknown devices. */
export type Bucket = 'device' | 'pair' | 'account' | 'address'

/** `free` tries cost nothing within the window; the next ones wait `firstMs`, doubling up to `maxMs`. */
export const limits: Record<
  Bucket,
  { windowMs: number; free: number; firstMs: number; maxMs: number }
> = {
  device: { windowMs: hourMs, free: 8, firstMs: 2_000, maxMs: 5 * 60_000 },
  pair: { windowMs: hourMs, free: 5, firstMs: 4_000, maxMs: 15 * 60_000 },
  // At the longest wait a whole botnet gets some hundred guesses a day at one account.
  account: { windowMs: dayMs, free: 20, firstMs: 4_000, maxMs: 15 * 60_000 },
  // A property office's forty colleagues share one address and mistype on Monday morning.
  address: { windowMs: hourMs, free: 40, firstMs: 2_000, maxMs: 5 * 60_000 },
}
export const longestWindowMs = Math.max(...Object.values(limits).map(({ windowMs }) => windowMs))
/** How long an address counts as the account's own after a sign-in from there. */
export const ownAddressForMs = 90 * dayMs
/** How long a device is remembered after its last sign-in. */
export const knownDeviceForMs = 180 * dayMs

/** Which buckets judge a try. Being known takes a try out of the buckets that strangers can fill. */
export function bucketsFor(known: { device: boolean; address: boolean }): Bucket[] {
  if (known.device) return ['device']
  return known.address ? ['pair', 'address'] : ['pair', 'account', 'address']
}

export type Failures = { count: number; lastAt: Date | null }

/** Milliseconds until the next try is looked at; 0 when it may be made now. */
export function waitMs(bucket: Bucket, { count, lastAt }: Failures, now: Date): number {
  const { free, firstMs, maxMs } = limits[bucket]
  if (count < free || lastAt === null) return 0
  const delayMs = Math.min(firstMs * 2 ** (count - free), maxMs)
  return Math.max(0, lastAt.getTime() + delayMs - now.getTime())
}

/** What counts as one address: an IPv4 address, or the /64 that an IPv6 customer is given. */
export function addressKey(ip: string): string {
  const plain = ip
    .replace(/^::ffff:(?=\d+\.)/i, '')
    .replace(/%.*$/, '')
    .toLowerCase()
  if (!plain.includes(':')) return plain.slice(0, 45)
  const [head = '', tail] = plain.split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail ? tail.split(':') : []
  const missing = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length)
  const groups = [...first, ...Array<string>(missing).fill('0'), ...last]
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}
