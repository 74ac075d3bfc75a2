// What the desk says of rounds and windows.

import { dayOf, minuteMs } from '#base/time.ts'
import { clockWords, durationWords, say, t } from '#web/i18n.ts'
import type { Tone } from '#web/ui/StateTag.tsx'
import { type State, states } from '../patrol.ts'
import { windowText } from '../route.ts'
import { tones } from './tones.ts'

/** A round as lists and pages read it: instants are strings. */
export type Window = { opensAt: string; dueAt: string; lateAt: string; closesAt: string }

/** 22:30–次日00:30 */
export function windowWords({ opensAt, dueAt }: Pick<Window, 'opensAt' | 'dueAt'>): string {
  const minutes = (Date.parse(dueAt) - Date.parse(opensAt)) / minuteMs
  return windowText({ opens: clockWords(opensAt), minutes }, t('次日', 'next day '))
}

type Standing = {
  state: State
  points: number
  done: number
  late: number
  suspect: number
  excused: number
  missed: number
}

/** The state in a word, with the tone that gives it shape and colour. */
export function stateTag(
  round: Standing & Window & { startedAt: string | null },
  now: Date,
): { tone: Tone; words: string } {
  if (round.state !== 'due') return { tone: tones[round.state], words: settledWords(round) }
  if (now < new Date(round.opensAt)) return { tone: 'open', words: t('未到时间', 'Not yet open') }
  if (now >= new Date(round.lateAt)) return { tone: 'late', words: t('已过宽限', 'Past the grace') }
  if (round.startedAt) return { tone: 'doing', words: t('进行中', 'Under way') }
  return { tone: 'open', words: t('待巡', 'Due') }
}

/** 漏 3 点 says more than 漏巡; that nobody came at all, or that points were excused, is said too. */
function settledWords({ state, points, missed, late, suspect, excused }: Standing): string {
  if (state === 'missed' && missed === points) return t('整班漏巡', 'Missed whole')
  if (state === 'missed') return t(`漏 ${missed} 点`, `Missed ${missed}`)
  if (state === 'late') return t(`迟 ${late} 点`, `Late ${late}`)
  if (state === 'suspect' && suspect > 0) return t(`存疑 ${suspect} 点`, `To review ${suspect}`)
  if (state === 'done' && excused > 0)
    return t(`已巡，免 ${excused} 点`, `Done, ${excused} excused`)
  return say(states[state])
}

/** 38 / 40 */
export const walkedWords = ({ done, late, suspect, points }: Standing): string =>
  `${done + late + suspect} / ${points}`

/** 42 分钟; a dash where nobody has walked. */
export const walkWords = (firstAt: string | null, lastAt: string | null): string =>
  firstAt && lastAt ? durationWords((Date.parse(lastAt) - Date.parse(firstAt)) / minuteMs) : '–'

const weekdays = [
  ['一', 'Mon'],
  ['二', 'Tue'],
  ['三', 'Wed'],
  ['四', 'Thu'],
  ['五', 'Fri'],
  ['六', 'Sat'],
  ['日', 'Sun'],
] as const
export function weekdayName(iso: number): string {
  const [zh, en] = weekdays[iso - 1]!
  return t(zh, en)
}

/** 每天 · 周一、三、五 */
export function weekdaysWords(days: readonly number[]): string {
  if (days.length === 7) return t('每天', 'Every day')
  const names = [...days].sort().map(weekdayName)
  return t(`周${names.join('、')}`, names.join(', '))
}

export const isToday = (day: string): boolean => day === dayOf(new Date())
