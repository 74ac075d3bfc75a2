// Paper and workbooks: the notice as PDF, the ledger as xlsx.

import { buffer } from 'node:stream/consumers'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import sharp from 'sharp'
import { z } from 'zod'
import { forbidden, mayAnywhere } from '#base/permission.ts'
import { problem } from '#base/problem.ts'
import { dayOf } from '#base/time.ts'
import type { Services } from '#server/capability.ts'
import { coerce } from '#server/coerce.ts'
import { invalidInput, issuesOf } from '#server/dispatch.ts'
import { mustChangePassword } from '#server/http.ts'
import { docClasses } from '../notice.ts'
import { hazardList } from '../queries/list.ts'
import { noticeFor, noticeProof, proofOf } from '../queries/notice.ts'
import { ledgerRows, ledgerWorkbook, mostRows } from './ledger.ts'
import { noticePaper } from './notice-paper.ts'
import { proofPage } from './proof-page.ts'

const tooManyRows = problem<{ most: number }>(
  'hazard.ledger-too-long',
  422,
  (d) => `超过 ${d.most} 条，请先缩小筛选范围再导出`,
  (d) => `There are more than ${d.most} rows; narrow the filters before you export`,
)
const wish = z.object({ hazardId: z.uuid(), noticeId: z.uuid().optional() })

export function routes(http: FastifyInstance, services: Services): void {
  http.get('/api/hazard-notice.pdf', (request, reply) => notice(request, reply, services))
  // Where the QR of a notice leads: whoever holds the paper may ask, signed in or not.
  http.get('/notice/:noticeId', (request, reply) => proof(request, reply, services))
  http.get('/api/hazard-ledger.xlsx', (request, reply) => ledger(request, reply, services))
}

async function notice(request: FastifyRequest, reply: FastifyReply, services: Services) {
  const { actor } = await callerOf(request, services)
  const { hazardId, noticeId } = read(wish, request)
  const { pool: sql } = services
  const { id, issuedAt, content } = await noticeFor(sql, actor, hazardId, noticeId)
  const shas = content.items.flatMap(({ photos }) => photos).slice(0, 3)
  const [place] = await sql<{ demo: boolean }[]>`
    select p.demo from hazards.notice n join places.place p on p.id = n.compound_id where n.id = ${id}`
  const origin = `${request.protocol}://${request.host}`
  const pdf = await noticePaper(
    {
      content,
      issuedOn: dayOf(issuedAt),
      proof: `${origin}/notice/${id}`,
      photos: await picturesOf(services, shas),
      demo: place?.demo ?? false,
    },
    issuedAt,
  )
  return send(
    reply,
    'application/pdf',
    'inline',
    `${docClasses[content.docClass].zh} ${content.number}.pdf`,
    pdf,
  )
}

/** The shown copies, as JPEG: what pdfkit can embed. A photo that is gone leaves the notice readable. */
async function picturesOf(
  { pool: sql, blobs }: Services,
  shas: readonly string[],
): Promise<Buffer[]> {
  const rows = await sql<{ sha256: string; view: string }[]>`
    select sha256, view from evidence.photo where sha256 = any(${shas as string[]})`
  const pictures: Buffer[] = []
  for (const sha of shas) {
    const view = rows.find(({ sha256 }) => sha256 === sha)?.view
    const bytes = view ? blobs.read(view) : null
    if (bytes)
      pictures.push(
        await sharp(await buffer(bytes))
          .resize(700, 525, { fit: 'inside' })
          .jpeg()
          .toBuffer(),
      )
  }
  return pictures
}

async function proof(request: FastifyRequest, reply: FastifyReply, services: Services) {
  const asked = noticeProof.input.safeParse(request.params)
  const found = asked.success ? await proofOf(services.pool, asked.data.noticeId) : null
  return reply
    .status(found ? 200 : 404)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(proofPage(found, services.language(request)))
}

async function ledger(request: FastifyRequest, reply: FastifyReply, services: Services) {
  const { actor } = await callerOf(request, services)
  if (!mayAnywhere(actor, hazardList.may)) throw forbidden({ permission: hazardList.may })
  const asked = read(hazardList.input, request)
  const today = dayOf(services.now())
  const rows = await ledgerRows(services.pool, actor, asked, today)
  if (rows.length > mostRows) throw tooManyRows({ most: mostRows })
  const lang = services.language(request)
  const workbook = await ledgerWorkbook(rows, lang)
  const name = lang === 'zh' ? `隐患台账 ${today}.xlsx` : `Hazards ${today}.xlsx`
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return send(reply, type, 'attachment', name, workbook)
}

async function callerOf(request: FastifyRequest, services: Services) {
  const caller = await services.caller(request)
  if (caller.only) throw mustChangePassword({})
  return caller
}

/** @throws input.invalid */
function read<I extends z.ZodType>(input: I, request: FastifyRequest): z.output<I> {
  const parsed = input.safeParse(coerce(input, request.query as Record<string, string | string[]>))
  if (!parsed.success) throw invalidInput({ issues: issuesOf(parsed.error) })
  return parsed.data
}

const send = (
  reply: FastifyReply,
  type: string,
  disposition: 'inline' | 'attachment',
  name: string,
  bytes: Buffer,
) =>
  reply
    .type(type)
    .header('cache-control', 'no-store')
    .header('content-disposition', `${disposition}; filename*=UTF-8''${encodeURIComponent(name)}`)
    .send(bytes)
