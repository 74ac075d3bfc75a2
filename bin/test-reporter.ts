// What a group of tests says: the failing ones in full, then one line with the counts for bin/test.ts.

import { relative } from 'node:path'
import type { TestEvent } from 'node:test/reporters'
import { inspect } from 'node:util'

export const mark = '#tests '
const slowMs = 5000

export default async function* report(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  for await (const { type, data } of source) {
    if (type === 'test:pass') {
      if (data.details.type === 'suite') continue
      if (data.skip !== undefined || data.todo !== undefined) counts.skipped += 1
      else counts.passed += 1
      const { duration_ms: ms } = data.details
      if (ms > slowMs) yield `  ${(ms / 1000).toFixed(1)} s ${data.name}\n`
    }
    if (type === 'test:fail') {
      const error = data.details.error as Error & { failureType?: string }
      // A suite fails because a test in it did; that one is told and counted already.
      if (error.failureType === 'subtestsFailed') continue
      counts.failed += 1
      const file = data.file ? ` ${relative(process.cwd(), data.file)}:${data.line}` : ''
      yield `✗ ${data.name}${file}\n${inspect(error.cause ?? error, { depth: 5 })}\n\n`
    }
  }
  yield `${mark}${JSON.stringify(counts)}\n`
}
