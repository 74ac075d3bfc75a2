// Builds the web when its sources changed, and fails when what a person must load first is too much.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildWeb, dist, isWebBuilt } from '#main/web-build.ts'

/** kB after gzip of the script and style that a page names, before anybody touches it. */
const budgets = { 'field.html': 180, 'index.html': 450 }

if (!isWebBuilt()) await buildWeb()
for (const [page, budget] of Object.entries(budgets)) {
  const kB = firstLoad(page) / 1000
  console.log(`${page} ${kB.toFixed(0)} kB of ${budget}`)
  if (kB > budget) {
    console.error(
      `${page} loads ${kB.toFixed(0)} kB before the first touch; its budget is ${budget}`,
    )
    process.exitCode = 1
  }
}

function firstLoad(page: string): number {
  const html = readFileSync(join(dist, page), 'utf8')
  const files = [...html.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map(([, file]) => file!)
  return [...new Set(files)]
    .map((file) => gzipSync(readFileSync(join(dist, file))).length)
    .reduce((sum, size) => sum + size, 0)
}
