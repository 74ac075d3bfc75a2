// What is recorded about hazards. Ids only, no names and no words. Every fact says where the hazard stood
// before and stands after, so that counters downstream need nothing else.

import { z } from 'zod'
import { type Text, text } from '#base/text.ts'
import type { FactKinds } from '#server/capability.ts'
import { findings, states } from './words.ts'

const state = z.enum(states)
const day = z.iso.date()
const moved = z.object({
  hazardId: z.uuid(),
  compoundId: z.uuid(),
  typeCode: z.string(),
  /** after the act: 1 重大 to 4 轻微 */
  grade: z.int().min(1).max(4),
  from: state.nullable(),
  to: state,
  dueOn: day.nullable(),
})

const fact = (title: Text, body: z.ZodObject = moved) => ({ title, may: 'hazard.view', body })
const more = (shape: z.ZodRawShape) => moved.extend(shape)

export const facts = {
  'hazard.reported': fact(
    text('发现隐患', 'A hazard was reported'),
    more({
      finding: z.enum(Object.keys(findings) as [keyof typeof findings]),
      reopenedOf: z.uuid().nullable(),
    }),
  ),
  'hazard.reopened': fact(text('隐患复发', 'A hazard came back'), more({ reopenedOf: z.uuid() })),
  'hazard.registered': fact(
    text('隐患登记', 'A hazard was registered'),
    more({ listedLevel: z.string(), gradeBefore: z.int() }),
  ),
  'hazard.graded': fact(
    text('隐患调整等级', 'A hazard’s grade was changed'),
    more({ gradeBefore: z.int() }),
  ),
  'hazard.assigned': fact(
    text('隐患派单', 'A hazard was assigned'),
    more({ assigneeId: z.uuid() }),
  ),
  'hazard.measured': fact(text('落实临时措施', 'A hazard was secured for now')),
  'hazard.rectified': fact(
    text('提交整改', 'A hazard was rectified'),
    more({ onSpot: z.boolean(), daysLate: z.int() }),
  ),
  'hazard.accepted': fact(text('验收通过', 'A rectification was accepted')),
  'hazard.rejected': fact(
    text('验收退回', 'A rectification was sent back'),
    more({ rejections: z.int() }),
  ),
  'hazard.closed': fact(
    text('隐患销号', 'A hazard was closed'),
    more({ daysLate: z.int(), onSpot: z.boolean() }),
  ),
  'hazard.extension-asked': fact(
    text('申请延期', 'More time was asked for'),
    more({ days: z.int() }),
  ),
  'hazard.extended': fact(
    text('批准延期', 'More time was granted'),
    more({ days: z.int(), extensions: z.int() }),
  ),
  'hazard.extension-refused': fact(text('不予延期', 'More time was refused')),
  'hazard.suspended': fact(text('隐患挂起', 'A hazard was suspended'), more({ until: day })),
  'hazard.resumed': fact(text('恢复办理', 'A hazard was resumed')),
  'hazard.transferred': fact(text('隐患移送', 'A hazard was transferred')),
  'hazard.taken-back': fact(text('收回办理', 'A hazard was taken back')),
  'hazard.merged': fact(text('归并重复', 'A duplicate was merged'), more({ intoId: z.uuid() })),
  'hazard.dismissed': fact(text('认定不属隐患', 'A report was dismissed')),
  'hazard.commented': fact(text('补充说明', 'A comment was made')),
  'hazard.notice-issued': fact(
    text('发出整改文书', 'A notice was issued'),
    more({ noticeId: z.uuid(), docClass: z.string() }),
  ),
  'hazard.went-overdue': fact(
    text('隐患逾期', 'A hazard went overdue'),
    more({ daysLate: z.int() }),
  ),
  'hazard.escalated': fact(
    text('督办升级', 'A hazard was escalated'),
    more({ step: z.string(), daysLate: z.int() }),
  ),
} satisfies FactKinds

export type FactName = keyof typeof facts
