// The mark of Baimi: 百 in a seal, whose first stroke is a measured line, one hundred metres long.

import './wordmark.css'

/** 32 × 32; the strokes are white on the seal. public/icon.svg is the same drawing. */
export function Mark({ size }: { size: number }) {
  return (
    <svg className="bm-mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" className="bm-mark-seal" />
      <g className="bm-mark-ink" fill="none" strokeWidth="2.3">
        <path d="M6 8h20" />
        <path strokeWidth="1.8" d="M6 5.2v5.6M26 5.2v5.6" />
        <path d="M17.4 8 14.9 13.2" />
        <path strokeLinejoin="round" d="M9.2 13.2h13.6v12.6H9.2zM9.2 19.5h13.6" />
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
