// A crowd on the event stream: opens connections, notes for every fact how long it took to arrive.
//
// Same machine, same clock: the fact's own instant is compared with the instant of arrival.

import { Agent, get } from 'node:http'

const [url, cookie, count] = process.argv.slice(2) as [string, string, string]
const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY })
const ms: number[] = []
let expected = Number.POSITIVE_INFINITY

await Promise.all(Array.from({ length: Number(count) }, () => open()))
process.send?.('listening')

process.on('message', (events: number) => {
  expected = events * Number(count)
  const until = Date.now() + 10_000
  const wait = setInterval(() => {
    if (ms.length < expected && Date.now() < until) return
    clearInterval(wait)
    process.send?.(ms)
  }, 50)
})

function open(): Promise<void> {
  return new Promise((done, fail) => {
    get(
      new URL('/api/stream?names=hazard.reported', url),
      { agent, headers: { cookie } },
      (response) => {
        if (response.statusCode !== 200)
          return fail(new Error(`the stream answered ${response.statusCode}`))
        let rest = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          const arrived = Date.now()
          const frames = (rest + chunk).split('\n\n')
          rest = frames.pop()!
          for (const frame of frames) {
            if (frame.includes('event: hello')) done()
            const at = /"at":"([^"]+)"/.exec(frame)?.[1]
            if (at && frame.includes('event: fact')) ms.push(arrived - Date.parse(at))
          }
        })
      },
    ).on('error', fail)
  })
}
