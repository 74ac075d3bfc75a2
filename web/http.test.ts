// What goes into an address, and what comes out of a refusal.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { broken, isUndecided, problemOf, searchOf, unreachable, whenSignedOut } from './http.ts'

const refusal = (status: number, body: unknown) => new Response(JSON.stringify(body), { status })

test('an input becomes a query: lists by repetition, empty values left out', () => {
  assert.equal(searchOf({}), '')
  assert.equal(
    searchOf({
      state: ['reported', 'closed'],
      overdue: true,
      page: 2,
      q: '',
      placeId: null,
      x: undefined,
    }),
    '?state=reported&state=closed&overdue=true&page=2',
  )
  assert.equal(searchOf({ q: '3栋 & 4栋' }), '?q=3%E6%A0%8B+%26+4%E6%A0%8B')
})

test('a Problem keeps its code, status, sentence and details', async () => {
  const body = { code: 'hazard.wrong-state', title: '隐患已销号', details: { state: 'closed' } }
  const problem = await problemOf(refusal(409, body))
  assert.equal(problem.code, 'hazard.wrong-state')
  assert.equal(problem.status, 409)
  assert.equal(problem.text.zh, '隐患已销号')
  assert.deepEqual(problem.details, { state: 'closed' })
})

test('an answer that is no Problem of ours says that the server failed', async () => {
  assert.equal((await problemOf(new Response('<html>', { status: 502 }))).code, 'web.broken-answer')
})

test('an ended session is told to whoever asked to know', async () => {
  let told = 0
  whenSignedOut(() => told++)
  await problemOf(refusal(401, { code: 'identity.signed-out', title: '请先登录' }))
  await problemOf(refusal(401, { code: 'identity.wrong-credentials', title: '账号或密码不正确' }))
  assert.equal(told, 1)
})

test('only what was not decided may be sent again as the same act', async () => {
  assert.ok(isUndecided(unreachable({})))
  assert.ok(isUndecided(broken({ status: 502 })))
  assert.ok(!isUndecided(await problemOf(refusal(409, { code: 'x.y', title: '' }))))
})
