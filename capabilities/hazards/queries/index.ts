// What people see of hazards.

import type { AnyQuery } from '#server/query.ts'

export const queries: AnyQuery[] = []
