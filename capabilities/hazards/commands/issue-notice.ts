// 发出文书: a numbered notice in the name of the organisation that the issuer works for.

import { z } from 'zod'
import { newId } from '#base/id.ts'
import { dayOf } from '#base/time.ts'
import type { Tx } from '#server/command.ts'
import { typeOf } from '../catalogue.ts'
import { classesOf, type DocClass, docClasses, type NoticeContent } from '../notice.ts'
import { permissions } from '../permissions.ts'
import { noIssuer, noticeNotYours, twoInspectors } from '../problems.ts'
import type { StoredHazard } from '../queries/load.ts'
import { numberOf } from '../search.ts'
import { day, exampleId, target, words } from './inputs.ts'
import { onHazard } from './on-hazard.ts'

const inspector = z.object({
  name: z.string().trim().min(1).max(50),
  badge: z.string().trim().max(50).default(''),
})

export const issueNotice = onHazard('issue-notice', {
  input: z.object({
    ...target,
    docClass: z.enum(Object.keys(docClasses) as [DocClass, ...DocClass[]]),
    inspectors: z.array(inspector).max(6).default([]),
    inspectedOn: day.optional(),
    demand: z.enum(['at-once', 'by-deadline']).default('by-deadline'),
    interim: words.optional(),
    reply: words.default('请在期限内将整改情况和照片报送出具单位。'),
    copiesTo: z.string().trim().max(200).optional(),
  }),
  example: { hazardId: exampleId, docClass: 'advice' },

  async decide(h, { hazardId: _, expect: __, ...given }, { sql, actor, now, today }) {
    const issuer = await issuerOf(sql, actor.id, h, today)
    if (!issuer) throw noIssuer({})
    if (!classesOf(issuer.kind).includes(given.docClass))
      throw noticeNotYours({ docClass: docClasses[given.docClass] })
    const badges = given.inspectors.filter(({ badge }) => badge !== '')
    if (given.docClass === 'order' && badges.length < 2) throw twoInspectors({})

    const noticeId = newId(now.getTime())
    const content = await contentOf(sql, h, { ...given, issuer: issuer.name, today })
    await sql`
      insert into hazards.notice
             (compound_id, id, hazard_id, number, doc_class, issuer_id, issued_by, issued_at, content)
      values (${h.compoundId}, ${noticeId}, ${h.id}, ${content.number}, ${content.docClass},
              ${issuer.id}, ${actor.id}, ${now}, ${content as never}::jsonb)`
    return {
      detail: { noticeId, number: content.number, docClass: content.docClass },
      facts: [{ name: 'hazard.notice-issued', body: { noticeId, docClass: content.docClass } }],
    }
  },
})

/** The organisation behind the post by which the actor may issue here. */
async function issuerOf(sql: Tx, personId: string, h: StoredHazard, today: string) {
  const [issuer] = await sql<{ id: string; kind: string; name: string }[]>`
    select o.id, o.kind, o.name
      from identity.post
      join identity.organisation o on o.id = coalesce(post.org_id, post.at_id) or o.place_id = post.at_id
     where post.person_id = ${personId} and post.at_id = any(${h.within as string[]})
       and post.kind = any(${permissions['hazard.issue-notice']!.posts as string[]})
       and post.from_on <= ${today} and (post.to_on is null or post.to_on >= ${today})
     order by o.id = post.org_id desc nulls last, o.id
     limit 1`
  return issuer
}

type Given = Pick<NoticeContent, 'docClass' | 'inspectors' | 'demand' | 'reply'> & {
  inspectedOn?: string | undefined
  interim?: string | undefined
  copiesTo?: string | undefined
  issuer: string
  today: string
}

/** Every field of the notice as it is today, with its number. */
async function contentOf(sql: Tx, h: StoredHazard, given: Given): Promise<NoticeContent> {
  const year = Number(given.today.slice(0, 4))
  const [row] = await sql<
    {
      last: number
      project: string
      unit: string | null
      code: string | null
      manager: string | null
      photos: string[]
    }[]
  >`
    with numbered as (
      insert into hazards.counter (compound_id, kind, year, last)
      values (${h.compoundId}, 'ZG', ${year}, 1)
          on conflict (compound_id, kind, year) do update set last = counter.last + 1
      returning last)
    select numbered.last, p.name as project, o.name as unit, o.code,
           (select person.name from identity.post join identity.person on person.id = post.person_id
             where post.at_id = ${h.compoundId} and post.kind = 'project-manager'
               and post.from_on <= ${given.today} and (post.to_on is null or post.to_on >= ${given.today})
             limit 1) as manager,
           (select photos from hazards.act
             where compound_id = ${h.compoundId} and hazard_id = ${h.id} and version = 1) as photos
      from numbered
      join places.place p on p.id = ${h.compoundId}
      left join places.compound c on c.compound_id = p.id
      left join identity.organisation o on o.id = c.company_id`
  const type = typeOf(h.typeCode)
  return {
    docClass: given.docClass,
    number: numberOf('ZG', year, row!.last),
    issuer: given.issuer,
    basis: [...(type?.basis ?? [])],
    unit: { name: row!.unit ?? row!.project, code: row!.code },
    project: row!.project,
    responsible: row!.manager,
    inspectedOn: given.inspectedOn ?? dayOf(h.reportedAt),
    inspectors: given.inspectors,
    items: [
      {
        hazardNumber: h.number,
        location: h.location,
        fact: [type?.title.zh, h.note].filter(Boolean).join('：'),
        grade: h.grade,
        photos: row!.photos,
      },
    ],
    demand: given.demand,
    dueOn: given.demand === 'by-deadline' ? h.dueOn : null,
    interim: given.interim ?? h.plan.interim,
    reply: given.reply,
    copiesTo: given.copiesTo ?? null,
  }
}
