// The end of a program: in order, once, on every way out that a process can notice.

const forceAfterMs = 1500

/** Undone in reverse order when the program ends. */
const undo: (() => Promise<unknown>)[] = []
let ending: number | undefined

export const atEnd = (work: () => Promise<unknown>): void => {
  undo.push(work)
}

export const isEnding = (): boolean => ending !== undefined

/** Ends the program in order. Asked again after a moment, as by a second Ctrl-C, it ends at once. */
export async function end(code: number): Promise<void> {
  if (ending !== undefined) {
    // A terminal sends Ctrl-C to us and to whoever started us, who hands it on: that is one wish, not two.
    if (Date.now() - ending > forceAfterMs) process.exit(code || 1)
    return
  }
  ending = Date.now()
  for (const work of undo.reverse())
    await work().catch((error: unknown) => console.error('while stopping:', error))
  process.exit(code)
}

/** Listens for every way out. Call it once, before anything is started. */
export function watchForTheEnd(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(0))
  process.on('uncaughtException', (error) => {
    console.error(error)
    void end(1)
  })
  // bin/run.mjs may be killed without a chance to tell us; then we are an orphan that holds the port.
  const starter = Number(process.env['BAIMI_STARTED_BY'] ?? 0)
  if (starter === process.ppid) setInterval(() => process.ppid !== starter && end(0), 500).unref()
}
