// An expected refusal: a stable code for programs and a sentence for the person, saying what to do.
//
// A problem is declared beside the rule that raises it. Throwing one rolls the command back.
// Codes are never reused for another meaning.

import type { Lang, Text } from './text.ts'

export class Problem extends Error {
  readonly code: string
  readonly status: number
  readonly details: Record<string, unknown>
  readonly text: Text

  constructor(code: string, status: number, details: object, text: Text) {
    super(`${code}: ${text.en}`)
    this.name = 'Problem'
    this.code = code
    this.status = status
    this.details = details as Record<string, unknown>
    this.text = text
  }

  /** RFC 9457 body, in the reader's language. */
  toBody(lang: Lang): ProblemBody {
    return {
      type: `urn:baimi:problem:${this.code}`,
      code: this.code,
      status: this.status,
      title: this.text[lang],
      details: this.details,
    }
  }
}

export type ProblemBody = {
  type: string
  code: string
  status: number
  title: string
  details: Record<string, unknown>
}

type Sentence<D> = string | ((details: D) => string)
export type ProblemKind = { code: string; status: number; sample: Text }

const declared = new Map<string, { status: number; sample: () => Text }>()

/** Declares a problem; the result makes one from its details. A code declared twice stops the program. */
export function problem<D extends object = Record<never, never>>(
  code: string,
  status: number,
  zh: Sentence<D>,
  en: Sentence<D>,
): (details: D) => Problem {
  // A browser reloads modules while one develops; on the server a second declaration is a mistake.
  if (declared.has(code) && !('document' in globalThis))
    throw new Error(`problem code declared twice: ${code}`)
  const say = (sentence: Sentence<D>, d: D) =>
    typeof sentence === 'string' ? sentence : sentence(d)
  const sampled = (sentence: Sentence<D>) => say(sentence, placeholders as D).replaceAll('NaN', '…')
  declared.set(code, { status, sample: () => ({ zh: sampled(zh), en: sampled(en) }) })
  return (details) =>
    new Problem(code, status, details, { zh: say(zh, details), en: say(en, details) })
}

/** Every problem code this process knows, for the generated documentation. */
export const problemKinds = (): ProblemKind[] =>
  [...declared]
    .map(([code, { status, sample }]) => ({ code, status, sample: sample() }))
    .sort((a, b) => (a.code < b.code ? -1 : 1))

/** Stands in for the details of a problem when its sentence is shown without one: `…` wherever a value would be. */
const placeholders: unknown = new Proxy(() => {}, {
  get: (_, key) => (key === Symbol.toPrimitive || key === 'toString' ? () => '…' : placeholders),
  apply: () => placeholders,
})
