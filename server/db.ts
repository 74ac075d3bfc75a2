// The database connection: porsager's tagged templates, with the few type decisions this house makes.
//
// Columns are read in camelCase; keys inside JSON stay as they were written. A `date` is a Day string,
// `int8` and `numeric` are numbers (nothing here passes 2^53), a timestamp is a Date, undefined is null.

import type driver from 'postgres'
import { postgres } from './postgres.ts'

/** What a query reads with: the pool, or the transaction of a test. */
export type Sql = driver.ISql
/** What a command and a reaction write with: one open transaction. */
export type Tx = driver.ISql
/** The pool itself. */
export type Pool = driver.Sql

export type Db = {
  sql: Sql
  /** Runs `work` in one transaction; throwing rolls it back whole. */
  begin<T>(work: (tx: Tx) => Promise<T>): Promise<T>
}

export type ConnectOptions = {
  max?: number
  /** what PostgreSQL calls the connection */
  name?: string
  /** session settings, such as `synchronous_commit: 'off'` for data that can be made again */
  settings?: Record<string, string>
}

export function connect(url: string, options: ConnectOptions = {}): Pool {
  return postgres(url, {
    max: options.max ?? 10,
    idle_timeout: 0,
    connect_timeout: 10,
    // A server that restarts is back within a second; waiting longer only makes people wait.
    backoff: (attempt: number) => Math.min(0.05 * 2 ** attempt, 1),
    onnotice: () => {},
    connection: {
      application_name: options.name ?? 'baimi',
      TimeZone: 'Asia/Shanghai',
      ...options.settings,
    },
    transform: { ...columnsOnly, undefined: null },
    types: {
      day: { to: 1082, from: [1082], serialize: String, parse: String },
      int8: { to: 20, from: [20], serialize: String, parse: Number },
      numeric: { to: 1700, from: [1700], serialize: String, parse: Number },
      // Text that is JSON already (pg-boss hands over such) must not be quoted a second time.
      json: { to: 114, from: [114], serialize: asJson, parse: JSON.parse },
      jsonb: { to: 3802, from: [3802], serialize: asJson, parse: JSON.parse },
    },
  }) as Pool
}

const columnsOnly = { column: postgres.camel.column }

function asJson(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

export const dbOf = (pool: Pool): Db => ({
  sql: pool,
  begin: (work) => pool.begin(work as never) as Promise<never>,
})

/** A Db inside an open transaction: what commits becomes a savepoint. For tests. */
export const dbWithin = (tx: driver.TransactionSql): Db => ({
  sql: tx,
  begin: (work) => tx.savepoint(work as never) as Promise<never>,
})

/** The name of the broken constraint, and whether trying again can help. */
export function databaseError(error: unknown): {
  constraint?: string
  again: boolean
  lost: boolean
  /** a value the database cannot hold: out of range, not encodable */
  unfit: boolean
} | null {
  if (!(error instanceof Error)) return null
  const code = (error as { code?: string }).code ?? ''
  const constraint = (error as { constraint_name?: string }).constraint_name
  const no = { again: false, lost: false, unfit: false }
  if (/^23/.test(code)) return { ...no, ...(constraint ? { constraint } : {}) }
  if (/^22/.test(code)) return { ...no, unfit: true }
  if (code === '40001' || code === '40P01') return { ...no, again: true }
  if (/^(57P0|08|53300|CONNECT|ECONN|EPIPE)/.test(code)) return { ...no, lost: true }
  return null
}
