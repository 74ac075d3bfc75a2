// Makes the demonstration city in a process of its own, started by seeds.ts: what it takes in memory is
// given back when it ends, before the server begins.

import { connect } from '#server/db.ts'
import { seedDemonstration } from './demo/index.ts'
import type { Ground } from './prepare.ts'

export type Order = Pick<Ground, 'databaseUrl' | 'dataDir'> & { now: string }

process.once('disconnect', () => process.exit(1)) // whoever ordered it is gone
process.once('message', async (order: Order) => {
  const pool = connect(order.databaseUrl, { max: 2, name: 'baimi-demo' })
  const ground: Ground = { ...order, pool, now: new Date(order.now) }
  try {
    await seedDemonstration(ground, (soFar) => process.send?.(soFar))
    process.exit(0)
  } catch (error) {
    console.error(error)
    process.exit(1)
  }
})
