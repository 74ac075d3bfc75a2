// What a person at the terminal sees: the step that runs, how long it takes, and that it is done.

import { type Lang, langOf, type Text, text } from '#base/text.ts'

const quietMs = 1000
const plainEveryMs = 10_000

/** The language of the terminal: English unless the locale is Chinese. */
export const terminalLang: Lang = (() => {
  const locale = process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'] || ''
  return langOf(/^zh/i.test(locale) ? 'zh' : 'en')
})()

export const say = (line: Text): void => console.log(line[terminalLang])

/** Tells how far a step is: `3,120 of 5,000`. */
export type Note = (soFar: Text) => void

/**
 * Runs one step. Nothing is printed while it takes less than a second; then its title, its seconds and
 * its last note are kept up to date on one line, or every ten seconds where the output is no terminal.
 */
export async function step<T>(title: Text, work: (note: Note) => Promise<T>): Promise<T> {
  const began = Date.now()
  let shown = 0
  let noted = text('', '')
  const line = () => {
    const seconds = Math.round((Date.now() - began) / 1000)
    return `${title[terminalLang]} … ${seconds} s ${noted[terminalLang]}`.trimEnd()
  }
  const live = process.stdout.isTTY
  const show = () => {
    if (Date.now() - began < quietMs) return
    if (live) process.stdout.write(`\r\x1b[K  ${line()}`)
    else if (shown === 0 || Date.now() - shown >= plainEveryMs) console.log(`  ${line()}`)
    else return
    shown = Date.now()
  }
  const ticker = setInterval(show, 250)
  try {
    const result = await work((soFar) => {
      noted = soFar
    })
    const seconds = ((Date.now() - began) / 1000).toFixed(1)
    if (live && shown) process.stdout.write('\r\x1b[K')
    if (Date.now() - began >= quietMs) console.log(`✓ ${title[terminalLang]} ${seconds} s`)
    return result
  } catch (error) {
    if (live && shown) process.stdout.write('\n')
    console.error(`✗ ${title[terminalLang]}`)
    throw error
  } finally {
    clearInterval(ticker)
  }
}
