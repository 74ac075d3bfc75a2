// What prepare.ts gives to an empty database, each from the capability or the play that makes it.

import { fork } from 'node:child_process'
import { type Text, text } from '#base/text.ts'
import { dayOf } from '#base/time.ts'
import { firstAdministrator } from '#identity'
import { cityCode, divisionId, loadDivisions } from '#places'
import type { Ground } from './prepare.ts'
import type { Note } from './progress.ts'
import type { Order } from './seed-demo.ts'

export const divisions = {
  title: text('载入行政区划', 'Loading the divisions of the city'),
  run: ({ pool }: Ground): Promise<unknown> => pool.begin((tx) => loadDivisions(tx)),
}

export const demonstration = {
  title: text('生成演示城市（约一分钟）', 'Making the demonstration city (about a minute)'),
  run: ({ databaseUrl, dataDir, now }: Ground, note: Note): Promise<void> =>
    new Promise((done, fail) => {
      const maker = fork(new URL('./seed-demo.ts', import.meta.url))
      maker.on('message', (soFar) => note(soFar as Text))
      maker.once('error', fail)
      maker.once('exit', (code) =>
        code === 0 ? done() : fail(new Error('the demonstration city could not be made')),
      )
      const order: Order = { databaseUrl, dataDir, now: now.toISOString() }
      maker.send(order)
    }),
}

/** A bare city has one administrator, whose password is told once. */
export const administrator = {
  run: ({ pool, now }: Ground) =>
    pool.begin((tx) => firstAdministrator(tx, divisionId(cityCode), now, dayOf(now))),
}
