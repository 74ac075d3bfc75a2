// What the machinery says about itself. Fastify's logger fits; tests pass `quiet`.

export type Log = {
  info(details: object, message: string): void
  error(details: object, message: string): void
}

export const quiet: Log = { info: () => {}, error: () => {} }
export const loud: Log = {
  info: (details, message) => console.log(message, JSON.stringify(details)),
  error: (details, message) => console.error(message, JSON.stringify(details)),
}
