// What is recorded about evidence: that somebody opened an original.

import { z } from 'zod'
import { text } from '#base/text.ts'
import type { FactKinds } from '#server/capability.ts'

export const facts = {
  'evidence.original-opened': {
    title: text('启封照片原件', 'An original photo was opened'),
    may: 'evidence.see-original',
    body: z.object({ openingId: z.uuid(), sha256: z.string(), compoundId: z.uuid() }),
  },
} satisfies FactKinds
