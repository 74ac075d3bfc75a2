// `npm run verify`: recomputes the hash chain from the facts' own words and says whether every link holds.

import { join } from 'node:path'
import { connect } from '#server/db.ts'
import { startEmbedded } from '#server/embedded.ts'
import { root } from '#server/migrate.ts'
import { verifyChain } from '#server/seal.ts'

const named = process.env['DATABASE_URL']
const dir = join(process.env['BAIMI_DATA'] ?? join(root, 'data'), 'postgres')
const embedded = named ? null : await startEmbedded({ dir })
const pool = connect(named ?? embedded!.url, { max: 2, name: 'baimi-verify' })
try {
  const { links, brokenAt } = await verifyChain(pool)
  const [head] = await pool<{ chain: Buffer; at: Date }[]>`
    select chain, at from server.link order by position desc limit 1`
  if (brokenAt !== null) {
    console.error(
      `${links} facts hold; position ${brokenAt} does not: it was changed after it was sealed`,
    )
    process.exitCode = 1
  } else {
    console.log(`${links} facts hold`)
    if (head) console.log(`head ${head.chain.toString('hex')}, sealed ${head.at.toISOString()}`)
  }
} finally {
  await pool.end()
  await embedded?.stop()
}
