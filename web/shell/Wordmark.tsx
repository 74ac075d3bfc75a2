// The mark of Baimi: 百 in a seal, whose first stroke is a measured line, one hundred metres long.

import './wordmark.css'

/** 32 × 32; the strokes are white on the seal. public/icon.svg is the same drawing. */
export function Mark({ size }: { size: number }) {
  return (
    <svg className="bm-mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" className="bm-mark-seal" />
      <g
        className="bm-mark-ink"
        fill="none"
        strokeWidth="2.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <path d="M6.5 8.600h19M6.5 6.300v4.600M25.5 6.300v4.6" />
        <path d="M17.2 8.6 14.8 13.3" />
        <path d="M9.5 13.300h13v12.500h-13zM9.5 19.500h13" />
      </g>
    </svg>
  )
}

export function Wordmark({ size = 28 }: { size?: number }) {
  return (
    <span className="bm-wordmark" style={{ fontSize: size * 0.5 }}>
      <Mark size={size} />
      <span>
        <b>百米</b>
        <span lang="en">Baimi</span>
      </span>
    </span>
  )
}
