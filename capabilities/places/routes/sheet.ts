// Draws sheets of checkpoint labels: QR, name, place, and the code to type, with lines to cut along.

import qrcode from 'qrcode'
import {
  bytesOf,
  millimetres as mm,
  mustBePrintable,
  newPdf,
  type Pdf,
  writeInto,
} from '#server/pdf.ts'
import { type CheckpointKind, checkpointKinds } from '../checkpoints.ts'
import { spacedCode } from '../code.ts'
import { type LabelSize, labelSizes, placeOnSheet, sheetFor } from '../labels.ts'

export type Label = {
  number: number
  name: string
  kind: CheckpointKind
  compound: string
  /** building and spot, where they are known */
  location: string
  code: string
  /** the address in the QR */
  link: string
  demo: boolean
}

const ink = '#1D2125'
const muted = '#5C636B'
const red = '#A61E26'
const line = '#B9B5AB'
const phrases = { scan: '巡查扫码', number: '点位', typed: '扫不出时输入', demo: '演示数据' }

/** @throws pdf.missing-glyph */
export async function labelSheet(
  labels: readonly Label[],
  size: LabelSize,
  about: { title: string; now: Date },
): Promise<Buffer> {
  const pdf = await newPdf(about)
  mustBePrintable(
    pdf,
    labels.flatMap(({ name, compound, location }) => [name, compound, location]),
  )
  const box = labelSizes[size]
  const sheet = sheetFor(box)
  let drawn = -1
  for (const [n, label] of labels.entries()) {
    const { page, x, y } = placeOnSheet(sheet, box, n)
    if (page > drawn) {
      pdf.addPage({ size: 'A4', layout: sheet.landscape ? 'landscape' : 'portrait', margin: 0 })
      drawn = page
    }
    pdf.save().translate(mm(x), mm(y))
    drawLabel(pdf, label, { width: mm(box.width), height: mm(box.height) })
    pdf.restore()
  }
  return bytesOf(pdf)
}

function drawLabel(
  pdf: Pdf,
  label: Label,
  { width, height }: { width: number; height: number },
): void {
  pdf
    .rect(0, 0, width, height)
    .lineWidth(0.4)
    .dash(2, { space: 2 })
    .strokeColor(line)
    .stroke()
    .undash()
  const pad = height * 0.08
  const side = Math.min(height - 2 * pad, width * 0.46)
  drawQr(pdf, label.link, pad, (height - side) / 2, side)

  const left = pad + side + pad * 0.9
  const unit = height / 100
  /** top and height in hundredths of the label, the largest size likewise */
  const write = (
    text: string,
    top: number,
    tall: number,
    size: number,
    font: Font,
    color: string,
  ) => {
    pdf.font(font).fillColor(color)
    const room = { x: left, y: top * unit, width: width - left - pad, height: tall * unit }
    writeInto(pdf, text, { ...room, size: size * unit, least: 4 })
  }
  const sign = `${checkpointKinds[label.kind].icon} ${phrases.number} ${String(label.number).padStart(2, '0')}`
  write(sign, 5, 12, 8.5, 'regular', red)
  write(label.name, 16, 30, 14, 'bold', ink)
  write(label.compound, 47, 14, 8, 'regular', ink)
  write(label.location, 63, 9, 7, 'regular', muted)
  write(`${phrases.typed}${label.demo ? ` · ${phrases.demo}` : ''}`, 72.5, 8, 6, 'regular', muted)
  write(spacedCode(label.code), 80, 20, 16, 'bold', ink)
}
type Font = 'regular' | 'bold'

/** Drawn as squares, not as a picture: sharp at every size, and half the bytes. */
function drawQr(pdf: Pdf, link: string, x: number, y: number, side: number): void {
  const { modules } = qrcode.create(link, { errorCorrectionLevel: 'M' })
  const quiet = 2
  const cell = side / (modules.size + 2 * quiet)
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++) {
      if (!modules.get(row, column)) continue
      // Runs are drawn in one piece, so that no hairline opens between neighbours.
      let run = 1
      while (column + run < modules.size && modules.get(row, column + run)) run++
      pdf.rect(x + (column + quiet) * cell, y + (row + quiet) * cell, run * cell, cell)
      column += run - 1
    }
  pdf.fill('black')
}
