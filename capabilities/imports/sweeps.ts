// Lets go of what was handed in and never applied: it holds names and phone numbers.

import { addHours } from '#base/time.ts'
import type { Sweeps } from '#server/capability.ts'

export const sweeps: Sweeps = {
  async forgetUploads({ sql, now }) {
    await sql`
      delete from imports.sheet
       where upload_id in (
             select id from imports.upload
              where applied_at is null and at < ${addHours(now, -24)})`
  },
}
