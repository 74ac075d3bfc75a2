// What is seen of organisations. They are on public record, so whoever may see people sees all of them.

import { z } from 'zod'
import { may } from '#base/permission.ts'
import { text } from '#base/text.ts'
import { query } from '#server/query.ts'
import { organisationNotFound } from '../commands/organisations.ts'
import { organisationKindNames, organisationTitle } from '../organisation.ts'
import type { OrganisationListed, OrganisationView } from '../views.ts'

/** 组织名录 */
export const listOrganisations = query({
  name: 'organisation.list',
  title: text('组织名录', 'Organisations'),
  source: null,
  may: 'identity.view',
  input: z.object({
    search: z.string().trim().max(40).optional(),
    kinds: z.array(z.enum(organisationKindNames)).default([]),
    closed: z.boolean().default(false),
    page: z.int().min(1).max(500).default(1),
    size: z.int().min(1).max(200).default(50),
  }),
  example: { search: '物业', kinds: ['company'] },

  async run({ sql }, { search, kinds, closed, page, size }) {
    const plain = (search ?? '').replace(/[\\%_]/g, '\\$&')
    const code = `${plain.toUpperCase()}%`
    const rows = await sql<Omit<OrganisationListed, 'title'>[]>`
      select o.id, o.kind, o.name, o.code, above.name as parent_name, o.ended_on
        from identity.organisation o left join identity.organisation above on above.id = o.parent_id
       where ${kinds.length > 0 ? sql`o.kind = any(${kinds})` : sql`true`}
         and ${closed ? sql`o.ended_on is not null` : sql`o.ended_on is null`}
         and ${search ? sql`(o.name ilike ${`%${plain}%`} or o.code like ${code} or o.pinyin ~ ${`(^| )${plain.toLowerCase().replace(/[^a-z0-9]/g, '') || '$.'}`})` : sql`true`}
       order by o.pinyin, o.id
       limit ${size + 1} offset ${(page - 1) * size}`
    return {
      more: rows.length > size,
      organisations: rows
        .slice(0, size)
        .map((row) => ({ ...row, title: organisationTitle(row.kind) })),
    }
  },
})

/** 组织档案: with what stands below it, and what the reader may do to it. */
export const viewOrganisation = query({
  name: 'organisation.view',
  title: text('组织档案', 'One organisation'),
  source: null,
  may: 'identity.view',
  input: z.object({ organisationId: z.uuid() }),
  example: { organisationId: '019a0000-0000-7000-8000-000000000001' },

  async run({ sql, actor }, { organisationId }): Promise<OrganisationView> {
    const [row] = await sql<
      (Omit<OrganisationView, 'title' | 'below' | 'you'> & { within: string[] })[]
    >`
      select o.id, o.kind, o.name, o.code, o.parent_id, above.name as parent_name, o.ended_on,
             place.name as place_name, o.within
        from identity.organisation o
        left join identity.organisation above on above.id = o.parent_id
        left join identity.place on place.id = o.place_id
       where o.id = ${organisationId}`
    if (!row) throw organisationNotFound({ organisationId })
    const below = await sql<{ id: string; kind: string; name: string }[]>`
      select id, kind, name from identity.organisation
       where parent_id = ${organisationId} and ended_on is null order by pinyin, id`
    const { within, ...organisation } = row
    const ours = row.kind === 'branch' || row.kind === 'project-team'
    return {
      ...organisation,
      title: organisationTitle(row.kind),
      below: below.map((one) => ({ ...one, title: organisationTitle(one.kind) })),
      you: {
        mayManage:
          may(actor, 'identity.organise', within) &&
          (ours || may(actor, 'identity.organise-any', within)),
        maySeePosts: may(actor, 'identity.view', within),
        mayOrganiseBelow: may(actor, 'identity.organise', within),
      },
    }
  },
})
