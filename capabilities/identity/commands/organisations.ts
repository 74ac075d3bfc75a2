// What people do to organisations: register, change, close.

import { z } from 'zod'
import { type Actor, mayAnywhere, mustBeAllowed } from '#base/permission.ts'
import { problem } from '#base/problem.ts'
import { text } from '#base/text.ts'
import { dayOf } from '#base/time.ts'
import { command, type Tx } from '#server/command.ts'
import {
  codeTaken,
  creditCodeOf,
  isCreditCode,
  mustStandBelow,
  needsPlace,
  type OrganisationKind,
  organisationClosed,
  organisationKindNames,
  stillHasPosts,
  wrongCode,
} from '../organisation.ts'
import { pinyinOfName } from '../pinyin.ts'
import { type Anchor, anchorById, anchorNotFound } from '../reach.ts'

export const organisationNotFound = problem<{ organisationId: string }>(
  'identity.organisation-not-found',
  404,
  '没有这个组织',
  'There is no such organisation',
)

const name = z.string().trim().min(2).max(60)
const code = z.string().trim().max(30)

/** 登记组织. The organisation above it and its place say whose posts will reach it. */
export const registerOrganisation = command({
  name: 'organisation.register',
  title: text('登记组织', 'Register an organisation'),
  source: null,
  may: 'identity.organise',
  offline: false,
  input: z.object({
    organisationId: z.uuid(),
    kind: z.enum(organisationKindNames),
    name,
    code: code.nullish(),
    parentId: z.uuid().nullish(),
    placeId: z.uuid().nullish(),
  }),
  example: {
    organisationId: '019a0000-0000-7000-8000-000000000001',
    kind: 'company',
    name: '湘江美居物业服务有限公司',
    code: '91430100MA4L3K2P1U',
    placeId: '019a0000-0000-7000-8000-000000000002',
  },

  async run({ sql, actor, record }, input) {
    const { organisationId, kind } = input
    const parent = input.parentId ? await anchorOfKind(sql, input.parentId, 'organisation') : null
    const place = input.placeId ? await anchorOfKind(sql, input.placeId, 'place') : null
    const above = parent ?? place
    if (!above) throw needsPlace({})
    mustBeAllowedToOrganise(actor, kind, above.within)
    mustStandBelow(kind, parent?.kind ?? null)
    if (parent) await mustBeOpen(sql, parent.id)
    const within = [
      organisationId,
      ...new Set([...(parent?.within ?? []), ...(place?.within ?? [])]),
    ]
    const creditCode = await freeCode(sql, input.code, organisationId)

    await sql`
      insert into identity.organisation (id, kind, name, code, parent_id, place_id, within, pinyin)
      values (${organisationId}, ${kind}, ${input.name}, ${creditCode}, ${parent?.id ?? null},
              ${place?.id ?? null}, ${within}, ${pinyinOf(input.name)})`
    record(
      'organisation.registered',
      { placeId: place?.id ?? null, within },
      { organisationId, kind },
    )
    return { organisationId }
  },
})

/** 修改组织: its name and code. What it stands below never changes; close it and register anew. */
export const changeOrganisation = command({
  name: 'organisation.change',
  title: text('修改组织', 'Change an organisation'),
  source: null,
  may: 'identity.organise',
  offline: false,
  input: z.object({ organisationId: z.uuid(), name: name.optional(), code: code.nullish() }),
  example: {
    organisationId: '019a0000-0000-7000-8000-000000000001',
    name: '湘江美居物业集团有限公司',
  },

  async run({ sql, actor, record }, { organisationId, ...changes }) {
    const before = await lockOrganisation(sql, actor, organisationId)
    if (before.endedOn) throw organisationClosed({})
    const after = {
      name: changes.name ?? before.name,
      code:
        changes.code === undefined
          ? before.code
          : await freeCode(sql, changes.code, organisationId),
    }
    const fields = (['name', 'code'] as const).filter((field) => after[field] !== before[field])
    if (fields.length === 0) return { fields }

    await sql`
      update identity.organisation
         set name = ${after.name}, code = ${after.code}, pinyin = ${pinyinOf(after.name)}
       where id = ${organisationId}`
    record('organisation.changed', aboutOrganisation(before), { organisationId, fields })
    return { fields }
  },
})

