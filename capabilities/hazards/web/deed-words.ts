// What a line of the timeline says beside its title: from when to when, how much, to whom, why.

import { dayWords, numberWords, say, shortDayWords, t } from '#web/i18n.ts'
import { levelTitles } from '../levels.ts'
import { docClasses } from '../notice.ts'
import type { Deed } from '../queries/view.ts'
import { gradeTitles, type HoldReason, holdReasons } from '../words.ts'

type Detail = {
  gradeBefore?: 1 | 2 | 3 | 4
  assignee?: string | null
  measure?: string | null
  moneyYuan?: number | null
  moneySource?: string | null
  interim?: string | null
  dueBefore?: string | null
  dueOn?: string | null
  days?: number
  asked?: number
  daysLate?: number
  costYuan?: number
  reason?: HoldReason
  until?: string
  to?: string
  from?: string | null
  intoNumber?: string
  fromNumber?: string
  number?: string
  docClass?: keyof typeof docClasses
  step?: string
}

/** The sentences of a deed, in the order people ask for them. */
export function deedWords(deed: Deed): string[] {
  const d = deed.detail as Detail
  const said = wordsOf[deed.act]?.(d, deed) ?? []
  return [...said, deed.note].filter((line): line is string => Boolean(line))
}

type Words = (detail: Detail, deed: Deed) => (string | false | null | undefined)[]

const graded: Words = ({ gradeBefore }, { grade }) => [
  gradeBefore === undefined || gradeBefore === grade
    ? t(`等级：${say(gradeTitles[grade])}`, `Grade: ${say(gradeTitles[grade])}`)
    : t(
        `等级：${say(gradeTitles[gradeBefore])} → ${say(gradeTitles[grade])}`,
        `Grade: ${say(gradeTitles[gradeBefore])} → ${say(gradeTitles[grade])}`,
      ),
]
const due = ({ dueBefore, dueOn }: Detail, deed: Deed): string | null => {
  const day = dueOn ?? deed.dueOn
  if (!day) return null
  return dueBefore && dueBefore !== day
    ? t(
        `期限：${shortDayWords(dueBefore)} → ${dayWords(day)}`,
        `Due: ${shortDayWords(dueBefore)} → ${dayWords(day)}`,
      )
    : t(`期限：${dayWords(day)}`, `Due: ${dayWords(day)}`)
}
const late = ({ daysLate }: Detail): string | null =>
  daysLate ? t(`晚 ${daysLate} 天`, `${daysLate} days late`) : null
const cost = ({ costYuan }: Detail): string | null =>
  costYuan === undefined
    ? null
    : t(`花费 ¥${numberWords(costYuan, 2)}`, `Cost ¥${numberWords(costYuan, 2)}`)

const wordsOf: Partial<Record<Deed['act'], Words>> = {
  register: (d, deed) => [...graded(d, deed), due(d, deed)],
  grade: (d, deed) => [...graded(d, deed), due(d, deed)],
  assign: (d, deed) => [
    d.assignee && t(`责任人：${d.assignee}`, `Assignee: ${d.assignee}`),
    d.measure && t(`措施：${d.measure}`, `Measure: ${d.measure}`),
    d.interim && t(`预案：${d.interim}`, `Interim plan: ${d.interim}`),
    due(d, deed),
  ],
  rectify: (d) => [late(d), cost(d)],
  'rectify-on-spot': (d) => [cost(d)],
  reject: (d, deed) => [due(d, deed)],
  close: (d) => [late(d)],
  'ask-extension': ({ days }) => [t(`申请 ${days} 天`, `${days} days asked for`)],
  'decide-extension': (d, deed) =>
    d.days === 0
      ? [t('不同意', 'Refused')]
      : [
          t(
            `申请 ${d.asked} 天，批准 ${d.days} 天`,
            `${d.asked} days asked for, ${d.days} granted`,
          ),
          due(d, deed),
        ],
  suspend: ({ reason, until }) => [
    reason && say(holdReasons[reason]),
    until && t(`到 ${dayWords(until)}`, `Until ${dayWords(until)}`),
  ],
  resume: (d, deed) => [due(d, deed)],
  transfer: ({ to }) => [to],
  'take-back': (d, deed) => [due(d, deed)],
  merge: ({ intoNumber }) => [intoNumber],
  'merge-in': ({ fromNumber }) => [fromNumber],
  'issue-notice': ({ docClass, number }) => [docClass && `${say(docClasses[docClass])} ${number}`],
  escalate: ({ step }) => [step && stepWords(step)],
}

/** Who is told at a step of the ladder. */
function stepWords(step: string): string {
  const steps: Record<string, string> = {
    remind: t('期限过半，提醒承办人', 'Half the time is gone; the assignee was reminded'),
    manager: t('告知项目经理', 'The project manager was told'),
    company: t('告知物业企业', 'The company was told'),
    community: t(
      `告知${say(levelTitles.community)}、${say(levelTitles.street)}`,
      'Community and street were told',
    ),
    district: t('通报区县', 'The district was told'),
    watch: t('列入重点监管候选', 'A candidate for the watch list'),
  }
  return steps[step] ?? step
}
