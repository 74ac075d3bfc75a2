// The language of the interface, and how dates, durations and numbers are said in it.
//
// Texts stand where they are shown: t('销号', 'Close'). The choice is kept on the device; switching re-renders,
// it never reloads, so nothing typed is lost.

import { useSyncExternalStore } from 'react'
import type { Lang, Text } from '#base/text.ts'
import { clockOf, type Day, dayOf } from '#base/time.ts'

const storageKey = 'baimi.language'
const inBrowser = typeof window !== 'undefined'
const listeners = new Set<() => void>()

let current: Lang = inBrowser ? firstChoice() : 'zh'
if (inBrowser) document.documentElement.lang = tag(current)

function firstChoice(): Lang {
  const kept = localStorage.getItem(storageKey)
  if (kept === 'zh' || kept === 'en') return kept
  // Chinese unless the device asks for English and does not read Chinese at all.
  const reads = (language: string) => navigator.languages.some((wish) => wish.startsWith(language))
  return reads('en') && !reads('zh') ? 'en' : 'zh'
}

function tag(lang: Lang): string {
  return lang === 'zh' ? 'zh-CN' : 'en'
}

export const lang = (): Lang => current

/** A text in both languages, in the one the reader chose. */
export const t = (zh: string, en: string): string => (current === 'zh' ? zh : en)

/** The same for texts that the rules carry. */
export const say = (text: Text): string => text[current]

export function chooseLang(chosen: Lang): void {
  if (chosen === current) return
  current = chosen
  localStorage.setItem(storageKey, chosen)
  document.documentElement.lang = tag(chosen)
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The language, for components that must render again when it changes. Pages already do. */
export const useLang = (): Lang => useSyncExternalStore(subscribe, lang)

// ── Dates and numbers ────────────────────────────────────────────────────────────────────────────────

const months =
  'January February March April May June July August September October November December'.split(' ')
const weekdays: readonly Text[] = [
  { zh: '周日', en: 'Sunday' },
  { zh: '周一', en: 'Monday' },
  { zh: '周二', en: 'Tuesday' },
  { zh: '周三', en: 'Wednesday' },
  { zh: '周四', en: 'Thursday' },
  { zh: '周五', en: 'Friday' },
  { zh: '周六', en: 'Saturday' },
]

type Instant = Date | string | number
const asDate = (at: Instant): Date => (at instanceof Date ? at : new Date(at))

/** 2026年11月23日 · 23 November 2026 */
export function dayWords(day: Day): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  return t(`${year}年${month}月${date}日`, `${date} ${months[month - 1]} ${year}`)
}

/** 11月23日 · 23 Nov, where the year is plain from the page. */
export function shortDayWords(day: Day): string {
  const [, month, date] = day.split('-').map(Number) as [number, number, number]
  return t(`${month}月${date}日`, `${date} ${months[month - 1]!.slice(0, 3)}`)
}

/** 周一 · Monday */
export const weekdayWords = (day: Day): string =>
  say(weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()]!)

/** 08:30, the city's clock. */
export const clockWords = (at: Instant): string => clockOf(asDate(at))

/** 2026年11月23日 08:30 · 23 November 2026, 08:30 */
export function timeWords(at: Instant): string {
  const date = asDate(at)
  return `${dayWords(dayOf(date))}${t(' ', ', ')}${clockOf(date)}`
}

/** 11月23日 08:30 · 23 Nov, 08:30 */
export function shortTimeWords(at: Instant): string {
  const date = asDate(at)
  return `${shortDayWords(dayOf(date))}${t(' ', ', ')}${clockOf(date)}`
}

/** 3 天 2 小时 · 3 days 2 hours: the two largest units, never "0 minutes". */
export function durationWords(minutes: number): string {
  const whole = Math.max(0, Math.floor(minutes))
  if (whole < 1) return t('不到 1 分钟', 'less than a minute')
  const parts: [number, string, string][] = [
    [Math.floor(whole / 1440), '天', 'day'],
    [Math.floor((whole % 1440) / 60), '小时', 'hour'],
    [whole % 60, '分钟', 'minute'],
  ]
  const from = parts.findIndex(([count]) => count > 0)
  return parts
    .slice(from, from + 2)
    .filter(([count]) => count > 0)
    .map(([count, zh, en]) => t(`${count} ${zh}`, `${count} ${en}${count === 1 ? '' : 's'}`))
    .join(' ')
}

/** 3 天前 · 3 days ago · in 2 hours. Only ever beside the absolute time. */
export function agoWords(at: Instant, now: Instant): string {
  const minutes = (asDate(now).getTime() - asDate(at).getTime()) / 60_000
  if (Math.abs(minutes) < 1) return t('刚刚', 'just now')
  const largest = durationWords(Math.abs(minutes)).split(' ').slice(0, 2).join(' ')
  return minutes > 0 ? t(`${largest}前`, `${largest} ago`) : t(`${largest}后`, `in ${largest}`)
}

/** 12,345 */
export const numberWords = (value: number, digits = 0): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })

/** 93.4 %; "–" where there is nothing to divide by. */
export const percentWords = (share: number | null, digits = 0): string =>
  share === null ? '–' : `${numberWords(share * 100, digits)} %`
