// What is put on record about imports: that one was applied, by whom, and how much it changed.

import { z } from 'zod'
import { text } from '#base/text.ts'
import type { FactKinds } from '#server/capability.ts'

const counts = z.object({ added: z.int(), changed: z.int(), unchanged: z.int(), refused: z.int() })

export const facts = {
  'import.applied': {
    title: text('完成批量导入', 'Import applied'),
    may: 'import.use',
    body: z.object({
      uploadId: z.uuid(),
      sha256: z.string(),
      sheets: z.array(z.object({ kind: z.string(), counts })),
    }),
  },
} satisfies FactKinds
