// What the benchmark says: one line per figure, its aim, the raw baseline of the same run, and the ratio.

import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'

export type Figure = {
  /** which of the parts of the benchmark */
  part: string
  what: string
  value: number
  unit: string
  /** what it should be: at least or at most; absent where the figure only informs */
  aim?: { atLeast: number } | { atMost: number }
  /** the same work done by the database alone, in this run */
  raw?: { value: number; what: string }
  /** the ratio to the raw baseline that is aimed at, `atLeast` for rates */
  ratioAim?: number
}

export const meets = ({ value, aim }: Figure): boolean | null =>
  !aim ? null : 'atLeast' in aim ? value >= aim.atLeast : value <= aim.atMost

/** Ours divided by raw for rates; for durations how many times longer ours takes. */
export const ratio = ({ value, raw }: Figure): number | null => (raw ? value / raw.value : null)

export function inWords(figure: Figure): string {
  const { part, what, value, unit, aim, raw } = figure
  const aimed = aim
    ? 'atLeast' in aim
      ? ` (aim ≥ ${said(aim.atLeast)})`
      : ` (aim ≤ ${said(aim.atMost)})`
    : ''
  const beside = raw ? ` · raw ${said(raw.value)} ${unit}, ${ratio(figure)!.toFixed(2)}×` : ''
  const verdict = { true: '✓', false: '✗', null: '·' }[
    String(meets(figure)) as 'true' | 'false' | 'null'
  ]
  return `${verdict} ${part.padEnd(8)} ${what}: ${said(value)} ${unit}${aimed}${beside}`
}

const said = (value: number): string =>
  value >= 1000
    ? Math.round(value).toLocaleString('en-US')
    : value >= 100
      ? value.toFixed(0)
      : value.toFixed(value >= 10 ? 1 : 2)

/** The table between the marks of docs/performance.md; everything outside them is written by hand. */
export function record(
  path: string,
  figures: readonly Figure[],
  run: { command: string; day: string },
): void {
  const text = readFileSync(path, 'utf8')
  const begin = '<!-- figures: written by npm run bench -->'
  const end = '<!-- end of figures -->'
  const [before, rest] = text.split(begin)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined)
    throw new Error(`${path} has lost its marks for figures`)
  writeFileSync(path, `${before}${begin}\n\n${table(figures, run)}\n\n${end}${after}`)
}

function table(
  figures: readonly Figure[],
  { command, day }: { command: string; day: string },
): string {
  const head = [
    `Run on ${day} with \`${command}\` on ${machine()}.`,
    '',
    '| part | figure | measured | aim | raw baseline | ratio |',
    '| --- | --- | ---: | ---: | --- | ---: |',
  ]
  const rows = figures.map((figure) => {
    const { part, what, value, unit, aim, raw } = figure
    const aimed = !aim ? '' : 'atLeast' in aim ? `≥ ${said(aim.atLeast)}` : `≤ ${said(aim.atMost)}`
    const verdict = meets(figure) === false ? ' **missed**' : ''
    const beside = raw ? `${said(raw.value)} ${unit}: ${raw.what}` : ''
    const share = ratio(figure)
    return `| ${part} | ${what} | ${said(value)} ${unit}${verdict} | ${aimed} | ${beside} | ${share === null ? '' : `${share.toFixed(2)}×`} |`
  })
  return [...head, ...rows].join('\n')
}

/** The machine, as far as a reader needs it to judge the figures. */
export function machine(): string {
  const processors = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  return (
    `${processors.length} × ${processors[0]?.model.trim() ?? 'unknown processor'}, ${memory} GiB, ` +
    `${process.platform} ${process.arch}, Node ${process.versions.node}`
  )
}
