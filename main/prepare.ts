// What an empty database is given before anybody signs in: the city's divisions, then either the
// demonstration city or one administrator.
//
// A preparation that was interrupted is begun anew, which is safe because nobody was served before it ended.

import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Text } from '#base/text.ts'
import type { Pool } from '#server/db.ts'
import { migrate, root } from '#server/migrate.ts'
import type { Note } from './progress.ts'
import { administrator, demonstration, divisions } from './seeds.ts'

export type Ground = { pool: Pool; databaseUrl: string; dataDir: string; now: Date }
export type Login = { account: string; name: string; post: Text; at: string; password: string }
export type Step = <T>(title: Text, work: (note: Note) => Promise<T>) => Promise<T>

/**
 * Prepares the database, unless that was done before.
 *
 * @param empty no demonstration city, but one administrator
 * @returns the administrator's one-time password, told this once; null otherwise
 */
export async function prepare(
  ground: Ground,
  empty: boolean,
  step: Step,
): Promise<{ account: string; oneTimePassword: string } | null> {
  const { pool } = ground
  const before = await preparation(pool)
  if (before === 'done') return null
  if (before === 'begun') await startOver(pool)
  await remember(pool, 'begun')
  await step(divisions.title, () => divisions.run(ground))
  const first = empty ? await administrator.run(ground) : null
  if (!empty) await step(demonstration.title, (note) => demonstration.run(ground, note))
  await remember(pool, 'done')
  return first
}

/** The demonstration's logins; none in a city of its own. */
export async function demonstrationLogins(pool: Pool): Promise<Login[]> {
  const [row] = await pool<{ value: Login[] }[]>`
    select value from server.setting where name = 'demo-logins'`
  return row?.value ?? []
}

async function preparation(pool: Pool): Promise<'none' | 'begun' | 'done'> {
  const [row] = await pool<{ state: 'begun' | 'done' }[]>`
    select value ->> 'state' as state from server.setting where name = 'prepared'`
  return row?.state ?? 'none'
}

async function remember(pool: Pool, state: 'begun' | 'done'): Promise<void> {
  await pool`
    insert into server.setting (name, value) values ('prepared', ${{ state } as never}::jsonb)
        on conflict (name) do update set value = excluded.value`
}

/** Drops what the house made, and nothing else that may live in the same database. */
async function startOver(pool: Pool): Promise<void> {
  const capabilities = readdirSync(join(root, 'capabilities'))
  for (const schema of [...capabilities, 'server', 'pgboss'])
    await pool`drop schema if exists ${pool(schema)} cascade`
  await pool`drop table if exists public.migration`
  await migrate(pool)
}
