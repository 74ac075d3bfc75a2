// Sheets of checkpoint labels as PDF, and the address that a label's QR leads to.

import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { forbidden, may } from '#base/permission.ts'
import { problem } from '#base/problem.ts'
import { dayOf } from '#base/time.ts'
import type { Services } from '#server/capability.ts'
import { coerce } from '#server/coerce.ts'
import { invalidInput, issuesOf } from '#server/dispatch.ts'
import type { Sql } from '#server/query.ts'
import { type LabelSize, labelSizeNames } from '../labels.ts'
import { placeNotFound } from '../place.ts'
import { visiblePlace } from '../queries/face.ts'
import { labelKeyFor, tokenFor } from '../queries/labels.ts'
import { readToken } from '../token.ts'
import { type Label, labelSheet } from './sheet.ts'

const nothingToPrint = problem(
  'label.nothing-to-print',
  404,
  '没有可打印的点位，请先设置点位',
  'There are no checkpoints to print labels for; set some up first',
)
const wish = z.object({
  compoundId: z.uuid(),
  size: z.enum(labelSizeNames).default('large'),
  /** only these; left out, all in use */
  checkpointId: z.array(z.uuid()).max(500).optional(),
})
type Wish = z.output<typeof wish>

export function routes(http: FastifyInstance, services: Services): void {
  http.get('/api/checkpoint-labels.pdf', async (request, reply) => {
    const { actor } = await services.caller(request)
    const asked = wish.safeParse(coerce(wish, request.query as Record<string, string | string[]>))
    if (!asked.success) throw invalidInput({ issues: issuesOf(asked.error) })
    const place = await visiblePlace(services.pool, actor, asked.data.compoundId)
    if (place.kind !== 'compound') throw placeNotFound({ placeId: place.id })
    if (!may(actor, 'checkpoint.print', place.within))
      throw forbidden({ permission: 'checkpoint.print' })

    const now = services.now()
    const labels = await labelsOf(
      services.pool,
      place.within,
      asked.data,
      originOf(request),
      dayOf(now),
    )
    const title = `${place.name} 点位标签`
    const pdf = await labelSheet(labels, asked.data.size satisfies LabelSize, { title, now })
    return reply
      .type('application/pdf')
      .header('cache-control', 'no-store')
      .header(
        'content-disposition',
        `inline; filename*=UTF-8''${encodeURIComponent(`${title}.pdf`)}`,
      )
      .send(pdf)
  })

  // Whoever scans a label with an ordinary camera lands in the field app, which knows what to do with it.
  http.get('/p/:token', async (request, reply) => {
    const label = readToken((request.params as { token: string }).token)
    return reply.redirect(label ? `/field?label=${label.token}` : '/field')
  })
}

const originOf = (request: FastifyRequest): string => `${request.protocol}://${request.host}`

/** @throws label.nothing-to-print */
async function labelsOf(
  sql: Sql,
  within: readonly string[],
  { compoundId, checkpointId }: Wish,
  origin: string,
  today: string,
): Promise<Label[]> {
  const key = await labelKeyFor(sql, within)
  const rows = await sql<(Omit<Label, 'link'> & { id: string; keyVersion: number })[]>`
    select c.id, c.number, c.name, c.kind, c.code, c.key_version, p.name as compound, p.demo,
           concat_ws(' · ', b.name, nullif(c.location, '')) as location
      from places.checkpoint c
      join places.place p on p.id = c.compound_id
      left join places.building b on b.compound_id = c.compound_id and b.id = c.building_id
     where c.compound_id = ${compoundId} and (c.to_on is null or c.to_on >= ${today})
       and (${checkpointId ?? null}::uuid[] is null or c.id = any(${checkpointId ?? null}::uuid[]))
     order by c.number
     limit 1000`
  if (!key || rows.length === 0) throw nothingToPrint({})
  return rows.map(({ id, keyVersion, ...label }) => ({
    ...label,
    link: `${origin}/p/${tokenFor(key, id, keyVersion)}`,
  }))
}