/** 注销组织, once nobody holds a post at it and nothing stands below it. */
export const closeOrganisation = command({
  name: 'organisation.close',
  title: text('注销组织', 'Close an organisation'),
  source: null,
  may: 'identity.organise',
  offline: false,
  input: z.object({ organisationId: z.uuid() }),
  example: { organisationId: '019a0000-0000-7000-8000-000000000001' },

  async run({ sql, actor, now, record }, { organisationId }) {
    const before = await lockOrganisation(sql, actor, organisationId)
    if (before.endedOn) throw organisationClosed({})
    const today = dayOf(now)
    const [use] = await sql<{ posts: number; below: number }[]>`
      select (select count(*) from identity.post
               where at_id = ${organisationId} and ended_at is null
                 and (to_on is null or to_on >= ${today})) as posts,
             (select count(*) from identity.organisation
               where parent_id = ${organisationId} and ended_on is null) as below`
    if (use!.posts + use!.below > 0) throw stillHasPosts(use!)

    await sql`update identity.organisation set ended_on = ${today} where id = ${organisationId}`
    record('organisation.closed', aboutOrganisation(before), { organisationId, endedOn: today })
    return { endedOn: today }
  },
})

type Row = {
  id: string
  kind: OrganisationKind
  name: string
  code: string | null
  placeId: string | null
  within: string[]
  endedOn: string | null
}

const pinyinOf = (written: string): string => Object.values(pinyinOfName(written)).join(' ')

const aboutOrganisation = ({ placeId, within }: Row) => ({ placeId, within })

/** Holds the row and refuses whoever may not manage it. */
async function lockOrganisation(sql: Tx, actor: Actor, organisationId: string): Promise<Row> {
  const [row] = await sql<Row[]>`
    select id, kind, name, code, place_id, within, ended_on
      from identity.organisation where id = ${organisationId} for update`
  // Organisations are on public record: whoever sees any of them is told that this one is not his.
  if (!row || !mayAnywhere(actor, 'identity.view')) throw organisationNotFound({ organisationId })
  mustBeAllowedToOrganise(actor, row.kind, row.within)
  return row
}

/** Officials organise whatever their place reaches; a company's manager its branches and teams. */
function mustBeAllowedToOrganise(
  actor: Actor,
  kind: OrganisationKind,
  within: readonly string[],
): void {
  mustBeAllowed(actor, 'identity.organise', within)
  if (kind !== 'branch' && kind !== 'project-team')
    mustBeAllowed(actor, 'identity.organise-any', within)
}

async function anchorOfKind(sql: Tx, atId: string, what: Anchor['what']): Promise<Anchor> {
  const anchor = await anchorById(sql, atId)
  if (anchor?.what !== what) throw anchorNotFound({ atId })
  return anchor
}

/** @throws identity.organisation-closed */
export async function mustBeOpen(sql: Tx, organisationId: string): Promise<void> {
  // Held, so that it is not closed while something comes to stand below it.
  const [parent] = await sql<{ endedOn: string | null }[]>`
    select ended_on from identity.organisation where id = ${organisationId} for share`
  if (parent?.endedOn) throw organisationClosed({})
}

/** @throws identity.organisation-wrong-code, identity.organisation-code-taken */
async function freeCode(
  sql: Tx,
  written: string | null | undefined,
  organisationId: string,
): Promise<string | null> {
  if (!written) return null
  const creditCode = creditCodeOf(written)
  if (!isCreditCode(creditCode)) throw wrongCode({ code: creditCode })
  const [taken] = await sql`
    select from identity.organisation where code = ${creditCode} and id <> ${organisationId}`
  if (taken) throw codeTaken({ code: creditCode })
  return creditCode
}
