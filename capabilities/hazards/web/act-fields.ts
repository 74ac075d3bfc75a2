// Which fields the form of an act asks, as data. The server judges the same input by the act's own schema.

import { type Text, text } from '#base/text.ts'
import { addDays, dayOf } from '#base/time.ts'
import { hazardTypes } from '#law/cn/hazard-types.ts'
import { say, t } from '#web/i18n.ts'
import { type Act, ruleOf } from '../acts.ts'
import { needsFiveElements } from '../hazard.ts'
import { docClasses } from '../notice.ts'
import type { HazardView } from '../queries/view.ts'
import { holdReasons, owners } from '../words.ts'

export type FieldKind =
  | 'words'
  | 'line'
  | 'photos'
  | 'grade'
  | 'person'
  | 'money'
  | 'days'
  | 'day'
  | 'choice'
  | 'sibling'
export type Value = string | number | string[] | null | undefined
export type Values = Record<string, Value>
export type FieldSpec = {
  name: string
  label: Text
  kind: FieldKind
  optional?: boolean
  /** what to write, under the label */
  hint?: Text
  first?: Value
  /** the last day that may be chosen */
  latest?: string
  choices?: Record<string, Text>
  /** what is typed, as the act wants it */
  toInput?: (typed: string) => unknown
}

const words = (name: string, zh: string, en: string, optional = false): FieldSpec => ({
  name,
  label: text(zh, en),
  kind: 'words',
  optional,
})
const photos = (zh: string, en: string, optional = false): FieldSpec => ({
  name: 'photos',
  label: text(zh, en),
  kind: 'photos',
  optional,
})
const note = words('note', '说明', 'Note', true)
const reason = words('reason', '理由', 'Reason')
const grade = (first: number): FieldSpec => ({
  name: 'grade',
  label: text('等级', 'Grade'),
  kind: 'grade',
  first,
})

export function fieldsOf(act: Act, h: HazardView): FieldSpec[] {
  const today = dayOf(new Date())
  const five = needsFiveElements(h.grade, today)
  const fields: Record<Act, () => FieldSpec[]> = {
    register: () => [
      {
        name: 'typeCode',
        label: text('类型', 'Kind'),
        kind: 'choice',
        choices: Object.fromEntries(hazardTypes.on(today).map(({ code, title }) => [code, title])),
        first: h.typeCode,
      },
      {
        name: 'location',
        label: text('位置', 'Where'),
        kind: 'line',
        optional: true,
        first: h.location,
      },
      grade(h.grade),
      { ...reason, label: text('降级理由', 'Reason for a lower grade'), optional: true },
      {
        name: 'owner',
        label: text('责任主体', 'Whose it is to fix'),
        kind: 'choice',
        choices: owners,
        first: 'property',
      },
      note,
    ],
    grade: () => [grade(h.grade), { ...reason, optional: true }],
    assign: () => [
      {
        name: 'assigneeId',
        label: text('责任人', 'Who fixes it'),
        kind: 'person',
        first: h.assigneeId,
      },
      {
        name: 'dueOn',
        label: text('时限', 'Deadline'),
        kind: 'day',
        first: h.dueOn,
        ...(h.dueOn ? { latest: h.dueOn } : {}),
      },
      { ...words('measure', '整改措施', 'Measure', !five), first: h.plan.measure },
      { ...words('interim', '临时措施（预案）', 'Interim plan', !five), first: h.plan.interim },
      {
        name: 'moneyYuan',
        label: text('资金（元）', 'Money (yuan)'),
        kind: 'money',
        optional: !five,
        first: h.plan.moneyYuan,
      },
      {
        name: 'moneySource',
        label: text('资金来源', 'Paid from'),
        kind: 'line',
        optional: !five,
        first: h.plan.moneySource,
      },
      note,
    ],
    measure: () => [
      words('note', '采取了什么措施', 'What was done'),
      photos('现场照片', 'Photos', true),
    ],
    'rectify-on-spot': () => [photos('整改后照片', 'Photos after'), note],
    rectify: () => [
      photos('整改后照片', 'Photos after'),
      note,
      {
        name: 'costYuan',
        label: text('实际花费（元）', 'Cost (yuan)'),
        kind: 'money',
        optional: true,
      },
    ],
    accept: () => [photos('复查照片', 'Photos of the check', true), note],
    reject: () => [reason, photos('复查照片', 'Photos of the check', true)],
    close: () => [note],
    'ask-extension': () => [days(5, '申请延长几天', 'How many days more'), reason],
    'decide-extension': () => [
      days(h.extensionAskedDays ?? 0, '批准几天（0 为不同意）', 'Days granted (0 refuses)'),
      reason,
    ],
    suspend: () => [
      {
        name: 'reason',
        label: text('挂起原因', 'Why'),
        kind: 'choice',
        choices: holdReasons,
        first: 'money',
      },
      words('note', '说明', 'Note'),
      { name: 'until', label: text('到哪一天', 'Until'), kind: 'day', first: addDays(today, 30) },
    ],
    resume: () => [note],
    transfer: () => [
      { name: 'to', label: text('移送至', 'To which authority'), kind: 'line' },
      reason,
    ],
    'take-back': () => [reason],
    merge: () => [{ name: 'intoId', label: text('归并到', 'Merge into'), kind: 'sibling' }, note],
    dismiss: () => [reason],
    'issue-notice': () => [
      {
        name: 'docClass',
        label: text('文书', 'Document'),
        kind: 'choice',
        choices: docClasses,
        first: 'advice',
      },
      {
        name: 'demand',
        label: text('要求', 'Demand'),
        kind: 'choice',
        choices: {
          'by-deadline': text('限期整改', 'Rectify by the deadline'),
          'at-once': text('立即整改', 'Rectify at once'),
        },
        first: 'by-deadline',
      },
      {
        ...words('inspectors', '检查人员', 'Inspectors', true),
        hint: text(
          '每行一人：姓名 执法证号。责令改正须两人以上',
          'One a line: name and badge. An order needs two',
        ),
        toInput: readInspectors,
      },
      { ...words('copiesTo', '抄送', 'Copies to', true), kind: 'line' },
    ],
    comment: () => [words('note', '说明', 'Comment'), photos('照片', 'Photos', true)],
  }
  return fields[act]()
}

const days = (first: number, zh: string, en: string): FieldSpec => ({
  name: 'days',
  label: text(zh, en),
  kind: 'days',
  first,
})

/** One inspector a line: 张三 ZF-001 */
export const readInspectors = (typed: string): { name: string; badge: string }[] =>
  typed
    .split(/[\n；;]/)
    .map((line) => line.trim().split(/[\s,，、]+/))
    .filter(([name]) => name)
    .map(([name, ...badge]) => ({ name: name!, badge: badge.join(' ') }))

/** What the button and the form of an act are called. */
export const titleOf = (act: Act, { state }: HazardView): string =>
  act === 'assign' && state === 'assigned' ? t('改派', 'Reassign') : say(ruleOf(act).title)
