// Server-sent events, read from a byte stream (HTML §9.2.6), and how long to wait before trying again.

/** A recorded fact as it travels in the live stream. */
export type LiveFact = {
  position: number
  name: string
  at: string
  placeId: string | null
  within: string[]
  body: Record<string, unknown>
}

export type StreamEvent = { id: string; name: string; data: string }

/** Whether a fact's name is meant by `hazard.closed`, by `hazard.*`, or by `*`. */
export const matches = (wanted: string, name: string): boolean =>
  wanted.endsWith('*') ? name.startsWith(wanted.slice(0, -1)) : wanted === name

/**
 * Milliseconds to wait after the n-th failure: doubling from one second to a minute, spread by half, so that
 * a restarted server is not met by everybody at once.
 *
 * @param random in [0, 1)
 */
export const backoffMs = (failures: number, random: number): number =>
  Math.min(60_000, 1000 * 2 ** (failures - 1)) * (0.5 + random / 2)

/** The events of a stream, as they come in. Our server ends lines with a bare line feed. */
export async function* readEvents(bytes: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent> {
  const decoder = new TextDecoder()
  const reader = bytes.getReader()
  let rest = ''
  try {
    while (true) {
      const { value, done } = await reader.read()
      if (done) return
      const blocks = (rest + decoder.decode(value, { stream: true })).split('\n\n')
      rest = blocks.pop()!
      for (const block of blocks) {
        const event = eventOf(block.split('\n'))
        if (event) yield event
      }
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}

/** Comment lines (`: still here`) and blocks without data are no events. */
function eventOf(lines: string[]): StreamEvent | null {
  const event: StreamEvent = { id: '', name: 'message', data: '' }
  const data: string[] = []
  for (const line of lines) {
    const colon = line.indexOf(':')
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'data') data.push(value)
    else if (field === 'event') event.name = value
    else if (field === 'id') event.id = value
  }
  return data.length === 0 ? null : { ...event, data: data.join('\n') }
}
