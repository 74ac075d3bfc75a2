// Every declared command and query, attacked by the machine: malformed, oversized, foreign, replayed and
// unauthorised input is answered with a Problem and changes nothing. A new declaration is covered at once.

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { newId } from '#base/id.ts'
import { Problem } from '#base/problem.ts'
import { capabilities } from '#main/capabilities.ts'
import type { AnyCommand, Tx } from '#server/command.ts'
import { endDb, type World, world } from '#server/testing.ts'

after(endDb)

const commands = capabilities.flatMap((capability) => capability.commands)
const queries = capabilities.flatMap((capability) => capability.queries)

test('names are noun.verb, unique, titled in both languages, and their examples are valid', () => {
  const names = new Set<string>()
  for (const declared of [...commands, ...queries]) {
    assert.match(declared.name, /^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/)
    assert.ok(!names.has(declared.name), `${declared.name} is declared twice`)
    names.add(declared.name)
    assert.match(declared.title.zh, /\p{Script=Han}/u, declared.name)
    assert.doesNotMatch(declared.title.en, /\p{Script=Han}/u, declared.name)
    const example = declared.input.safeParse(declared.example)
    assert.ok(example.success, `${declared.name}: ${example.error?.message}`)
  }
})

test('every permission named by a declaration is declared with the posts that carry it', () => {
  const declared = new Set(capabilities.flatMap((c) => Object.keys(c.permissions)))
  const named = [
    ...commands.map((c) => c.may),
    ...queries.map((q) => q.may),
    ...capabilities.flatMap((c) => Object.values(c.facts).map((fact) => fact.may)),
  ]
  const open = ['anyone', 'signed-in', 'nobody']
  assert.deepEqual(
    named.filter((permission) => !open.includes(permission) && !declared.has(permission)),
    [],
  )
})

for (const command of commands) {
  test(`${command.name}: malformed and oversized input is refused and changes nothing`, () =>
    world(capabilities, async (w) => {
      const before = await fingerprint(w.sql)
      const actor = w.as(command.may === 'signed-in' ? {} : { [command.may]: [newId()] })
      await fc.assert(
        fc.asyncProperty(broken(command.example), async (input) => {
          if (command.input.safeParse(input).success) return
          await refused(w, command, actor, input)
        }),
        { numRuns: 25, seed: 20261123 },
      )
      assert.deepEqual(await fingerprint(w.sql), before)
    }))

  test(`${command.name}: a stranger and a holder elsewhere are refused, twice alike, and change nothing`, () =>
    world(capabilities, async (w) => {
      const before = await fingerprint(w.sql)
      const everythingElsewhere = Object.fromEntries(
        capabilities.flatMap((c) => Object.keys(c.permissions).map((p) => [p, [newId()]])),
      )
      if (command.may !== 'signed-in') await refused(w, command, w.as({}), command.example)
      const elsewhere = w.as(everythingElsewhere)
      const id = newId()
      const codes = []
      for (let i = 0; i < 2; i++)
        codes.push(
          await refused(w, command, elsewhere, command.example, id).catch(
            allowedOnOwnAccount(command),
          ),
        )
      assert.equal(codes[0], codes[1])
      if (codes[0]) assert.deepEqual(await fingerprint(w.sql), before)
    }))
}

for (const query of queries)
  test(`${query.name}: malformed input is a problem, and a stranger learns nothing`, () =>
    world(capabilities, async (w) => {
      const before = await fingerprint(w.sql)
      const actor = w.as(query.may === 'signed-in' ? {} : { [query.may]: [newId()] })
      await fc.assert(
        fc.asyncProperty(broken(query.example), async (input) => {
          await w.ask(query, actor, input as never).catch(mustBeProblem)
        }),
        { numRuns: 15, seed: 20261123 },
      )
      if (query.may !== 'signed-in' && query.may !== 'anyone')
        await assert.rejects(w.ask(query, w.as({}), query.example as never), {
          code: 'identity.forbidden',
        })
      assert.deepEqual(await fingerprint(w.sql), before)
    }))

/** @returns the code it was refused with */
async function refused(
  w: World,
  command: AnyCommand,
  actor: ReturnType<World['as']>,
  input: unknown,
  id = newId(),
): Promise<string> {
  try {
    await w.run(command, actor, input as never, { id })
  } catch (error) {
    return mustBeProblem(error)
  }
  throw new Error(`${command.name} accepted ${JSON.stringify(input).slice(0, 200)}`)
}

function mustBeProblem(error: unknown): string {
  if (!(error instanceof Problem)) throw error
  assert.ok(error.status >= 400 && error.status < 500, `${error.code} is answered ${error.status}`)
  assert.ok(error.text.zh.length > 3 && error.text.en.length > 3)
  return error.code
}

/** One's own account is everybody's; such a command may well succeed. */
const allowedOnOwnAccount = (command: AnyCommand) => (error: unknown) => {
  if (command.may === 'signed-in') return ''
  throw error
}

/** The example with one thing wrong: a field missing, of another type, too long, hostile, or one too many. */
function broken(example: unknown): fc.Arbitrary<unknown> {
  const hostile = fc.constantFrom<unknown>(
    null,
    '',
    ' ',
    -1,
    0,
    1e308,
    Number.MAX_SAFE_INTEGER + 1,
    true,
    [],
    {},
    'x'.repeat(70_000),
    '\u0000',
    '\ud800',
    "'; drop schema identity cascade; --",
    '../../etc/passwd',
    '<script>alert(1)</script>',
    '=cmd|calc',
    'not-a-uuid',
    '00000000-0000-0000-0000-000000000000',
    '2026-02-30',
    '99:99',
    ['x'.repeat(1000)],
    { __proto__: { polluted: true } },
    Array.from({ length: 3000 }, () => 'x'),
  )
  if (typeof example !== 'object' || example === null || Array.isArray(example)) return hostile
  const keys = Object.keys(example)
  const options: fc.Arbitrary<unknown>[] = [hostile]
  if (keys.length > 0) {
    const field = fc.constantFrom(...keys)
    options.push(
      fc.tuple(field, hostile).map(([key, value]) => ({ ...example, [key]: value })),
      field.map((key) =>
        Object.fromEntries(Object.entries(example).filter(([name]) => name !== key)),
      ),
    )
  }
  return fc.oneof(...options)
}

/** What every table holds, receipts aside: those are kept on purpose. */
async function fingerprint(sql: Tx): Promise<Record<string, string>> {
  const tables = await sql<{ name: string }[]>`
    select format('%I.%I', schemaname, tablename) as name
      from pg_tables
     where schemaname = any(${[...capabilities.map((c) => c.name), 'server']}) and tablename <> 'receipt'
     order by 1`
  const rows: Record<string, string> = {}
  for (const { name } of tables) {
    const [row] = await sql.unsafe(
      `select count(*) || ':' || coalesce(sum(hashtext(t::text)::bigint), 0) as sum from ${name} t`,
    )
    rows[name] = String(row?.['sum'])
  }
  return rows
}
