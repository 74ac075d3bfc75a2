// 整改文书 on paper: A4, number, basis, demand, rights, signatures, space for the seal, page x of y, and a QR
// that leads to the proof.

import qrcode from 'qrcode'
import { bytesOf, millimetres as mm, mustBePrintable, newPdf, type Pdf } from '#server/pdf.ts'
import { consequences, docClasses, type NoticeContent, rights } from '../notice.ts'
import { gradeTitles } from '../words.ts'

export type Paper = {
  content: NoticeContent
  issuedOn: string
  /** where the QR leads */
  proof: string
  /** JPEG bytes of the first photos */
  photos: readonly Buffer[]
  demo: boolean
}

const page = { width: mm(210), height: mm(297), side: mm(26), top: mm(22), bottom: mm(30) }
const body = { width: page.width - 2 * page.side, size: 11.5, gap: 5.5 }
const ink = '#1D2125'
const muted = '#5C636B'

/** @throws pdf.missing-glyph */
export async function noticePaper(paper: Paper, now: Date): Promise<Buffer> {
  const { content } = paper
  const title = `${docClasses[content.docClass].zh} ${content.number}`
  const pdf = await newPdf({ title, now })
  mustBePrintable(pdf, wordsOf(paper))
  pdf.addPage({ size: 'A4', margins: marginsOfPage })
  pdf.on('pageAdded', () => pdf.font('regular').fontSize(body.size).fillColor(ink))
  head(pdf, paper)
  findings(pdf, paper)
  demands(pdf, paper)
  signatures(pdf, paper)
  feet(pdf, paper)
  return bytesOf(pdf)
}

const marginsOfPage = {
  top: page.top,
  bottom: page.bottom,
  left: page.side,
  right: page.side,
}

/** 2026-11-23 → 2026年11月23日, as offices write it. */
const dayWords = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

function head(pdf: Pdf, { content, demo }: Paper): void {
  pdf.font('regular').fontSize(14).fillColor(ink)
  pdf.text(content.issuer, page.side, page.top, { width: body.width, align: 'center' })
  pdf.moveDown(0.3).font('bold').fontSize(24)
  pdf.text(docClasses[content.docClass].zh, { align: 'center', characterSpacing: 3 })
  pdf.font('regular').fontSize(11).moveDown(0.4)
  pdf.text(`编号：${content.number}`, { align: 'right' })
  if (demo) pdf.fillColor('#A61E26').text('演示数据，不具效力', { align: 'right' }).fillColor(ink)
  const y = pdf.y + 4
  pdf
    .moveTo(page.side, y)
    .lineTo(page.width - page.side, y)
    .lineWidth(0.8)
    .stroke(ink)
  pdf.y = y + 14
}

function findings(pdf: Pdf, { content, photos }: Paper): void {
  const { unit, project, inspectedOn, inspectors, responsible, items } = content
  const code = unit.code ? `（统一社会信用代码 ${unit.code}）` : ''
  paragraph(pdf, `${unit.name}${code}：`, { indent: false, font: 'bold' })
  const people = inspectors
    .map(({ name, badge }) => (badge ? `${name}（${badge}）` : name))
    .join('、')
  paragraph(
    pdf,
    `${dayWords(inspectedOn)}${people ? `，检查人员${people}` : ''}对你单位服务的“${project}”${
      responsible ? `（项目负责人 ${responsible}）` : ''
    }进行检查，发现下列安全隐患：`,
  )
  for (const [n, item] of items.entries()) {
    field(pdf, `${n + 1}. 隐患编号`, `${item.hazardNumber}　等级：${gradeTitles[item.grade].zh}`)
    field(pdf, '　 位置', item.location || '见现场照片')
    field(pdf, '　 情况', item.fact)
    field(pdf, '　 依据', basisWords(content))
  }
  pictures(pdf, photos)
}

/** A basis nobody has read in the issuing office's text is printed with that remark: paper must not pretend. */
function basisWords({ basis }: NoticeContent): string {
  const cited = basis.map(({ document, article, status }) =>
    status === 'assumed' ? `${document}（行业建议）` : `《${document}》${article ?? ''}`,
  )
  const unread = basis.some(({ status }) => status === 'draft')
  return `${cited.join('；') || '见隐患目录'}${unread ? '（条文以原文为准，签发前请核对）' : ''}`
}

function pictures(pdf: Pdf, photos: readonly Buffer[]): void {
  if (photos.length === 0) return
  const gap = 8
  const width = (body.width - 2 * gap) / 3
  const height = width * 0.66
  room(pdf, height + 12)
  const y = pdf.y + 6
  for (const [n, photo] of photos.slice(0, 3).entries()) {
    const x = page.side + n * (width + gap)
    pdf.image(photo, x, y, { fit: [width, height], align: 'center', valign: 'center' })
    pdf.rect(x, y, width, height).lineWidth(0.4).stroke('#C9C4B8')
  }
  pdf.x = page.side
  pdf.y = y + height + 12
}

