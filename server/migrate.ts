// Brings a database to today's schema: every */migrations/*.sql once, in file-name order, each in a transaction.

import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { ReservedSql } from 'postgres'
import type { Pool } from './db.ts'

export const root = join(import.meta.dirname, '..')

export type Migration = { name: string; text: string; hash: string }

/** All migrations of the house. Their file names begin with a date and a number, upstream first. */
export function migrations(): Migration[] {
  return globSync('{server,capabilities/*}/migrations/*.sql', { cwd: root })
    .map((path) => {
      const text = readFileSync(join(root, path), 'utf8')
      return { name: basename(path), text, hash: createHash('sha256').update(text).digest('hex') }
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/**
 * @returns the names of the migrations that were run now
 * @throws when a migration that already ran has been changed since: make a new one instead
 */
export async function migrate(
  pool: Pool,
  onStep: (name: string) => void = () => {},
): Promise<string[]> {
  const reserved = await pool.reserve()
  try {
    // One migrator at a time, also over several processes.
    await reserved`select pg_advisory_lock(7300001)`
    await reserved`
      create table if not exists public.migration (
        name text primary key, hash text not null, at timestamptz not null default now())`
    const done = new Map(
      (
        await reserved<{ name: string; hash: string }[]>`select name, hash from public.migration`
      ).map(({ name, hash }) => [name, hash]),
    )
    const ran: string[] = []
    for (const { name, text, hash } of migrations()) {
      const before = done.get(name)
      if (before === hash) continue
      if (before !== undefined)
        throw new Error(`migration ${name} was changed after it ran; add a new migration instead`)
      onStep(name)
      await runOne(reserved, { name, text, hash })
      ran.push(name)
    }
    return ran
  } finally {
    await reserved`select pg_advisory_unlock(7300001)`
    reserved.release()
  }
}

async function runOne(sql: ReservedSql, { name, text, hash }: Migration): Promise<void> {
  try {
    await sql.unsafe('begin').simple()
    await sql.unsafe(text).simple()
    await sql`insert into public.migration (name, hash) values (${name}, ${hash})`
    await sql.unsafe('commit').simple()
  } catch (error) {
    await sql.unsafe('rollback').simple()
    throw new Error(`migration ${name} failed, nothing of it stays: ${String(error)}`, {
      cause: error,
    })
  }
}
