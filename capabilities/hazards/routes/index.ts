// Paper and workbooks: the notice as PDF, the ledger as xlsx.

import type { FastifyInstance } from 'fastify'
import type { Services } from '#server/capability.ts'

export function routes(_http: FastifyInstance, _services: Services): void {}
