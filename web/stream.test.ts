// Server-sent events, however the network cuts them, and the waiting between two tries.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { backoffMs, matches, readEvents } from './stream.ts'

const streamOf = (chunks: Uint8Array[]) => ReadableStream.from(chunks) as ReadableStream<Uint8Array>
const bytesOf = (text: string) => new TextEncoder().encode(text)
const eventsOf = (...chunks: string[]) => Array.fromAsync(readEvents(streamOf(chunks.map(bytesOf))))

test('an event is read whole though it comes in pieces', async () => {
  assert.deepEqual(
    await eventsOf('id: 7\neve', 'nt: fact\ndata: {"a"', ':1}\n', '\nevent: hello\ndata: x\n\n'),
    [
      { id: '7', name: 'fact', data: '{"a":1}' },
      { id: '', name: 'hello', data: 'x' },
    ],
  )
})

test('a character cut in two is still one character', async () => {
  const bytes = bytesOf('data: 隐患\n\n')
  const stream = streamOf([bytes.slice(0, 8), bytes.slice(8)])
  assert.deepEqual(await Array.fromAsync(readEvents(stream)), [
    { id: '', name: 'message', data: '隐患' },
  ])
})

test('signs of life and unfinished events are no events', async () => {
  assert.deepEqual(await eventsOf(': alive\n\n', 'retry: 2000\n\n', 'data: lost'), [])
})

test('names are matched whole, by noun, or all', () => {
  assert.ok(matches('hazard.closed', 'hazard.closed'))
  assert.ok(matches('hazard.*', 'hazard.closed'))
  assert.ok(matches('*', 'patrol.scanned'))
  assert.ok(!matches('hazard.*', 'hazardous.closed'))
  assert.ok(!matches('hazard.closed', 'hazard.closed-again'))
})

test('waiting doubles from half a second to a minute at most', () => {
  assert.equal(backoffMs(1, 0), 500)
  assert.equal(backoffMs(1, 1), 1000)
  assert.equal(backoffMs(4, 1), 8000)
  assert.equal(backoffMs(40, 1), 60_000)
})
