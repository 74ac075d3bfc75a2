// Which fields the form of an act asks, as data. The server judges the same input by the act's own schema.

import { type Text, text } from '#base/text.ts'
import { addDays, dayOf } from '#base/time.ts'
import type { Act } from '../acts.ts'
import { typeOf } from '../catalogue.ts'
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
  first?: Value
  choices?: Record<string, Text>
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
      grade(typeOf(h.typeCode)?.grade ?? h.grade),
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
    'ask-extension': () => [days(5), reason],
    'decide-extension': () => [days(h.extensionAskedDays ?? 5), reason],
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
    ],
    comment: () => [words('note', '说明', 'Comment'), photos('照片', 'Photos', true)],
  }
  return fields[act]()
}

const days = (first: number): FieldSpec => ({
  name: 'days',
  label: text('延长天数（0 为不同意）', 'Days more (0 refuses)'),
  kind: 'days',
  first,
})
