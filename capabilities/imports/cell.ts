// Cells as offices fill them in: full-width digits, stray blanks, five ways to write a day. Read here, once.

import { type Text, text } from '#base/text.ts'
import { addDays, type Day, isDay } from '#base/time.ts'

/** What a cell holds; days come as `YYYY-MM-DD`. */
export type Cell = string | number | boolean | null
/** What a cell was read as. */
export type Value = string | number | boolean

/** Why a cell cannot be read. */
export class Wrong {
  readonly why: Text
  constructor(why: Text) {
    this.why = why
  }
}
export const wrong = (zh: string, en: string): Wrong => new Wrong(text(zh, en))

/** Turns a cell that is not blank into a value. */
export type Reader<V extends Value = Value> = (cell: string | number | boolean) => V | Wrong

/** Text without the blanks around it and without full-width letters and digits. An apostrophe kept a formula away. */
export const plain = (cell: Cell): string => {
  const text = String(cell ?? '')
  return ordinary.test(text) ? text : cleaned(text)
}

// Most cells are Chinese characters, Latin letters and digits, and need no cleaning.
const ordinary = /^[!#-&(-*,./0-9A-Za-z\u4e00-\u9fff]*$/

const cleaned = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\u200b\ufeff\u00a0]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^'(?=[=@+-])/, '')

export const isBlank = (cell: Cell): boolean => cell === null || plain(cell) === ''

const broken = /^#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!)$/

/** One line of text. NFKC would turn ① into 1 and （ into (, so a name keeps its own marks. */
export const line =
  (max: number, shape?: RegExp): Reader<string> =>
  (cell) => {
    const value = String(cell)
      .normalize('NFC')
      .replace(/[\u200b\ufeff]/g, '')
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/^'(?=[=@+-])/, '')
    if (broken.test(value))
      return wrong('公式出错，请改填数值', 'The formula failed; enter the value')
    if (/\p{C}/u.test(value))
      return wrong('含有无法保存的字符', 'It holds characters that cannot be kept')
    if ([...value].length > max) return wrong(`最多 ${max} 个字`, `At most ${max} characters`)
    if (shape && !shape.test(value)) return wrong('格式不对', 'Not of the right form')
    return value
  }

/** A code, number or account: half-width, without blanks. */
export const mark =
  (max: number, shape: RegExp): Reader<string> =>
  (cell) => {
    const value = plain(cell).replace(/ /g, '')
    if (value.length > max || !shape.test(value)) return wrong('格式不对', 'Not of the right form')
    return value
  }

/** A number between bounds; `decimals` 0 for a count. Units and thousands separators are forgiven. */
export const amount =
  (min: number, max: number, decimals = 0): Reader<number> =>
  (cell) => {
    const written = plain(cell)
      .replace(/,/g, '')
      .replace(/ *(?:m²|m2|m3|平方米|平米|㎡|米|m|户|人|层|个|年)$/i, '')
    const value = typeof cell === 'number' ? cell : Number(written)
    if (written === '' || !Number.isFinite(value)) return wrong('应为数字', 'A number is expected')
    if (value < min || value > max)
      return wrong(`应在 ${min} 至 ${max} 之间`, `Between ${min} and ${max}`)
    const rounded = Number(value.toFixed(decimals))
    if (Math.abs(rounded - value) > 1e-9) {
      if (decimals === 0) return wrong('应为整数', 'A whole number is expected')
      return wrong(`最多 ${decimals} 位小数`, `At most ${decimals} decimals`)
    }
    return rounded
  }

// Excel counts days from 1899-12-30, its imagined 29 February 1900 included.
const excelStart: Day = '1899-12-30'

/** A day: as a date, as Excel's serial number, or written 2026-3-1, 2026/3/1, 2026.3.1, 2026年3月1日, 20260301. */
export const day: Reader<string> = (cell) => {
  const written = plain(cell)
  const expected = wrong('应为日期，如 2026-03-01', 'A date is expected, such as 2026-03-01')
  if (/^\d{5}(\.\d+)?$/.test(written)) {
    const serial = Math.floor(Number(written))
    // 1954 to 2119; a number outside is a mistake, not a day.
    return serial >= 20_000 && serial <= 80_200 ? addDays(excelStart, serial) : expected
  }
  const [, y, m, d] =
    /^(\d{4})(?:[-/.年])(\d{1,2})(?:[-/.月])(\d{1,2})日?(?:[ T].*)?$/.exec(written) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(written) ??
    []
  const found = `${y}-${m?.padStart(2, '0')}-${d?.padStart(2, '0')}`
  return y && isDay(found) ? found : expected
}

const yes = new Set(['是', '有', '√', '✓', '对', 'y', 'yes', 'true', '1'])
const no = new Set(['否', '无', '没有', '×', 'x', 'n', 'no', 'false', '0'])

export const yesNo: Reader<boolean> = (cell) => {
  const written = plain(cell).toLowerCase()
  if (yes.has(written)) return true
  return no.has(written) ? false : wrong('应填“是”或“否”', 'Yes or no is expected')
}

/** One of a few words, by its Chinese or English title or its key. */
export function choice<K extends string>(titles: Readonly<Record<K, Text>>): Reader<K> {
  const words = new Map<string, K>()
  for (const [key, { zh, en }] of Object.entries(titles) as [K, Text][])
    for (const word of [key, zh, en]) words.set(plain(word).toLowerCase(), key)
  const all = (Object.values(titles) as Text[]).map(({ zh }) => zh).join('、')
  const english = (Object.values(titles) as Text[]).map(({ en }) => en).join(', ')
  return (cell) =>
    words.get(plain(cell).toLowerCase()) ?? wrong(`应为：${all}`, `One of: ${english}`)
}

/** A floor: 3, 3F, 3层, -1, B1, 负1. */
export const floor: Reader<number> = (cell) => {
  const [, below, digits] = /^(-|B|负|地下)?(\d{1,3})(?:F|层|楼)?$/i.exec(plain(cell)) ?? []
  const value = Number(digits) * (below ? -1 : 1)
  return digits !== undefined && value >= -10 && value <= 200
    ? value
    : wrong('应为楼层，如 3、B1', 'A floor, such as 3 or B1')
}

/** Text on its way into a workbook: what a spreadsheet would take for a formula is kept from it. */
export const safe = (cell: Cell): Cell =>
  typeof cell === 'string' && /^[=@\t\r]|^[+-](?![\d.]+$)/.test(cell) ? `'${cell}` : cell
