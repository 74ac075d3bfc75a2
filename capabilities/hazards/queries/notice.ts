// 文书: what was issued, for who may see the hazard; and its proof, for whoever holds the paper.

import { z } from 'zod'
import { text } from '#base/text.ts'
import { query, type Sql } from '#server/query.ts'
import { maySee, type Viewer } from '../hazard.ts'
import { sources } from '../law.ts'
import { docClasses, type NoticeContent } from '../notice.ts'
import { noNotice, notFound } from '../problems.ts'
import type { State } from '../words.ts'
import { loadHazard } from './load.ts'

export type IssuedNotice = { id: string; issuedAt: Date; content: NoticeContent }

/** The notice asked for, or the latest of the hazard. @throws hazard.not-found, hazard.no-notice */
export async function noticeFor(
  sql: Sql,
  viewer: Viewer,
  hazardId: string,
  noticeId: string | undefined,
): Promise<IssuedNotice> {
  const hazard = await loadHazard(sql, hazardId)
  if (!hazard || !maySee(viewer, hazard)) throw notFound({})
  const [notice] = await sql<IssuedNotice[]>`
    select id, issued_at, content from hazards.notice
     where compound_id = ${hazard.compoundId} and hazard_id = ${hazardId}
           ${noticeId ? sql`and id = ${noticeId}` : sql``}
     order by issued_at desc
     limit 1`
  if (!notice) throw noNotice({})
  return notice
}

/** 文书核验: says whether the paper is ours and what became of it. No persons, no photos. */
export const noticeProof = query({
  name: 'hazard.notice-proof',
  title: text('文书核验', 'Verify a notice'),
  source: sources.reply,
  may: 'anyone',
  input: z.object({ noticeId: z.uuid() }),
  example: { noticeId: '0199f0a0-0000-7000-8000-000000000003' },

  async run({ sql }, { noticeId }) {
    const proof = await proofOf(sql, noticeId)
    if (!proof) throw noNotice({})
    return proof
  },
})

/** What may be told to anybody about a notice; null when there is none. */
export async function proofOf(sql: Sql, noticeId: string) {
  const [row] = await sql<{ content: NoticeContent; issuedAt: Date; state: State }[]>`
    select n.content, n.issued_at, h.state
      from hazards.notice n
      join hazards.hazard h on h.compound_id = n.compound_id and h.id = n.hazard_id
     where n.id = ${noticeId}`
  if (!row) return null
  const { number, docClass, issuer, unit, project } = row.content
  return {
    number,
    title: docClasses[docClass],
    issuer,
    unit: unit.name,
    project,
    issuedAt: row.issuedAt,
    state: row.state,
  }
}
