// The tokens: the same in CSS and in TypeScript, and readable by everybody.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { type Scheme, type Token, tokens } from './tokens.ts'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

/** The variables of each block of the style sheet, in its order: light, dark by device, dark by choice. */
const blocks = [...css.matchAll(/color-scheme: (light|dark);([^}]*)/g)].map(([, scheme, body]) => ({
  scheme: scheme as Scheme,
  values: new Map(
    [...body!.matchAll(/--([\w-]+): (#\w+);/g)].map(([, name, value]) => [name!, value!]),
  ),
}))

test('tokens.css carries the values of tokens.ts, in all three places', () => {
  assert.deepEqual(
    blocks.map(({ scheme }) => scheme),
    ['light', 'dark', 'dark'],
  )
  for (const { scheme, values } of blocks)
    assert.deepEqual(
      Object.fromEntries(values),
      Object.fromEntries(
        Object.entries(tokens[scheme]).map(([name, value]) => [name, value.toLowerCase()]),
      ),
    )
})

const words: [ink: Token, papers: Token[]][] = [
  ['ink', ['paper', 'surface', 'raised', 'sunken', 'grade-1-soft', 'grade-2-soft', 'brand-soft']],
  ['muted', ['paper', 'surface', 'raised', 'sunken']],
  ['link', ['paper', 'surface', 'raised']],
  ['brand', ['paper', 'surface']],
  ['grade-1', ['grade-1-soft', 'paper', 'surface']],
  ['grade-2', ['grade-2-soft', 'paper', 'surface']],
  ['grade-3', ['grade-3-soft', 'paper', 'surface']],
  ['grade-4', ['grade-4-soft', 'paper', 'surface']],
  ['met', ['met-soft', 'paper', 'surface']],
  ['on-brand', ['brand', 'brand-hover']],
]

test('text stands out from its paper by at least 5 : 1, by day and by night', () => {
  for (const scheme of ['light', 'dark'] as const)
    for (const [ink, papers] of words)
      for (const paper of papers) {
        const ratio = contrast(tokens[scheme][ink], tokens[scheme][paper])
        assert.ok(ratio >= 5, `${scheme}: ${ink} on ${paper} is ${ratio.toFixed(2)}`)
      }
})

test('the edges of controls stand out by at least 3 : 1 (WCAG 1.4.11)', () => {
  for (const scheme of ['light', 'dark'] as const)
    for (const paper of ['paper', 'surface'] as const) {
      const ratio = contrast(tokens[scheme]['line-strong'], tokens[scheme][paper])
      assert.ok(ratio >= 3, `${scheme}: line-strong on ${paper} is ${ratio.toFixed(2)}`)
    }
})

/** WCAG 2.2 contrast ratio of two `#RRGGBB` colours. */
function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
