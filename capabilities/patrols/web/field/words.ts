// What a round says of itself on the phone: how much is left, and how long.

import { minuteMs } from '#base/time.ts'
import { clockWords, durationWords, t } from '#web/i18n.ts'
import type { Tone } from '#web/ui/StateTag.tsx'
import type { State } from '../../patrol.ts'
import { tones } from '../tones.ts'
import { type MyRound, phaseOf } from './rounds.ts'

const minutesTo = (at: Date, time: Date): number =>
  Math.ceil((at.getTime() - time.getTime()) / minuteMs)

export const windowWords = ({ plan }: MyRound): string =>
  `${clockWords(plan.opensAt)}–${clockWords(plan.dueAt)}`

/** 离截止还有 12 分钟 */
export function timeLeft(round: MyRound, time: Date): string {
  const { plan } = round
  const words = (at: Date) => durationWords(minutesTo(at, time))
  switch (phaseOf(round, time)) {
    case 'coming':
      return t(`还有 ${words(plan.opensAt)}开始`, `Opens in ${words(plan.opensAt)}`)
    case 'open':
      return t(`离截止还有 ${words(plan.dueAt)}`, `${words(plan.dueAt)} left`)
    case 'grace':
      return t(
        `已到截止时间，宽限还有 ${words(plan.lateAt)}`,
        `Due now, ${words(plan.lateAt)} of grace`,
      )
    case 'late':
      return t(
        `已迟，${words(plan.closesAt)}内还可补扫`,
        `Late; can be scanned for ${words(plan.closesAt)}`,
      )
    case 'over':
      return t(`${clockWords(plan.closesAt)} 已结束`, `Ended at ${clockWords(plan.closesAt)}`)
  }
}

/** 还差 7 个点位 */
export function pointsLeft({ standing, plan }: MyRound): string {
  const { due, missed } = standing.counts
  if (due > 0) return t(`还差 ${due} 个点位`, `${due} of ${plan.points.length} points left`)
  if (missed > 0) return t(`漏了 ${missed} 个点位`, `${missed} points missed`)
  return t(`${plan.points.length} 个点位都扫到了`, `All ${plan.points.length} points scanned`)
}

/** The round in a word, with the tone that gives it shape and colour. */
export function roundTag(round: MyRound, time: Date): { tone: Tone; words: string } {
  const { state, counts } = round.standing
  const phase = phaseOf(round, time)
  if (state !== 'due') return { tone: tones[state], words: doneWords[state]() }
  if (phase === 'coming') return { tone: 'open', words: t('未到时间', 'Not yet open') }
  if (phase === 'late') return { tone: 'act', words: t('已迟', 'Late') }
  if (phase === 'grace') return { tone: 'late', words: t('到时间了', 'Due now') }
  if (counts.due === round.plan.points.length)
    return { tone: 'open', words: t('可以开始', 'Can start') }
  return { tone: 'doing', words: t('进行中', 'Under way') }
}

const doneWords: Record<State, () => string> = {
  due: () => t('待巡', 'Due'),
  done: () => t('已完成', 'Done'),
  late: () => t('迟巡完成', 'Done late'),
  missed: () => t('漏巡', 'Missed'),
  excused: () => t('免巡', 'Excused'),
  suspect: () => t('待复核', 'To review'),
}
