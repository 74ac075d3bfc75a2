// Writes the documents that follow from the declarations; with --check it only says which are stale.

import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { problemKinds } from '#base/problem.ts'
import type { Text } from '#base/text.ts'
import { posts, postTitle } from '#identity'
import type { Citation } from '#law/cite.ts'
import type { Dated } from '#law/dated.ts'
import { capabilities } from '#main/capabilities.ts'
import '#server/http.ts' // declares the problems of the door
import { root } from '#server/migrate.ts'
import { openapi } from '#server/openapi.ts'
import { factGraph } from './fact-graph.ts'

const heading = (title: string, about: string): string =>
  `# ${title}\n\n${about}\n\nGenerated from the declarations by \`node bin/docs.ts\`; do not edit.\n`

/** Every generated document, by its path from the root. */
export async function documents(): Promise<Record<string, string>> {
  return {
    'docs/api/openapi.json': `${JSON.stringify(openapi(capabilities), null, 2)}\n`,
    'docs/permissions.md': permissions(),
    'docs/problems.md': problems(),
    'docs/facts.md': facts(),
    'docs/law-coverage.md': await lawCoverage(),
  }
}

/** The documents on disk that are not what the declarations say today. */
export async function staleDocuments(): Promise<string[]> {
  return Object.entries(await documents())
    .filter(([path, text]) => read(path) !== text)
    .map(([path]) => path)
}

function permissions(): string {
  const kinds = Object.keys(posts)
  const described = capabilities.filter((c) => c.commands.length + c.queries.length > 0)
  const matrix = described
    .filter((c) => Object.keys(c.permissions).length > 0)
    .map((c) => {
      const rows = Object.entries(c.permissions).map(([name, { title, posts: holders }]) => [
        `\`${name}\``,
        both(title),
        holders.length === kinds.length
          ? '*every post*'
          : holders.map((kind) => titleOfPost(kind)).join(', '),
      ])
      return `### ${both(c.title)}\n\n${table(['Permission', 'Allows', 'Held by'], rows)}`
    })
  const acts = described.map((c) => {
    const rows = [...c.commands, ...c.queries].map((act) => [
      `\`${act.name}\``,
      both(act.title),
      'offline' in act ? 'command' : 'query',
      `\`${act.may}\``,
      'offline' in act && act.offline ? 'yes' : '',
    ])
    return `### ${both(c.title)}\n\n${table(['Name', 'Title', 'Kind', 'Needs', 'Offline'], rows)}`
  })
  return [
    heading(
      'Permissions',
      'A post is held at a place or an organisation and reaches everything that lies within it. ' +
        '`signed-in` needs no post, `anyone` no account. A command marked offline may be queued by a device ' +
        'without signal.',
    ),
    `## Who holds what\n\n${matrix.join('\n')}`,
    `## What each act needs\n\n${acts.join('\n')}`,
  ].join('\n')
}

function problems(): string {
  const rows = problemKinds().map(({ code, status, sample }) => [
    `\`${code}\``,
    `${status}`,
    sample.zh,
    sample.en,
  ])
  const about =
    'What a request may be refused with: RFC 9457 bodies with a stable code. `…` stands for a value.'
  return `${heading('Problems', about)}\n${table(['Code', 'Status', '中文', 'English'], rows)}`
}

function facts(): string {
  const rows = factGraph().map(({ fact, kind, declaredBy, answeredBy }) => [
    `\`${fact}\``,
    both(kind.title),
    declaredBy,
    answeredBy.join(', '),
    kind.may === 'nobody' ? '' : `\`${kind.may}\``,
  ])
  const head = ['Fact', 'Title', 'Recorded by', 'Answered by', 'Seen live with']
  const about =
    'Who records what, and who answers it. Facts flow downstream: an answer comes from the same capability or a later tier.'
  return `${heading('Facts', about)}\n${table(head, rows)}`
}

async function lawCoverage(): Promise<string> {
  const acts = capabilities.flatMap((c) =>
    [...c.commands, ...c.queries].flatMap((act) =>
      act.source
        ? [{ source: act.source as Citation, where: `\`${act.name}\` ${both(act.title)}` }]
        : [],
    ),
  )
  const found = [...acts, ...(await figures())]
  const documentsCited = [...new Set(found.map(({ source }) => source.document))].sort()
  const sections = documentsCited.map((document) => {
    const rows = found
      .filter(({ source }) => source.document === document)
      .map(({ source, where }) => [source.article ?? '', where, source.status])
      .sort((a, b) => compare(a.join('\u0000'), b.join('\u0000')))
    return `## ${document}\n\n${table(['Article', 'Where', 'Status'], rows)}`
  })
  const about =
    'Which rule each act and each figure rests on. `verified`: read in the issuing office’s text; ' +
    '`draft`: from a copy, or not in force; `assumed`: a proposal of this project, backed by no authority.'
  return `${heading('Law coverage', about)}\n${sections.join('\n')}`
}

/** Figures that the law dates: every `dated` that a chapter's law.ts exports. */
async function figures(): Promise<{ source: Citation; where: string }[]> {
  const found: { source: Citation; where: string }[] = []
  for (const file of globSync('capabilities/*/law.ts', { cwd: root }).sort()) {
    const exported = (await import(join(root, file))) as Record<string, unknown>
    for (const [name, value] of Object.entries(exported)) {
      if (!isDated(value)) continue
      const chapter = file.split('/')[1]
      for (const { from, source } of value.versions)
        found.push({ source, where: `\`${chapter}: ${name}\` from ${from}` })
    }
  }
  return found
}

const isDated = (value: unknown): value is Dated<unknown> =>
  typeof value === 'object' && value !== null && 'versions' in value && 'on' in value

const titleOfPost = (kind: string): string =>
  kind in posts ? both(postTitle(kind as keyof typeof posts)) : kind
const both = ({ zh, en }: Text): string => `${zh} ${en}`
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`
  return `${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}\n`
}

function read(path: string): string | undefined {
  try {
    return readFileSync(join(root, path), 'utf8')
  } catch {
    return undefined
  }
}

if (import.meta.main) {
  if (process.argv.includes('--check')) {
    const stale = await staleDocuments()
    for (const path of stale) console.error(`${path} is stale; run: node bin/docs.ts`)
    process.exitCode = stale.length === 0 ? 0 : 1
  } else {
    for (const [path, text] of Object.entries(await documents())) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      if (read(path) !== text) writeFileSync(join(root, path), text)
    }
  }
}
