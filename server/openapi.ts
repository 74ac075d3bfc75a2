// OpenAPI 3.1 from the declarations, for people who connect other systems.

import { z } from 'zod'
import { problemKinds } from '#base/problem.ts'
import type { Citation } from '#law/cite.ts'
import type { Capability } from './capability.ts'
import type { AnyCommand } from './command.ts'
import type { AnyQuery } from './query.ts'

type Json = Record<string, unknown>

export function openapi(capabilities: Capability[]): Json {
  const paths: Record<string, Json> = {}
  for (const capability of capabilities) {
    for (const command of capability.commands)
      paths[`/api/commands/${command.name}`] = { post: commandOperation(capability, command) }
    for (const query of capability.queries)
      paths[`/api/${query.name}`] = { get: queryOperation(capability, query) }
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Baimi 百米',
      version: '0.1.0',
      description:
        'Every write is a named command with an id made by the caller; sending the same id again returns the first answer. Every read is a query with flat parameters. Refusals are RFC 9457 problems with a stable code.',
      license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
      contact: { name: 'Baimi', url: 'https://baimi.example' },
    },
    servers: [{ url: '/', description: 'this installation' }],
    tags: capabilities
      .filter((c) => c.commands.length + c.queries.length > 0)
      .map((c) => ({ name: c.name, description: `${c.title.zh} · ${c.title.en}` })),
    security: [{ session: [] }],
    paths,
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'baimi',
          description: 'opened by POST /api/sign-in',
        },
      },
      schemas: { Problem: problemSchema() },
      responses: {
        Refused: {
          description: 'Refused; nothing was changed',
          content: {
            'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
          },
        },
      },
    },
  }
}

function commandOperation(capability: Capability, command: AnyCommand): Json {
  return {
    operationId: command.name,
    tags: [capability.name],
    summary: `${command.title.zh} · ${command.title.en}`,
    description: describe(
      command,
      command.offline ? 'May be queued by a device without signal.' : '',
    ),
    parameters: [
      {
        name: 'x-csrf',
        in: 'header',
        required: true,
        schema: { type: 'string' },
        description: 'token from GET /api/session.current',
      },
    ],
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: {
            type: 'object',
            required: ['id', 'input'],
            properties: {
              id: { type: 'string', format: 'uuid', description: 'UUIDv7 made by the caller' },
              input: schemaOf(command.input),
              at: {
                type: 'string',
                format: 'date-time',
                description: 'when the person acted, if not now',
              },
            },
          },
          example: { id: '019aaf3c-7d00-7000-8000-000000000001', input: command.example },
        },
      },
    },
    responses: {
      200: {
        description: 'Done',
        content: {
          'application/json': {
            schema: {
              type: 'object',
              required: ['ok', 'answer'],
              properties: { ok: { const: true }, answer: {} },
            },
          },
        },
      },
      default: { $ref: '#/components/responses/Refused' },
    },
  }
}

function queryOperation(capability: Capability, query: AnyQuery): Json {
  const schema = schemaOf(query.input) as {
    properties?: Record<string, Json>
    required?: string[]
  }
  const example = query.example as Json
  return {
    operationId: query.name,
    tags: [capability.name],
    summary: `${query.title.zh} · ${query.title.en}`,
    description: describe(query, ''),
    ...(query.may === 'anyone' ? { security: [] } : {}),
    parameters: Object.entries(schema.properties ?? {}).map(([name, property]) => ({
      name,
      in: 'query',
      required: schema.required?.includes(name) ?? false,
      schema: property,
      ...(example[name] === undefined ? {} : { example: example[name] }),
    })),
    responses: {
      200: { description: 'The answer', content: { 'application/json': { schema: {} } } },
      default: { $ref: '#/components/responses/Refused' },
    },
  }
}

const describe = (declared: { may: string; source: Citation | null }, more: string): string =>
  [
    `Needs: \`${declared.may}\`.`,
    declared.source ? `Basis: ${citation(declared.source)}.` : '',
    more,
  ]
    .filter(Boolean)
    .join(' ')

export const citation = ({ document, article, status }: Citation): string =>
  `${document}${article ? ` ${article}` : ''} (${status})`

function schemaOf(input: z.ZodType): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(input, {
    io: 'input',
    unrepresentable: 'any',
  }) as Json
  return schema
}

const problemSchema = (): Json => ({
  type: 'object',
  required: ['type', 'code', 'status', 'title', 'details'],
  properties: {
    type: { type: 'string' },
    code: { type: 'string', enum: problemKinds().map(({ code }) => code) },
    status: { type: 'integer' },
    title: { type: 'string', description: 'a sentence for the person, in their language' },
    details: { type: 'object' },
  },
})
