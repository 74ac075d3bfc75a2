// Fails when a file imports, or a statement touches, what its place forbids. The rules are STYLE.md's.
//
// It reads imports and SQL, for in a house of one process the walls leak through joins as much as through
// imports. It reads by pattern and trusts formatted code.

import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { tiers } from '#main/order.ts'
import { root } from '#server/migrate.ts'

/** Left may import right. */
const mayUse: Record<string, readonly string[]> = {
  base: ['base'],
  law: ['law', 'base'],
  server: ['server', 'law', 'base'],
  web: ['web', 'law', 'base'],
  capabilities: ['capabilities', 'server', 'web', 'law', 'base'],
  main: ['main', 'capabilities', 'server', 'web', 'law', 'base'],
  test: ['test', 'main', 'capabilities', 'server', 'web', 'law', 'base'],
  bench: ['bench', 'test', 'main', 'capabilities', 'server', 'law', 'base'],
  bin: ['bin', 'bench', 'test', 'main', 'capabilities', 'server', 'law', 'base'],
}
const schemas = new Set<string>([...tiers.flat(), 'server', 'pgboss'])

export type Crossing = { file: string; why: string }

/** Every crossing of a border in the house. */
export function crossings(): Crossing[] {
  const tops = Object.keys(mayUse).join(',')
  return globSync(`{${tops}}/**/*.{ts,tsx,sql}`, { cwd: root })
    .sort()
    .flatMap((file) => crossingsIn(file, readFileSync(join(root, file), 'utf8')))
}

export const crossingsIn = (file: string, text: string): Crossing[] =>
  [...(file.endsWith('.sql') ? [] : imports(file, text)), ...statements(file, text)].map((why) => ({
    file,
    why,
  }))

function* imports(file: string, text: string): Generator<string> {
  for (const [, type, from, lazy] of text.matchAll(
    /^(?:import|export)(\s+type)?\b[^'();=]*?from\s*'([^']+)'|import\(\s*'([^']+)'\)/gm,
  )) {
    const specifier = (from ?? lazy)!
    const to = target(file, specifier)
    if (specifier === 'postgres' && !type && !file.startsWith('server/postgres.'))
      yield 'loads the driver; import it from #server/postgres.ts, which mends it'
    if (to === undefined) {
      if (side(file) === 'pure' && /^node:(?!crypto$)/.test(specifier) && !type)
        yield `a rule imports ${specifier}; rules are pure`
      continue
    }
    yield* crossing(file, to, specifier, type !== undefined)
  }
}

function* crossing(file: string, to: string, specifier: string, isType: boolean) {
  const [top, mine] = split(file)
  const [toTop, theirs] = split(to)
  // The second face of a capability is for tests: what they may be given.
  const given = to.endsWith('/testing.ts') && sideOfTests(file)
  if (!mayUse[top]?.includes(toTop) && !isJourney(file)) yield `${top}/ may not import ${toTop}/`
  if (top === 'capabilities' && toTop === 'capabilities' && mine !== theirs && !isJourney(file)) {
    if (specifier.startsWith('.') && !given)
      yield `reaches inside ${theirs}; import '#${theirs}' instead`
    if (tier(theirs) >= tier(mine))
      yield `${mine} is not downstream of ${theirs}; answer its facts instead`
  }
  if (isType) return // erased; carries no code across
  if (side(file) === 'web' && side(to) === 'server') yield `browser code imports ${to}`
  if (side(file) === 'pure' && side(to) !== 'pure') yield `a rule imports ${to}; rules are pure`
  if (side(file) === 'server' && side(to) === 'web' && top === 'capabilities')
    yield `server code imports ${to}`
}

const writes =
  /\b(?:insert\s+into|update|delete\s+from|merge\s+into|truncate(?:\s+table)?|copy|create\s+table(?:\s+if\s+not\s+exists)?|alter\s+table(?:\s+if\s+exists)?|drop\s+table(?:\s+if\s+exists)?)\s+(?:only\s+)?([a-z]+)\.[a-z_]/g
const reads = /\b(?:from|join|using|references)\s+(?:only\s+)?([a-z]+)\.[a-z_]/g

/** A capability writes only its own schema, and reads upstream ones; the machinery knows no capability. */
function* statements(file: string, text: string): Generator<string> {
  const [top, mine] = split(file)
  if (top !== 'capabilities' && top !== 'server' && top !== 'base' && top !== 'law') return
  const own = top === 'capabilities' ? mine : 'server'
  const given = sideOfTests(file) // tests may set the scene upstream
  for (const [, theirs] of text.matchAll(writes)) {
    if (!schemas.has(theirs!) || theirs === own || (theirs === 'pgboss' && own === 'server'))
      continue
    if (given && tier(theirs!) < tier(mine)) continue
    yield `writes ${theirs}'s tables`
  }
  for (const [, theirs] of text.matchAll(reads)) {
    if (!schemas.has(theirs!) || theirs === own || theirs === 'server') continue
    if (top !== 'capabilities') {
      if (theirs !== 'pgboss') yield `the machinery reads ${theirs}`
    } else if (theirs === 'pgboss') yield 'reads pgboss; server/react.ts alone knows it'
    else if (tier(theirs!) > tier(mine)) yield `reads ${theirs}, which is downstream`
    else if (tier(theirs!) === tier(mine)) yield `reads ${theirs}, which is a sibling`
  }
}

/** Where an import specifier leads, as a path from the root; undefined for npm and node: modules. */
function target(file: string, specifier: string): string | undefined {
  if (specifier.includes('node_modules/')) return undefined
  if (specifier.startsWith('.')) return normalize(join(dirname(file), specifier))
  const [, name, rest] = /^#([a-z-]+)(\/.*)?$/.exec(specifier) ?? []
  if (name === undefined) return undefined
  return name in mayUse ? name + (rest ?? '') : `capabilities/${name}${rest ?? ''}/index.ts`
}

const split = (path: string) => path.split('/') as [string, string]
const isJourney = (file: string) => file.endsWith('.e2e.ts')
const sideOfTests = (file: string) =>
  /\.(test|e2e)\.ts$|\/testing(\.ts|\/)|\/seed(\.ts|\/)/.test(file)

/** Which side a file runs on. In a capability, whatever is not named here is a rule, and pure. */
function side(file: string): 'web' | 'server' | 'pure' {
  if (/\.(test|e2e)\.ts$/.test(file)) return 'server'
  if (/^web\/service-worker-build\.ts$/.test(file)) return 'server'
  if (/^web\/|\/web\/|\.tsx$/.test(file)) return 'web'
  if (/^(base|law)\//.test(file)) return 'pure'
  if (!file.startsWith('capabilities/')) return 'server'
  const onServer = /\/(commands|queries|reactions|routes|sweeps|seed|testing|index)(\/|\.)/
  return onServer.test(file) ? 'server' : 'pure'
}

/** The tier a capability lives in; -1 for the machinery and for what main/order.ts does not list. */
const tier = (name: string): number =>
  tiers.findIndex((names) => (names as readonly string[]).includes(name))

if (import.meta.main) {
  const found = crossings()
  for (const { file, why } of found) console.error(`${file}: ${why}`)
  console.log(found.length === 0 ? 'borders hold' : `${found.length} crossings`)
  process.exitCode = found.length === 0 ? 0 : 1
}
