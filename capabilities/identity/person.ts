// What an account is: how it is written, what of a phone number is shown, which passwords will do.
//
// Pure: the browser says the same about a password, while it is typed, that the server will say.

import { problem } from '#base/problem.ts'
import { hourMs } from '#base/time.ts'

export const wrongAccount = problem(
  'identity.account-unusable',
  409,
  '账号请用本人手机号，或以字母开头的 3 至 32 位小写字母、数字、点、横线',
  'Use the person’s own phone number, or 3 to 32 lower-case letters, digits, dots and dashes, starting with a letter',
)
export const accountTaken = problem(
  'identity.account-taken',
  409,
  '这个账号或手机号已登记。若是同一个人，请用“按姓名和手机号查找”后直接任命',
  'This account or phone number is registered already. If it is the same person, find them by name and number and give the post',
)
export const weakPassword = problem<{ why: PasswordWeakness }>(
  'identity.password-weak',
  409,
  (d) => weaknesses[d.why]?.zh ?? '密码不符合要求',
  (d) => weaknesses[d.why]?.en ?? 'This password will not do',
)

/** A mainland mobile number, without blanks, dashes or +86; null when it is none. */
export function phoneOf(written: string): string | null {
  const digits = written.replace(/[\s-]/g, '').replace(/^(\+|00)86/, '')
  return /^1[3-9]\d{9}$/.test(digits) ? digits : null
}

/** 138****1234. What is not a mobile number keeps only its last two characters. */
export const maskPhone = (phone: string | null): string | null =>
  phone === null
    ? null
    : phone.length === 11
      ? `${phone.slice(0, 3)}****${phone.slice(7)}`
      : `****${phone.slice(-2)}`

/** An account as it may be shown to others: a phone number used as account is masked too. */
export const maskAccount = (account: string): string =>
  /^\d+$/.test(account) ? maskPhone(account)! : account

/** 113.246.57.8 -> 113.246.*.*; enough to recognise one's own network, too little to follow somebody. */
export const maskAddress = (address: string): string =>
  address.includes(':')
    ? `${address.split(':').slice(0, 2).join(':')}:*`
    : address.replace(/^(\d+)\.(\d+)\.\d+\.\d+$/, '$1.$2.*.*')

/** An account as people mean it: a phone number in any spelling, a name in any case. */
export const accountOf = (written: string): string =>
  phoneOf(written) ?? written.normalize('NFKC').trim().toLowerCase()

/** An account is the person's own phone number, or a name that no phone number can be. */
export const isAccount = (account: string, phone: string | null): boolean =>
  account === phone || /^[a-z][a-z0-9._-]{2,31}$/.test(account)

/**
 * What of a search text may touch phone numbers: only the digits that the mask shows.
 *
 * Searching whole numbers would give away the four hidden digits one guess at a time.
 * @returns an SQL `like` pattern over eleven digits, or null
 */
export function phonePattern(search: string): string | null {
  const text = search.replace(/[\s-]/g, '')
  const whole = /^(1\d{2})[\d*]{4}(\d{4})$/.exec(text)
  if (whole) return `${whole[1]}____${whole[2]}`
  if (/^\d{4}$/.test(text)) return `_______${text}`
  return /^1\d{2}$/.test(text) ? `${text}________` : null
}

/** 口令 length: long enough that no composition rule is needed, two kinds of characters for 等保. */
export const passwordLength = { min: 10, max: 128 }
/** A one-time password that nobody used is worth nothing after this. */
export const oneTimeForMs = 72 * hourMs

const weaknesses = {
  short: {
    zh: `密码至少 ${passwordLength.min} 位`,
    en: `A password needs at least ${passwordLength.min} characters`,
  },
  long: {
    zh: `密码最多 ${passwordLength.max} 位`,
    en: `A password has at most ${passwordLength.max} characters`,
  },
  'one-kind': {
    zh: '密码请至少包含两类字符：大写、小写、数字、符号；或使用 16 位以上',
    en: 'Use two kinds of characters (capitals, small letters, digits, signs), or 16 characters and more',
  },
  common: {
    zh: '这个密码太常见，容易被猜到，请换一个',
    en: 'This password is among the first that are guessed; choose another',
  },
  personal: {
    zh: '密码不要包含姓名拼音、账号或手机号',
    en: 'A password must not contain your name, account or phone number',
  },
  same: { zh: '新密码不能与原密码相同', en: 'The new password is the old one' },
} as const
export type PasswordWeakness = keyof typeof weaknesses

// The heart of what people in this city type first; letters only differ by what is hung on them.
const commonHearts =
  /password|passw0rd|qwert|asdfg|zxcvb|1qaz|abc123|abcd|iloveyou|woaini|5201314|1314520|123456|654321|admin|welcome|changsha|hunan|baimi|wuye|888888|666666/

/** Why a password will not do; null when it will. */
export function passwordWeakness(
  password: string,
  person: { account: string; phone: string | null; pinyin: string },
): PasswordWeakness | null {
  const length = [...password].length
  if (length < passwordLength.min) return 'short'
  if (length > passwordLength.max) return 'long'
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((kind) => kind.test(password)).length
  if (kinds < 2 && length < 16) return 'one-kind'
  const plain = password.toLowerCase()
  // A common heart is forgiven when at least eight other characters stand around it.
  const rest = plain.replace(commonHearts, '')
  if ((rest.length < plain.length && rest.length < 8) || new Set(plain).size < 5) return 'common'
  const own = [person.account, person.phone, person.pinyin].filter(
    (word) => (word ?? '').length >= 4,
  )
  return own.some((word) => plain.includes(word!)) ? 'personal' : null
}

/** @throws identity.password-weak */
export function mustBeStrong(
  password: string,
  person: { account: string; phone: string | null; pinyin: string },
): void {
  const why = passwordWeakness(password, person)
  if (why) throw weakPassword({ why })
}
