// 派单: who puts it right, how, with what money, by when; and what keeps people safe until then.

import { z } from 'zod'
import type { Tx } from '#server/command.ts'
import { permissions } from '../permissions.ts'
import { assigneeNotHere } from '../problems.ts'
import type { StoredHazard } from '../queries/load.ts'
import { assign } from '../rules.ts'
import { day, exampleId, examplePhoto, photos, reason, target, words } from './inputs.ts'
import { onHazard } from './on-hazard.ts'

const planned = z.string().trim().min(2).max(500).optional()

/** 派单与改派. For the two upper grades all five elements (五落实) must stand; a second assignment keeps what it does not say anew. */
export const assignHazard = onHazard('assign', {
  input: z.object({
    ...target,
    assigneeId: z.uuid(),
    measure: planned,
    moneyYuan: z.number().min(0).max(100_000_000).multipleOf(0.01).optional(),
    moneySource: z.string().trim().min(1).max(100).optional(),
    interim: planned,
    dueOn: day.optional(),
    note: words.default(''),
  }),
  example: {
    hazardId: exampleId,
    assigneeId: '0199f0a0-0000-7000-8000-00000000000e',
    measure: '清空楼梯间并更换门锁',
    moneyYuan: 300,
    moneySource: '物业服务费',
    interim: '专人值守，每两小时巡查一次',
  },

  async decide(h, { hazardId: _, expect: __, note, assigneeId, dueOn, ...said }, context) {
    await mustWorkHere(context.sql, h, assigneeId, context.today)
    const plan = {
      measure: said.measure ?? h.plan.measure,
      moneyYuan: said.moneyYuan ?? h.plan.moneyYuan,
      moneySource: said.moneySource ?? h.plan.moneySource,
      interim: said.interim ?? h.plan.interim,
    }
    const change = assign(h, { assigneeId, plan, dueOn }, context.now)
    return {
      change,
      note,
      detail: { assigneeId, ...plan, dueOn: change.dueOn },
      admits: [assigneeId],
      facts: [{ name: 'hazard.assigned', body: { assigneeId } }],
    }
  },
})

/** 落实临时措施: people are safe for now. Never refused to who is there. */
export const secureHazard = onHazard('measure', {
  input: z.object({ ...target, note: reason, photos }),
  example: { hazardId: exampleId, note: '已拉警戒带，安排专人值守', photos: [examplePhoto] },

  decide: (h, { note, photos }, { at }) => ({
    change: {
      interimAt: h.interimAt ?? at,
      ...(h.plan.interim ? {} : { plan: { ...h.plan, interim: note } }),
    },
    note,
    photos,
    facts: [{ name: 'hazard.measured' }],
  }),
})

/** @throws hazard.assignee-not-here */
async function mustWorkHere(sql: Tx, h: StoredHazard, personId: string, today: string) {
  const [post] = await sql`
    select from identity.post
      join identity.person on person.id = post.person_id and person.disabled_at is null
     where post.person_id = ${personId} and post.at_id = any(${h.within as string[]})
       and post.kind = any(${permissions['hazard.rectify']!.posts as string[]})
       and post.from_on <= ${today} and (post.to_on is null or post.to_on >= ${today})
     limit 1`
  if (!post) throw assigneeNotHere({})
}
