// What a hazard says of itself on the phone: its state with its tone, and its deadline in words.

import { type Day, daysBetween } from '#base/time.ts'
import { shortDayWords, t } from '#web/i18n.ts'
import type { Tone } from '#web/ui/StateTag.tsx'
import { type State, stateTitles } from '../../words.ts'

const tones: Record<State, Tone> = {
  reported: 'open',
  registered: 'open',
  assigned: 'doing',
  rectified: 'wait',
  accepted: 'wait',
  closed: 'met',
  suspended: 'quiet',
  transferred: 'quiet',
  merged: 'quiet',
  dismissed: 'quiet',
}

export const stateTag = (state: State): { tone: Tone; words: string } => ({
  tone: tones[state],
  words: t(stateTitles[state].zh, capital(stateTitles[state].en)),
})

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

/** 还有 3 天（11月26日） */
export function dueTag(dueOn: Day, today: Day): { tone: Tone; words: string } {
  const left = daysBetween(today, dueOn)
  const on = shortDayWords(dueOn)
  if (left < 0)
    return { tone: 'act', words: t(`已逾期 ${-left} 天（${on}）`, `${-left} days overdue (${on})`) }
  if (left === 0) return { tone: 'act', words: t('今天到期', 'Due today') }
  if (left === 1) return { tone: 'late', words: t(`明天到期（${on}）`, `Due tomorrow (${on})`) }
  return {
    tone: left <= 3 ? 'late' : 'open',
    words: t(`还有 ${left} 天（${on}）`, `${left} days left (${on})`),
  }
}
