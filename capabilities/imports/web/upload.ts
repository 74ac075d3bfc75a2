// An upload as it crosses the network, and its way to the server.

import { postBytes } from '#web/http.ts'
import type { Upload } from '../commands/stage.ts'
import type { Verdict } from '../verdict.ts'

export type UploadJson = Omit<Upload, 'at' | 'appliedAt'> & { at: string; appliedAt: string | null }

/** Hands a file in to be checked. Nothing is imported by this. */
export const checkFile = (file: File, onProgress: (share: number) => void): Promise<UploadJson> =>
  postBytes<UploadJson>(
    `/api/import?dry=1&name=${encodeURIComponent(file.name)}`,
    // The type a browser guesses from the name says nothing; the server looks inside.
    new Blob([file], { type: 'application/octet-stream' }),
    onProgress,
  )

/** All sheets together. */
export function totals({ verdicts }: Pick<UploadJson, 'verdicts'>): Record<Verdict, number> {
  const sum = { added: 0, changed: 0, unchanged: 0, refused: 0 }
  for (const { counts } of verdicts)
    for (const name of Object.keys(sum) as Verdict[]) sum[name] += counts[name]
  return sum
}
