// 短码: six digits on a label, typed where a camera fails. The last one is a check digit, so a slip of the
// finger is told at once instead of counting as another checkpoint.

// Damm's quasigroup of order 10: finds every wrong digit and every swap of neighbours.
const damm = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
]

const checkDigit = (digits: string): string =>
  [...digits].reduce((interim, digit) => damm[Number(interim)]![Number(digit)]!, '0')

export const isCode = (typed: string): boolean => /^\d{6}$/.test(typed) && checkDigit(typed) === '0'

/** As a person types it: spaces and hyphens left out, full-width digits read. */
export const readCode = (typed: string): string => typed.normalize('NFKC').replace(/[\s\-·]/g, '')

/** As it is printed: 482 913. */
export const spacedCode = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`

/**
 * A code that no other label of the compound bears.
 *
 * @param taken codes in use in the compound, labels that were replaced included
 * @param random a number below 2^32
 */
export function newCode(taken: ReadonlySet<string>, random: () => number = fromCrypto): string {
  for (let tries = 0; tries < 10_000; tries++) {
    const digits = String(random() % 100_000).padStart(5, '0')
    const code = digits + checkDigit(digits)
    if (!taken.has(code)) return code
  }
  throw new Error('a compound has run out of checkpoint codes')
}

const fromCrypto = (): number => crypto.getRandomValues(new Uint32Array(1))[0]!
