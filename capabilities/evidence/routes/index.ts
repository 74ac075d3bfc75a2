// The byte streams of evidence: a photo goes in under its SHA-256 and comes out as a copy, or sealed.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Services } from '#server/capability.ts'
import { mustChangePassword } from '#server/http.ts'
import { isSha256, limits, notFound, type Size } from '../photo.ts'
import { photoFor } from '../queries.ts'
import { receive } from './receive.ts'

type Named = { Params: { sha256: string }; Querystring: { size?: string } }

export function routes(http: FastifyInstance, services: Services): void {
  http.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: limits.bytes },
      (_request, body, done) => done(null, body),
    )

    scope.put<Named>('/api/evidence/:sha256', {
      // Strangers are sent away before a byte of theirs is read.
      onRequest: async (request) => {
        const caller = await services.caller(request)
        if (caller.only) throw mustChangePassword({})
      },
      handler: (request) => take(request, services),
    })
    scope.get<Named>('/api/evidence/:sha256', (request, reply) => show(request, reply, services))
  })
}

async function take(request: FastifyRequest<Named>, services: Services) {
  const { sha256 } = request.params
  if (!isSha256(sha256)) throw notFound({})
  const { actor } = await services.caller(request)
  const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  return receive(services.pool, services.blobs, {
    sha256,
    bytes,
    by: actor.id,
    at: services.now(),
  })
}

/** Every look is checked anew: a post that ended yesterday opens no photo from the browser's cache today. */
async function show(request: FastifyRequest<Named>, reply: FastifyReply, services: Services) {
  const { sha256 } = request.params
  const size = sizeOf(request.query.size)
  const { actor, only } = await services.caller(request)
  if (only) throw mustChangePassword({})
  const photo = isSha256(sha256)
    ? await photoFor(services.pool, actor, sha256, size, services.now())
    : null
  if (!photo) throw notFound({})

  const name = size === 'original' ? sha256 : photo[size]
  const etag = `"${name}"`
  reply.headers({
    etag,
    'cache-control': size === 'original' ? 'no-store' : 'private, no-cache',
    // Whatever hides in a file, it is never run as a page of ours.
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
  })
  if (request.headers['if-none-match'] === etag && size !== 'original')
    return reply.status(304).send()
  const bytes = services.blobs.read(name)
  if (!bytes) throw notFound({})
  if (size === 'original')
    reply
      .type('application/octet-stream')
      .header('content-disposition', `attachment; filename="${sha256}.${extension(photo.type)}"`)
  else reply.type('image/webp')
  return reply.send(bytes)
}

const sizeOf = (wish: string | undefined): Size =>
  wish === 'thumb' || wish === 'original' ? wish : 'view'

const extension = (type: string): string => type.slice('image/'.length)