function demands(pdf: Pdf, { content }: Paper): void {
  const { docClass, demand, dueOn, interim, reply, copiesTo } = content
  const ask = docClass === 'order' ? '责令' : docClass === 'advice' ? '建议' : '请'
  paragraph(
    pdf,
    demand === 'at-once' || !dueOn
      ? `${ask}你单位立即整改。`
      : `${ask}你单位于${dayWords(dueOn)}前完成整改。`,
  )
  if (interim) field(pdf, '整改期间的临时措施', interim)
  field(pdf, '回复方式', reply)
  paragraph(pdf, consequences[docClass])
  paragraph(pdf, rights[docClass])
  if (copiesTo) field(pdf, '抄送', copiesTo)
}

function signatures(pdf: Pdf, { content, issuedOn }: Paper): void {
  const line = 22
  const left = page.height - page.bottom - pdf.y
  if (left < 4 * line + 12) {
    room(pdf, page.height)
    // Said wherever a page holds nothing but the seal, so that nothing can be put above it.
    pdf.text('（此页无正文）')
  }
  const y = pdf.y + 12
  const half = body.width / 2
  const lines = ['签收人：', '签收时间：', '送达方式：□ 直接送达　□ 留置送达', '见证人（留置时）：']
  for (const [n, words] of lines.entries())
    pdf.text(words, page.side, y + n * line, { width: half + 20 })
  const right = page.side + half + 10
  pdf.font('bold').text(content.issuer, right, y, { width: half - 10, align: 'right' })
  pdf.font('regular').fillColor(muted)
  pdf.text('（盖章）', right, y + 1.5 * line, { width: half - 10, align: 'right' }).fillColor(ink)
  pdf.text(dayWords(issuedOn), right, y + 3 * line, { width: half - 10, align: 'right' })
  pdf.x = page.side
  pdf.y = y + 4 * line
}

/** Page numbers on all pages, the QR on the last. */
function feet(pdf: Pdf, { content, proof }: Paper): void {
  const { start, count } = pdf.bufferedPageRange()
  for (let n = start; n < start + count; n++) {
    pdf.switchToPage(n)
    // Below the bottom margin: without this pdfkit would begin a new page for the foot.
    pdf.page.margins.bottom = 0
    const y = page.height - mm(16)
    pdf.font('regular').fontSize(9).fillColor(muted)
    pdf.text(`${content.number}　第 ${n + 1} 页 / 共 ${count} 页`, page.side, y, {
      width: body.width,
      align: 'center',
    })
  }
  const side = mm(20)
  const y = page.height - mm(30)
  drawQr(pdf, proof, page.side, y, side)
  pdf.fontSize(8).fillColor(muted)
  pdf.text('扫码核验真伪', page.side, y + side + 1, { width: side, align: 'center' })
}

function paragraph(
  pdf: Pdf,
  words: string,
  { indent = true, font = 'regular' }: { indent?: boolean; font?: 'regular' | 'bold' } = {},
): void {
  pdf.font(font).fontSize(body.size)
  pdf.text(`${indent ? '　　' : ''}${words}`, page.side, pdf.y, {
    width: body.width,
    lineGap: body.gap,
  })
  pdf.font('regular')
  pdf.y += 2
}

function field(pdf: Pdf, name: string, words: string): void {
  pdf.font('bold').fontSize(body.size)
  pdf.text(`　　${name}：`, page.side, pdf.y, {
    width: body.width,
    lineGap: body.gap,
    continued: true,
  })
  pdf.font('regular').text(words)
}

/** Begins a new page where a block would be torn apart. */
function room(pdf: Pdf, height: number): void {
  if (pdf.y + height > page.height - page.bottom)
    pdf.addPage({ size: 'A4', margins: marginsOfPage })
}

/** Squares rather than a picture: sharp at every size. */
function drawQr(pdf: Pdf, link: string, x: number, y: number, side: number): void {
  const { modules } = qrcode.create(link, { errorCorrectionLevel: 'M' })
  const cell = side / modules.size
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++)
      if (modules.get(row, column))
        pdf.rect(x + column * cell, y + row * cell, cell + 0.1, cell + 0.1)
  pdf.fill('black')
}

function wordsOf({ content }: Paper): string[] {
  const { unit, project, responsible, inspectors, items, interim, reply, copiesTo, issuer } =
    content
  return [
    issuer,
    unit.name,
    project,
    responsible ?? '',
    ...inspectors.flatMap(({ name, badge }) => [name, badge]),
    ...items.flatMap(({ location, fact }) => [location, fact]),
    interim ?? '',
    reply,
    copiesTo ?? '',
  ]
}
