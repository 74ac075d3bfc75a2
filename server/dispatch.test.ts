// The machinery on a real database, with a bakery for a domain: it must know no other.

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { z } from 'zod'
import { newId } from '#base/id.ts'
import { problem } from '#base/problem.ts'
import { text } from '#base/text.ts'
import type { Capability } from './capability.ts'
import { command } from './command.ts'
import { dbWithin } from './db.ts'
import { sealBatch, verifyChain } from './seal.ts'
import { endDb, world } from './testing.ts'

after(endDb)

const soldOut = problem<{ left: number }>(
  'bakery.sold-out',
  409,
  (d) => `只剩 ${d.left} 个`,
  (d) => `${d.left} left`,
)
const answered: string[] = []
let left = 2

const sell = command({
  name: 'bread.sell',
  title: text('卖面包', 'Sell bread'),
  source: null,
  may: 'bread.sell',
  offline: true,
  input: z.object({ loaves: z.int().min(1), to: z.string().default('') }),
  example: { loaves: 1 },
  async run({ sql, record }, { loaves }) {
    await sql`insert into server.setting (name, value) values (${newId()}, '1')`
    if (loaves > left) throw soldOut({ left })
    record('bread.sold', { placeId: null, within: [] }, { loaves })
    return { loaves }
  },
})

const bakery: Capability = {
  name: 'bakery',
  title: text('面包店', 'Bakery'),
  permissions: { 'bread.sell': { title: text('卖', 'Sell'), posts: ['baker'] } },
  facts: {
    'bread.sold': {
      title: text('卖出', 'Sold'),
      may: 'bread.sell',
      body: z.object({ loaves: z.int() }),
    },
    'bread.eaten': { title: text('吃掉', 'Eaten'), may: 'bread.sell', body: z.object({}) },
  },
  commands: [sell],
  queries: [],
  reactions: {
    async 'bread.sold'({ record }, facts) {
      for (const fact of facts) {
        answered.push(fact.id)
        record('bread.eaten', { placeId: null, within: [], cause: fact.id }, {})
      }
    },
  },
}

const baker = { 'bread.sell': ['shop'] }

test('a command commits its work, its facts and its receipt together', () =>
  world([bakery], async ({ sql, run, as, facts }) => {
    const id = newId()
    assert.deepEqual(await run(sell, as(baker), { loaves: 1 }, { id }), { loaves: 1 })
    assert.deepEqual(
      facts.map(({ name, body, commandId }) => [name, body, commandId]),
      [['bread.sold', { loaves: 1 }, id]],
    )
    const [receipt] = await sql`select ok, answer from server.receipt where id = ${id}`
    assert.deepEqual({ ...receipt }, { ok: true, answer: { loaves: 1 } })
  }))

test('a repeat returns the first answer and does nothing again', () =>
  world([bakery], async ({ sql, run, as, facts }) => {
    const [id, actor] = [newId(), as(baker)]
    await run(sell, actor, { loaves: 1 }, { id })
    assert.deepEqual(await run(sell, actor, { loaves: 1 }, { id }), { loaves: 1 })
    assert.equal(facts.length, 1)
    const [{ n }] = (await sql`select count(*) as n from server.setting`) as unknown as [
      { n: number },
    ]
    assert.equal(n, 1)
  }))

test('a refusal leaves nothing behind and is repeated as it was, even when it would now succeed', () =>
  world([bakery], async ({ sql, run, as, facts }) => {
    const [id, actor] = [newId(), as(baker)]
    await assert.rejects(run(sell, actor, { loaves: 3 }, { id }), { code: 'bakery.sold-out' })
    left = 5
    await assert.rejects(run(sell, actor, { loaves: 3 }, { id }), {
      code: 'bakery.sold-out',
      details: { left: 2 },
    })
    left = 2
    assert.equal(facts.length, 0)
    const [{ n }] = (await sql`select count(*) as n from server.setting`) as unknown as [
      { n: number },
    ]
    assert.equal(n, 0)
  }))

test('an id used for another input or by another person is refused', () =>
  world([bakery], async ({ run, as }) => {
    const [id, actor] = [newId(), as(baker)]
    await run(sell, actor, { loaves: 1 }, { id })
    await assert.rejects(run(sell, actor, { loaves: 2 }, { id }), { code: 'command.id-reused' })
    await assert.rejects(run(sell, as(baker), { loaves: 1 }, { id }), { code: 'command.id-reused' })
  }))

test('malformed input, impossible text and claims about the future are refused by name', () =>
  world([bakery], async ({ run, as, now }) => {
    const actor = as(baker)
    await assert.rejects(run(sell, actor, { loaves: 0 }), { code: 'input.invalid', status: 400 })
    await assert.rejects(run(sell, actor, { loaves: 1, to: 'a\u0000b' }), {
      code: 'input.unreadable-text',
    })
    await assert.rejects(run(sell, actor, { loaves: 1, to: '\ud800' }), {
      code: 'input.unreadable-text',
    })
    const at = new Date(now.getTime() + 120_000)
    await assert.rejects(run(sell, actor, { loaves: 1 }, { at }), { code: 'command.in-future' })
  }))

test('without the permission anywhere nothing runs', () =>
  world([bakery], async ({ run, as, facts }) => {
    await assert.rejects(run(sell, as({}), { loaves: 1 }), {
      code: 'identity.forbidden',
      status: 403,
    })
    assert.equal(facts.length, 0)
  }))

test('a reaction sees each fact once, and its own facts name their cause', () =>
  world([bakery], async ({ run, as, facts, react, given }) => {
    await run(sell, as(baker), { loaves: 1 })
    await react()
    const sold = facts.find(({ name }) => name === 'bread.sold')!
    assert.equal(facts.find(({ name }) => name === 'bread.eaten')?.causeId, sold.id)
    await assert.rejects(given({ ...sold }), /fact_id_key|duplicate/)
  }))

test('the sealer links every fact once, and the chain shows any change of the past', () =>
  world([bakery], async ({ sql, run, as }) => {
    for (let i = 0; i < 5; i++) await run(sell, as(baker), { loaves: 1 })
    const db = dbWithin(sql as never)
    assert.equal(await sealBatch(db, new Date()), 5)
    assert.equal(await sealBatch(db, new Date()), 0)
    assert.deepEqual(await verifyChain(sql as never), { links: 5, brokenAt: null })
    await sql`
      update server.fact set body = '{"loaves": 2}'
       where seq = (select seq from server.link where position = 3)`
    assert.deepEqual(await verifyChain(sql as never), { links: 2, brokenAt: 3 })
  }))
