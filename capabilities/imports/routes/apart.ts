// Work on workbooks in threads of their own: they may run out of memory or time without harm to anybody else.

import { Worker } from 'node:worker_threads'
import { text } from '#base/text.ts'
import type { RawSheet } from '../table.ts'
import { busy, limits, refusedAs, type StoredProblem, tooLarge } from './limits.ts'
import type { PlainSheet } from './writer.ts'

/** What a thread answers: its result, or the problem it met. */
export type Answer<A> = { done: A } | { problem: StoredProblem }

/** @throws import.not-a-workbook, import.too-large, import.damaged, import.busy */
export const readApart = (bytes: Uint8Array, fileName: string): Promise<RawSheet[]> =>
  apart<RawSheet[]>(new URL('./reader.ts', import.meta.url), { bytes, fileName })

/** @throws import.too-large, import.busy */
export const writeApart = (sheets: readonly PlainSheet[]): Promise<Uint8Array> =>
  apart<Uint8Array>(new URL('./writer.ts', import.meta.url), { sheets })

let working = 0

async function apart<A>(module: URL, workerData: object): Promise<A> {
  if (working >= limits.atOnce) throw busy({})
  working++
  try {
    const answer = await answerOf<A>(module, workerData)
    if ('problem' in answer) throw refusedAs(answer.problem)
    return answer.done
  } finally {
    working--
  }
}

function answerOf<A>(module: URL, workerData: object): Promise<Answer<A>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(module, {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb },
    })
    const late = setTimeout(() => {
      reject(tooLarge({ what: text('读取超时', 'it takes too long') }))
      void worker.terminate()
    }, limits.milliseconds)
    worker.once('message', resolve)
    worker.once('error', (error: Error & { code?: string }) =>
      reject(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? tooLarge({ what: text('内存不足', 'it takes too much memory') })
          : error,
      ),
    )
    worker.once('exit', () => {
      clearTimeout(late)
      reject(new Error('the thread ended without an answer'))
    })
  })
}
