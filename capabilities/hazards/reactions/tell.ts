// 告知: who hears of what. Notices follow from facts, never from commands, so every way a hazard can move
// tells the same people.

import { type Text, text } from '#base/text.ts'
import { dayOf } from '#base/time.ts'
import type { Grade } from '#law/cn/hazard-types.ts'
import type { Fact, ReactionContext } from '#server/capability.ts'
import { type Notice, notify } from '#server/notify.ts'
import { typeOf } from '../catalogue.ts'
import type { FactName } from '../facts.ts'
import { verifierLevel } from '../law.ts'
import { levelPosts } from '../levels.ts'
import { gradeTitles } from '../words.ts'

type Body = {
  hazardId: string
  grade: Grade
  typeCode: string
  dueOn: string | null
  step?: string
  daysLate?: number
}

/** What a notice is made of. */
type Told = {
  number: string
  place: string
  what: Text
  dueOn: string | null
  daysLate: number
}

type Rule = {
  /** posts over the compound that hear of it */
  posts?: (body: Body, today: string) => readonly string[]
  /** and persons who have to do with the hazard */
  persons?: readonly ('assignee' | 'finders')[]
  say: (told: Told, body: Body) => Text
  urgent?: (body: Body) => boolean
}

const manager = ['project-manager']
const escalatedTo: Record<string, readonly string[]> = {
  remind: [],
  manager,
  company: levelPosts.company,
  community: [...levelPosts.community, ...levelPosts.street],
  district: ['district-officer'],
  watch: ['district-officer', 'city-officer'],
}
const major = ({ grade }: Body): boolean => grade === 1

const rules: Partial<Record<FactName, Rule>> = {
  'hazard.reported': {
    posts: ({ grade }) => (grade <= 2 ? ['project-manager', 'company-safety'] : manager),
    say: (h) =>
      text(`${h.place}发现隐患：${h.what.zh}，请登记`, `${h.place}: ${h.what.en}. Please register`),
    urgent: major,
  },
  'hazard.registered': {
    // 较大及以上 24 小时内告知街道，重大告知区县（domain §4.2）: told at once, which is earlier.
    posts: ({ grade }) =>
      grade === 1 ? ['street-officer', 'district-officer'] : grade === 2 ? ['street-officer'] : [],
    say: (h, { grade }) =>
      text(
        `${h.place}登记${gradeTitles[grade].zh}隐患 ${h.number}：${h.what.zh}`,
        `${h.place}: a ${gradeTitles[grade].en} hazard was registered, ${h.number}, ${h.what.en}`,
      ),
    urgent: major,
  },
  'hazard.assigned': {
    persons: ['assignee'],
    say: (h) =>
      text(
        `请整改 ${h.number}：${h.what.zh}，期限 ${h.dueOn}`,
        `Please rectify ${h.number}: ${h.what.en}, by ${h.dueOn}`,
      ),
    urgent: major,
  },
  'hazard.rectified': {
    posts: ({ grade }, today) => levelPosts[verifierLevel.on(today)[grade]],
    say: (h) => text(`${h.number} 已整改，请验收`, `${h.number} was rectified; please verify`),
  },
  'hazard.rejected': {
    persons: ['assignee', 'finders'],
    say: (h) =>
      text(`${h.number} 验收未通过，请重新整改`, `${h.number} was sent back; rectify it again`),
  },
  'hazard.closed': {
    persons: ['finders'],
    say: (h) => text(`您上报的 ${h.number} 已销号`, `${h.number}, which you reported, is closed`),
  },
  'hazard.dismissed': {
    persons: ['finders'],
    say: (h) =>
      text(
        `您上报的 ${h.number} 经核实不属隐患，理由可查看`,
        `${h.number}, which you reported, was found to be no hazard; see why`,
      ),
  },
  'hazard.merged': {
    persons: ['finders'],
    say: (h) =>
      text(
        `您上报的 ${h.number} 与他人上报的为同一隐患，已归并办理`,
        `${h.number}, which you reported, is handled together with an earlier report`,
      ),
  },
  'hazard.extension-asked': {
    posts: ({ grade }) =>
      grade === 1 ? levelPosts.city : grade === 2 ? levelPosts.street : levelPosts.company,
    say: (h) =>
      text(`${h.number} 申请延期，请审批`, `More time is asked for ${h.number}; please decide`),
  },
  'hazard.extended': {
    persons: ['assignee'],
    say: (h) =>
      text(`${h.number} 已批准延期至 ${h.dueOn}`, `${h.number} was extended to ${h.dueOn}`),
  },
  'hazard.extension-refused': {
    persons: ['assignee'],
    say: (h) => text(`${h.number} 延期未获批准`, `More time for ${h.number} was refused`),
  },
  'hazard.resumed': {
    persons: ['assignee'],
    say: (h) =>
      text(`${h.number} 恢复办理，期限 ${h.dueOn}`, `${h.number} goes on; it is due by ${h.dueOn}`),
  },
  'hazard.went-overdue': {
    persons: ['assignee'],
    say: (h) => text(`${h.number} 已逾期：${h.what.zh}`, `${h.number} is overdue: ${h.what.en}`),
    urgent: () => true,
  },
  'hazard.escalated': {
    posts: ({ step }) => escalatedTo[step ?? ''] ?? [],
    persons: ['assignee'],
    say: (h, { step }) =>
      step === 'remind'
        ? text(
            `${h.number} 期限已过半，${h.dueOn} 到期`,
            `Half the time for ${h.number} is gone; due ${h.dueOn}`,
          )
        : text(
            `${h.place} ${h.number} 已超期 ${h.daysLate} 天：${h.what.zh}`,
            `${h.place} ${h.number} is ${h.daysLate} days late: ${h.what.en}`,
          ),
    urgent: (body) => major(body) && body.step !== 'remind',
  },
}

