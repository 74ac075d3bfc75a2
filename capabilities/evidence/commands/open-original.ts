// Opens what is sealed: the bytes as they came, and what the camera wrote into them.

import { z } from 'zod'
import { newId } from '#base/id.ts'
import { may, mustBeAllowed } from '#base/permission.ts'
import { text } from '#base/text.ts'
import { addMinutes } from '#base/time.ts'
import { assumed } from '#law/cite.ts'
import { command } from '#server/command.ts'
import { limits, maySee, notFound } from '../photo.ts'
import { custodyOf } from '../queries.ts'
import type { Capture } from '../routes/capture.ts'

/** 启封. Records `evidence.original-opened`: who looked, never what was seen. */
export const openOriginal = command({
  name: 'evidence.open-original',
  title: text('启封照片原件', 'Open an original photo'),
  source: assumed('影像原件封存，启封留痕'),
  may: 'evidence.see-original',
  offline: false,
  input: z.object({
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    reason: z.string().trim().min(4).max(500),
  }),
  example: { sha256: 'a'.repeat(64), reason: '核对拍摄时间与地点，投诉件 2026-118' },

  async run({ sql, actor, now, record }, { sha256, reason }) {
    const matters = await custodyOf(sql, sha256)
    if (!maySee(actor, matters)) throw notFound({})
    const matter = matters.find(({ within }) => may(actor, 'evidence.see-original', within))
    mustBeAllowed(actor, 'evidence.see-original', matter?.within ?? [])
    const { compoundId, within } = matter!

    const openingId = newId(now.getTime())
    const until = addMinutes(now, limits.openMinutes)
    const [photo] = await sql<{ capture: Capture | null; type: string; bytes: number }[]>`
      with opening as (
        insert into evidence.opening (compound_id, id, sha256, person_id, reason, at, until)
        values (${compoundId}, ${openingId}, ${sha256}, ${actor.id}, ${reason}, ${now}, ${until}))
      select capture, type, bytes from evidence.photo where sha256 = ${sha256}`
    record(
      'evidence.original-opened',
      { placeId: compoundId, within },
      { openingId, sha256, compoundId },
    )
    return { openingId, until, ...photo! }
  },
})
