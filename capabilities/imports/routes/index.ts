// The byte streams of imports: a template goes out, a filled-in workbook comes in, its result goes back.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { newId } from '#base/id.ts'
import { type Actor, forbidden, mayAnywhere } from '#base/permission.ts'
import type { Services } from '#server/capability.ts'
import { mustChangePassword } from '#server/http.ts'
import { applyImport } from '../commands/index.ts'
import { uploadOf } from '../commands/stage.ts'
import { writeApart } from './apart.ts'
import { check, resultOfUpload } from './check.ts'
import { limits, notAWorkbook } from './limits.ts'
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
    const lang = services.language(request)
    const upload = await uploadOf(services.pool, actor, uploadId)
    const bytes = await resultOfUpload(services, actor, uploadId, lang)
    const name = `${upload.fileName.replace(/\.[^.]*$/, '')} ${lang === 'en' ? 'result' : '导入结果'}`
    return send(reply, bytes, name)
  })
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
