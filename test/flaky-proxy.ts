// A bad network between phone and server: answers lost after the commit, connections cut, by a seeded dice.

import http from 'node:http'
import type { AddressInfo } from 'node:net'

export type FlakyProxy = {
  url: string
  /** share of answers to acts and photos that are lost on the way back, after the server has committed */
  lost: number
  /** no connection at all, though the radio says there is one */
  cut: boolean
  /** how many answers were lost */
  losses: number
  stop(): Promise<void>
}

/** @param dice numbers from 0 to 1, the same in every run */
export async function startFlakyProxy(target: string, dice: () => number): Promise<FlakyProxy> {
  const to = new URL(target)
  const agent = new http.Agent({ keepAlive: true })
  const server = http.createServer((request, response) => {
    if (proxy.cut) {
      request.socket.destroy()
      return
    }
    const act = request.url === '/api/inbox' || request.method === 'PUT'
    const loses = act && dice() < proxy.lost
    const { method, headers, url } = request
    const forward = { agent, host: to.hostname, port: to.port, method, headers, path: url }
    const upstream = http.request(forward, (answer) => {
      if (loses) {
        // The whole answer is taken, so that the server has done its part; the phone hears nothing.
        answer.resume().on('end', () => request.socket.destroy())
        proxy.losses++
        return
      }
      response.writeHead(answer.statusCode!, answer.headers)
      answer.pipe(response)
    })
    upstream.on('error', () => request.socket.destroy())
    request.pipe(upstream)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const proxy: FlakyProxy = {
    url: `http://127.0.0.1:${port}`,
    lost: 0,
    cut: false,
    losses: 0,
    async stop() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
      agent.destroy()
    },
  }
  return proxy
}