type Row = {
  id: string
  number: string
  place: string
  assigneeId: string | null
  finders: string[]
  within: string[]
}

async function tell({ sql, now }: ReactionContext, facts: Fact[]): Promise<void> {
  const today = dayOf(now)
  const ids = facts.map(({ body }) => (body as Body).hazardId)
  const hazards = new Map(
    (
      await sql<Row[]>`
        select h.id, h.number, p.name as place, h.assignee_id, p.within,
               array(select person_id from hazards.reporter r
                      where r.compound_id = h.compound_id and r.hazard_id = h.id) as finders
          from hazards.hazard h join places.place p on p.id = h.compound_id
         where h.id = any(${ids}::uuid[])`
    ).map((row) => [row.id, row]),
  )
  const wanted = facts.flatMap((fact) => {
    const hazard = hazards.get((fact.body as Body).hazardId)
    const rule = rules[fact.name as FactName]
    return hazard && rule ? [{ fact, body: fact.body as Body, hazard, rule }] : []
  })
  const holders = await holdersOf(sql, wanted, today)

  const notices = wanted.flatMap(({ fact, body, hazard, rule }): Notice[] => {
    const kinds = rule.posts?.(body, today) ?? []
    const persons = new Set([
      ...holders
        .filter(({ atId, kind }) => hazard.within.includes(atId) && kinds.includes(kind))
        .map(({ personId }) => personId),
      ...(rule.persons?.includes('assignee') && hazard.assigneeId ? [hazard.assigneeId] : []),
      ...(rule.persons?.includes('finders') ? hazard.finders : []),
    ])
    // Nobody needs to be told what he did himself.
    persons.delete(fact.actorId)
    const told: Told = {
      number: hazard.number,
      place: hazard.place,
      what: typeOf(body.typeCode)?.title ?? text('隐患', 'a hazard'),
      dueOn: body.dueOn,
      daysLate: body.daysLate ?? 0,
    }
    return [...persons].map((personId) => ({
      personId,
      at: now,
      kind: fact.name,
      text: rule.say(told, body),
      link: `/hazards/${hazard.id}`,
      cause: fact.id,
      urgent: rule.urgent?.(body) ?? false,
    }))
  })
  await notify(sql, notices)
}

/** Everybody who holds one of the wanted posts somewhere above one of the hazards, in one look. */
async function holdersOf(
  sql: ReactionContext['sql'],
  wanted: { body: Body; hazard: Row; rule: Rule }[],
  today: string,
) {
  const kinds = [...new Set(wanted.flatMap(({ body, rule }) => rule.posts?.(body, today) ?? []))]
  if (kinds.length === 0) return []
  const anchors = [...new Set(wanted.flatMap(({ hazard }) => hazard.within))]
  return sql<{ personId: string; atId: string; kind: string }[]>`
    select post.person_id, post.at_id, post.kind
      from identity.post
      join identity.person on person.id = post.person_id and person.disabled_at is null
     where post.at_id = any(${anchors}::uuid[]) and post.kind = any(${kinds})
       and post.from_on <= ${today} and (post.to_on is null or post.to_on >= ${today})`
}

export const notices = Object.fromEntries(Object.keys(rules).map((name) => [name, tell]))
