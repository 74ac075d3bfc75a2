// The byte streams of imports: a template goes out, a filled-in workbook comes in, its result goes back.

import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { newId } from '#base/id.ts'
import { type Actor, forbidden, mayAnywhere } from '#base/permission.ts'
import type { Services } from '#server/capability.ts'
import { mustChangePassword } from '#server/http.ts'
import { applyImport } from '../commands/index.ts'
import { plan, tablesOf } from '../commands/plan/index.ts'
import { snapshot } from '../commands/snapshot.ts'
import { cellsOf, keep, type Upload, uploadOf } from '../commands/stage.ts'
import { digest } from '../verdict.ts'
import { readApart, writeApart } from './apart.ts'
import { limits, notAWorkbook } from './limits.ts'
import { resultOf } from './result.ts'
import { template } from './template.ts'

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export function routes(http: FastifyInstance, services: Services): void {
  const importer = async (request: FastifyRequest): Promise<Actor> => {
    const { actor, only } = await services.caller(request)
    if (only) throw mustChangePassword({})
    if (!mayAnywhere(actor, 'import.use')) throw forbidden({ permission: 'import.use' })
    return actor
  }

  http.register(async (scope) => {
    // The bytes are taken as they come; what they are is told by their content.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: limits.bytes },
      (_, body, done) => done(null, body),
    )
    scope.post('/api/import', { bodyLimit: limits.bytes }, async (request, reply) => {
      const actor = await importer(request)
      const { dry, name } = request.query as { dry?: string; name?: string }
      if (!Buffer.isBuffer(request.body) || request.body.length === 0) throw notAWorkbook({})
      const upload = await check(services, actor, request.body, fileNameOf(name))
      if (dry === '1' || dry === 'true' || upload.refused > 0) return upload
      const answer = await services.run(applyImport, actor, {
        id: newId(),
        input: { uploadId: upload.id },
      })
      if (!answer.ok) throw answer.problem
      reply.header('cache-control', 'no-store')
      return { ...upload, appliedAt: services.now() }
    })
  })

  http.get('/api/import-template.xlsx', async (request, reply) => {
    await importer(request)
    const name = services.language(request) === 'en' ? 'import-template' : '导入模板'
    return send(reply, await writeApart(template(services.language(request))), name)
  })

  http.get('/api/import-result.xlsx', async (request, reply) => {
    const actor = await importer(request)
    const asked = z.object({ uploadId: z.uuid() }).safeParse(request.query)
    const uploadId = asked.success ? asked.data.uploadId : newId()
    const upload = await uploadOf(services.pool, actor, uploadId)
    const raw = await cellsOf(services.pool, uploadId)
    const tables = tablesOf(raw)
    const now = services.now()
    const { sheets } = await plan(tables, await snapshot(services.pool, actor, tables, now))
    const lang = services.language(request)
    const name = `${upload.fileName.replace(/\.[^.]*$/, '')} ${lang === 'en' ? 'result' : '导入结果'}`
    return send(reply, await writeApart(resultOf(raw, sheets, lang)), name)
  })
}

/** Reads a file, judges its rows and keeps both, for a day. */
export async function check(
  services: Pick<Services, 'db' | 'pool' | 'now'>,
  actor: Actor,
  bytes: Uint8Array,
  fileName: string,
): Promise<Upload> {
  const now = services.now()
  const raw = await readApart(bytes, fileName)
  const tables = tablesOf(raw)
  const { sheets, refused } = await plan(tables, await snapshot(services.pool, actor, tables, now))
  const upload = {
    id: newId(now.getTime()),
    fileName,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    at: now,
    verdicts: sheets.map(digest),
    refused,
  }
  await services.db.begin((sql) => keep(sql, actor, upload, raw))
  return { ...upload, appliedAt: null }
}

const fileNameOf = (name: string | undefined): string =>
  (name ?? '')
    .replace(/[\p{C}/\\]/gu, ' ')
    .trim()
    .slice(0, 100) || 'import'

const send = (reply: FastifyReply, bytes: Uint8Array, name: string): FastifyReply =>
  reply
    .type(xlsx)
    .header('cache-control', 'no-store')
    .header(
      'content-disposition',
      `attachment; filename*=UTF-8''${encodeURIComponent(`${name}.xlsx`)}`,
    )
    .send(Buffer.from(bytes))
