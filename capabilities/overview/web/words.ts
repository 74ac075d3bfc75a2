// What the parts of a board say alike.

import { type Day, dayOf } from '#base/time.ts'
import { numberWords, t } from '#web/i18n.ts'
import type { Board, BoardKind, Child, DayFlows, Standing } from '../board.ts'
import type { Flow } from '../measures.ts'

export const total = (days: readonly DayFlows[], flow: Flow): number =>
  days.reduce((sum, day) => sum + day[flow], 0)

/** What is open is open now, whichever day's rounds are shown. */
export const todayOf = ({ at }: Pick<Board, 'at'>): Day => dayOf(new Date(at))
export const isToday = (board: Pick<Board, 'at' | 'day'>): boolean => board.day === todayOf(board)

/** What the children of a place are called. */
export const childrenWord = (kind: BoardKind): string =>
  ({
    city: t('区县', 'Districts'),
    district: t('街道', 'Streets'),
    street: t('社区', 'Communities'),
    community: t('小区', 'Compounds'),
    grid: t('小区', 'Compounds'),
    organisation: t('在管小区', 'Compounds managed'),
    compound: '',
  })[kind]

/** 芙蓉区：逾期 3，未销号 20，今日漏巡 1: a child in one sentence, for those who cannot see its colour. */
export const childWords = ({
  name,
  standing,
  today,
}: Pick<Child, 'name' | 'standing' | 'today'>): string =>
  t(
    `${name}：逾期 ${numberWords(standing.overdue)}，未销号 ${numberWords(standing.total)}，今日漏巡 ${numberWords(today.roundsMissed)}`,
    `${name}: ${numberWords(standing.overdue)} overdue, ${numberWords(standing.total)} open, ${numberWords(today.roundsMissed)} rounds missed today`,
  )

/** 0 to 4: how deep the red is. By the gravest overdue grade first, then by number. */
export function heat({ byGrade, overdue }: Standing): 0 | 1 | 2 | 3 | 4 {
  if (overdue === 0) return 0
  if (byGrade[0]!.overdue > 0) return 4
  if (byGrade[1]!.overdue > 0 || overdue > 20) return 3
  return overdue > 5 ? 2 : 1
}
