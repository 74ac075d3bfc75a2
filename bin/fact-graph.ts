// Who records a fact and who answers it, read from declarations and code; and what is wrong with that.
//
// Reactions are where coupling hides, and no import shows it. So an answer may only come from the same
// capability or from further downstream; every other edge is named under `feedback` in main/order.ts.

import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { capabilities } from '#main/capabilities.ts'
import { feedback, tiers } from '#main/order.ts'
import type { Capability, FactKind } from '#server/capability.ts'
import { root } from '#server/migrate.ts'

export type FactEdge = {
  fact: string
  kind: FactKind
  declaredBy: string
  answeredBy: string[]
}

/** Every declared fact and the capabilities that answer it. */
export const factGraph = (): FactEdge[] =>
  capabilities.flatMap(({ name, facts }) =>
    Object.entries(facts).map(([fact, kind]) => ({
      fact,
      kind,
      declaredBy: name,
      answeredBy: capabilities
        .filter(({ reactions }) => reactions?.[fact])
        .map((answering) => answering.name),
    })),
  )

export function factComplaints(graph = factGraph()): string[] {
  const declaredBy = new Map(graph.map(({ fact, declaredBy }) => [fact, declaredBy]))
  return [
    ...declaredTwice(graph),
    ...capabilities.flatMap((capability) => [...answers(capability, declaredBy)]),
    ...capabilities.flatMap((capability) => [...records(capability, declaredBy)]),
    ...followed(declaredBy),
  ]
}

function declaredTwice(graph: FactEdge[]): string[] {
  const names = graph.map(({ fact }) => fact)
  return names
    .filter((name, index) => names.indexOf(name) !== index)
    .map((name) => `${name} is declared twice`)
}

function* answers({ name, reactions = {} }: Capability, declaredBy: Map<string, string>) {
  for (const fact of Object.keys(reactions)) {
    const by = declaredBy.get(fact)
    if (by === undefined) yield `${name} answers ${fact}, which nobody declares`
    else if (by !== name && tier(by) >= tier(name) && !isFeedback(fact, name))
      yield `${name} answers ${fact} of ${by}, which is not upstream; see feedback in main/order.ts`
  }
}

/** A fact is recorded where it is declared; an import further downstream may record it on its behalf. */
function* records({ name, facts }: Capability, declaredBy: Map<string, string>) {
  for (const [, fact] of codeOf(name).matchAll(/\brecord\(\s*'([^']+)'/g)) {
    const by = declaredBy.get(fact!)
    if (by === undefined) yield `${name} records ${fact}, which nobody declares`
    else if (by !== name && tier(by) >= tier(name))
      yield `${name} records ${fact} of ${by}, which is not upstream`
  }
  if (tier(name) < 0) return // the clock, which is machinery
  for (const fact of Object.keys(facts))
    if (!capabilities.some((other) => codeOf(other.name).includes(`'${fact}'`)))
      yield `${name} declares ${fact}, and nobody records it`
}

/** What runs of a capability on the server, without its declarations of facts and without tests. */
function codeOf(name: string): string {
  const known = codes.get(name)
  if (known !== undefined) return known
  const text = globSync(`capabilities/${name}/**/*.ts`, { cwd: root })
    .filter((file) => !/\.(test|e2e)\.ts$|\/web\/|\/facts\.ts$|\/testing/.test(file))
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n')
  codes.set(name, text)
  return text
}

const codes = new Map<string, string>()

/** Pages follow facts by name; a misspelt one would be silence. */
function* followed(declaredBy: Map<string, string>) {
  for (const file of globSync('{web,capabilities/*/web}/**/*.{ts,tsx}', { cwd: root })) {
    const text = readFileSync(join(root, file), 'utf8')
    for (const [, list] of text.matchAll(/\buseLive\(\s*\[([^\]]*)\]/g))
      for (const [, fact] of list!.matchAll(/'([a-z-]+\.[a-z-]+)'/g))
        if (!declaredBy.has(fact!)) yield `${file} follows ${fact}, which nobody declares`
  }
}

const isFeedback = (fact: string, answeredBy: string): boolean =>
  feedback.some((edge) => edge.fact === fact && edge.answeredBy === answeredBy)

const tier = (name: string): number =>
  tiers.findIndex((names) => (names as readonly string[]).includes(name))

if (import.meta.main) {
  const complaints = factComplaints()
  for (const complaint of complaints) console.error(complaint)
  process.exitCode = complaints.length === 0 ? 0 : 1
}
