// The checks that make up `npm run check`, each a program of its own: nothing here is a test.

export type Check = {
  title: string
  /** a file of ours, or the name of a program in node_modules/.bin; then its arguments */
  run: readonly [string, ...string[]]
}

export const checks: readonly Check[] = [
  { title: 'types, server side', run: ['tsc', '-p', 'tsconfig.json'] },
  { title: 'types, browser side', run: ['tsc', '-p', 'tsconfig.web.json'] },
  { title: 'types, journeys', run: ['tsc', '-p', 'tsconfig.e2e.json'] },
  { title: 'lint and format', run: ['biome', 'check', '--error-on-warnings', '--colors=off', '.'] },
  { title: 'borders', run: ['bin/check-borders.ts'] },
  { title: 'the graph of facts', run: ['bin/fact-graph.ts'] },
  { title: 'schema files', run: ['bin/schema.ts', '--check'] },
  { title: 'generated documents', run: ['bin/docs.ts', '--check'] },
  { title: 'the API description', run: ['bin/check-openapi.ts'] },
  { title: 'the web builds, within its budgets', run: ['bin/check-budgets.ts'] },
]
