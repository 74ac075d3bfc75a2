// The rows of a table in sections of fifty. In a long table only the sections near the screen are drawn; the
// others keep their height, so the page stays as long as it is. Nothing is left out on paper.

import { type ReactNode, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'

const sectionRows = 50
/** Below this everything is drawn: finding words with the browser's own search matters more. */
const longFrom = 200
const rowHeight = 40
const margin = '1200px 0px'

export function LongBody<Row>({
  rows,
  columns,
  draw,
}: {
  rows: readonly Row[]
  columns: number
  draw: (row: Row) => ReactNode
}) {
  if (rows.length < longFrom) return <tbody>{rows.map(draw)}</tbody>
  const sections = Array.from({ length: Math.ceil(rows.length / sectionRows) }, (_, index) =>
    rows.slice(index * sectionRows, (index + 1) * sectionRows),
  )
  return sections.map((section, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a section is its place in the list; rows are only added at the end
    <Section key={index} rows={section} columns={columns} draw={draw} />
  ))
}

function Section<Row>({
  rows,
  columns,
  draw,
}: {
  rows: readonly Row[]
  columns: number
  draw: (row: Row) => ReactNode
}) {
  const body = useRef<HTMLTableSectionElement>(null)
  const height = useRef(rows.length * rowHeight)
  const [isNear, setNear] = useState(false)
  useEffect(() => {
    const watched = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting)
          height.current = entry?.boundingClientRect.height ?? height.current
        setNear(entry?.isIntersecting ?? true)
      },
      { rootMargin: margin },
    )
    watched.observe(body.current!)
    const onPaper = () => flushSync(() => setNear(true))
    window.addEventListener('beforeprint', onPaper)
    return () => {
      watched.disconnect()
      window.removeEventListener('beforeprint', onPaper)
    }
  }, [])
  return (
    <tbody ref={body}>
      {isNear ? (
        rows.map(draw)
      ) : (
        <tr className="bm-table-gap" style={{ height: height.current }}>
          <td colSpan={columns} />
        </tr>
      )}
    </tbody>
  )
}
