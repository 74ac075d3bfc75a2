// What prepare.ts gives to an empty database, each from the capability or the play that makes it.

import { text } from '#base/text.ts'
import { dayOf } from '#base/time.ts'
import { firstAdministrator } from '#identity'
import { cityCode, divisionId, loadDivisions } from '#places'
import type { Ground } from './prepare.ts'
import type { Note } from './progress.ts'

export const divisions = {
  title: text('载入行政区划', 'Loading the divisions of the city'),
  run: ({ pool }: Ground): Promise<unknown> => pool.begin((tx) => loadDivisions(tx)),
}

export const demonstration = {
  title: text('生成演示城市（约一分钟）', 'Making the demonstration city (about a minute)'),
  // Loaded only where it is made: a city of its own never needs it.
  run: async (ground: Ground, note: Note): Promise<void> => {
    const { seedDemonstration } = await import('./demo/index.ts')
    await seedDemonstration(ground, note)
  },
}

/** A bare city has one administrator, whose password is told once. */
export const administrator = {
  run: ({ pool, now }: Ground) =>
    pool.begin((tx) => firstAdministrator(tx, divisionId(cityCode), now, dayOf(now))),
}
