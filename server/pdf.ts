// Chinese paper: PDF documents with both weights of Noto Sans SC embedded, and no box where a character should be.

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'
import { problem } from '#base/problem.ts'

export type Pdf = PDFKit.PDFDocument

const missingGlyph = problem<{ characters: string; text: string }>(
  'pdf.missing-glyph',
  422,
  (d) => `“${d.text}”中的“${d.characters}”无法打印，请换用通用字后再试`,
  (d) => `“${d.characters}” in “${d.text}” cannot be printed; write it with common characters`,
)

const paths = {
  regular: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
}
const require = createRequire(import.meta.url)
const read = new Map<string, Promise<Buffer>>()

// 10 MB each: read when first needed, then kept.
function fontFile(path: string): Promise<Buffer> {
  const file = read.get(path) ?? readFile(require.resolve(path))
  read.set(path, file)
  return file
}

export const millimetres = (mm: number): number => (mm * 72) / 25.4

/** An empty document with the fonts `regular` and `bold`. Pages are added by whoever draws. */
export async function newPdf(about: { title: string; now: Date }): Promise<Pdf> {
  const [regular, bold] = await Promise.all([fontFile(paths.regular), fontFile(paths.bold)])
  const pdf = new PDFDocument({
    autoFirstPage: false,
    // Kept until the end, so that a page can say how many follow it.
    bufferPages: true,
    lang: 'zh-CN',
    info: { Title: about.title, Producer: 'Baimi', Creator: 'Baimi', CreationDate: about.now },
  })
  pdf.registerFont('regular', regular)
  pdf.registerFont('bold', bold)
  return pdf.font('regular')
}

/**
 * Refuses text that would come out as empty boxes, before anything is drawn.
 *
 * @throws pdf.missing-glyph
 */
export function mustBePrintable(pdf: Pdf, texts: Iterable<string>): void {
  // pdfkit keeps the parsed font to itself; there is no public way to ask it.
  const { font } = (pdf as unknown as { _font: { font: Glyphs } })._font
  for (const text of texts) {
    const missing = [...text].filter(
      (c) => !/\s/.test(c) && !font.hasGlyphForCodePoint(c.codePointAt(0)!),
    )
    if (missing.length > 0) throw missingGlyph({ characters: [...new Set(missing)].join(''), text })
  }
}
type Glyphs = { hasGlyphForCodePoint(codePoint: number): boolean }

/** The bytes of a document once everything is drawn. */
export async function bytesOf(pdf: Pdf): Promise<Buffer> {
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  const done = new Promise<void>((resolve, reject) => pdf.on('end', resolve).on('error', reject))
  pdf.end()
  await done
  return Buffer.concat(chunks)
}

// Noto leaves room for scripts that reach far up and down; lines of Chinese stand closer.
const leading = 1.22
const headroom = 0.22

/**
 * Writes text into a box, as large as it fits; what does not fit at the least size ends in an ellipsis.
 *
 * @param box in points; `size` and `least` are font sizes
 */
export function writeInto(
  pdf: Pdf,
  text: string,
  box: { x: number; y: number; width: number; height: number; size: number; least: number },
): void {
  const room = (size: number): number => Math.max(1, Math.floor(box.height / (size * leading)))
  let size = box.size
  while (size > box.least && brokenInto(pdf, text, size, box.width).length > room(size))
    size = Math.max(box.least, size - 0.25)
  const lines = balanced(pdf, text, size, box.width)
  const shown = lines.slice(0, room(size))
  if (lines.length > shown.length) shown.push(`${[...shown.pop()!].slice(0, -1).join('')}…`)
  for (const [n, line] of shown.entries())
    pdf.text(line, box.x, box.y + (n * leading - headroom) * size, { lineBreak: false })
}

/** As few lines as the width allows, of about the same length: no character is left alone on the last one. */
function balanced(pdf: Pdf, text: string, size: number, width: number): string[] {
  let lines = brokenInto(pdf, text, size, width)
  for (let share = 0.95; share >= 0.5 && lines.length > 1; share -= 0.05) {
    const tighter = brokenInto(pdf, text, size, width * share)
    if (tighter.length > lines.length) break
    lines = tighter
  }
  return lines
}

/** Lines of at most a width. Words stay whole where they fit, closing marks stay with what they close. */
function brokenInto(pdf: Pdf, text: string, size: number, width: number): string[] {
  pdf.fontSize(size)
  const fits = (line: string): boolean => pdf.widthOfString(line) <= width
  const lines = ['']
  for (const word of wordsOf(text))
    for (const piece of fits(word) ? [word] : word) {
      const line = lines.at(-1)! + piece
      if (lines.at(-1) === '' || fits(line)) lines[lines.length - 1] = line
      else lines.push(piece.trimStart())
    }
  return lines
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

function wordsOf(text: string): string[] {
  const words: string[] = []
  for (const { segment } of segmenter.segment(text)) {
    const before = words.at(-1) ?? ''
    // A closing mark belongs to what it closes, a number or letter to what it counts: 1单元, B区.
    const clings = /^[，。、；：！？）》”’.,;:!?)]/.test(segment) || /^[A-Za-z0-9.]+$/.test(before)
    if (before !== '' && clings && segment.trim() !== '') words[words.length - 1] = before + segment
    else words.push(segment)
  }
  return words
}
