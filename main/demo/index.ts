// The demonstration city: built, played for ninety days, sealed, and marked as what it is.

import { join } from 'node:path'
import { text } from '#base/text.ts'
import { addDays, dayOf, instant } from '#base/time.ts'
import { installPermissions, posts } from '#identity'
import { localBlobs } from '#server/blobs.ts'
import { connect, dbOf, type Pool } from '#server/db.ts'
import { sealBatch } from '#server/seal.ts'
import { capabilities } from '../capabilities.ts'
import type { Ground, Login } from '../prepare.ts'
import type { Note } from '../progress.ts'
import { build, type Scene } from './build.ts'
import { demoLogins, demoPassword } from './cast.ts'
import { cameraOf } from './gallery.ts'
import { play } from './history.ts'
import { randomOf } from './random.ts'
import { stageOf } from './stage.ts'

export const daysOfHistory = 90

/** @param days how many days of history, for tests that need only a few */
export async function seedDemonstration(
  ground: Ground,
  note: Note,
  days = daysOfHistory,
): Promise<void> {
  installPermissions(Object.assign({}, ...capabilities.map((c) => c.permissions)))
  // What is being made can be made again: no need to wait for the disk at every commit.
  const settings = { synchronous_commit: 'off' }
  const pool = connect(ground.databaseUrl, { max: 10, name: 'baimi-demo', settings })
  try {
    const stage = stageOf(dbOf(pool), capabilities, randomOf('baimi'))
    const from = addDays(dayOf(ground.now), -days)
    const { scenes } = await build(stage, instant(addDays(from, -1), '09:00'))
    const camera = cameraOf(pool, localBlobs(join(ground.dataDir, 'evidence')))
    await play(stage, scenes, camera, from, ground.now, (day) =>
      note(text(`${day}，${stage.acts()} 个操作`, `${day}, ${stage.acts()} commands`)),
    )
    while ((await sealBatch(dbOf(pool), ground.now)) > 0);
    await mark(pool, scenes)
  } finally {
    await pool.end()
  }
}

/** The banner on every page, and the logins at the door. */
async function mark(pool: Pool, scenes: Scene[]): Promise<void> {
  const rows = await pool<(Omit<Login, 'post' | 'password'> & { kind: string })[]>`
    select person.account, person.name, post.kind, anchor.name as at
      from identity.person
      join identity.post on post.person_id = person.id
      join identity.anchor on anchor.id = post.at_id
     where person.account = any(${[...demoLogins]})`
  const logins = demoLogins.flatMap((account): Login[] => {
    const row = rows.find((one) => one.account === account)
    if (!row) return []
    const { title } = posts[row.kind as keyof typeof posts]
    return [{ account, name: row.name, post: title, at: row.at, password: demoPassword }]
  })
  await pool`
    insert into server.setting (name, value)
    values ('demo', 'true'), ('demo-logins', ${logins as never}::jsonb),
           ('demo-compounds', ${scenes.map(({ id }) => id) as never}::jsonb)
        on conflict (name) do update set value = excluded.value`
  await pool`vacuum analyze`
}
