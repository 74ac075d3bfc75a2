// 状态: where a thing stands, by word, shape and colour.

import type { ReactNode } from 'react'
import './tag.css'

/**
 * `act`: somebody must act now, red · `late`: past its time, orange · `open`: not begun · `doing`: under way ·
 * `wait`: another's turn · `met`: done and right · `quiet`: over, without praise or blame
 */
export type Tone = 'act' | 'late' | 'open' | 'doing' | 'wait' | 'met' | 'quiet'

const marks: Record<Tone, ReactNode> = {
  act: <path d="M6 .8v6.400M6 10.300v.2" strokeWidth="2.2" />,
  late: <path d="M6 1.200a4.8 4.8 0 1 0 0 9.6 4.8 4.8 0 0 0 0-9.600ZM6 3.500V6l1.8 1.2" />,
  open: <path d="M6 1.200a4.8 4.8 0 1 0 0 9.6 4.8 4.8 0 0 0 0-9.600Z" />,
  doing: (
    <>
      <path d="M6 1.2a4.8 4.8 0 1 0 0 9.6 4.8 4.8 0 0 0 0-9.6Z" />
      <path d="M6 1.2v9.6a4.8 4.8 0 0 0 0-9.6Z" className="bm-tag-half" />
    </>
  ),
  wait: (
    <path d="M3.5 1.500h5M3.5 10.500h5M4 1.500c0 2.5 4 3.5 4 4.500S4 8 4 10.500M8 1.500C8 4 4 5 4 6s4 2 4 4.5" />
  ),
  met: <path d="m1.5 6.5 3 3 6-7" strokeWidth="1.8" />,
  quiet: <path d="M2 6h8" />,
}

export function StateTag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`bm-tag bm-tone-${tone}`}>
      <svg
        viewBox="0 0 12 12"
        width="12"
        height="12"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        {marks[tone]}
      </svg>
      {children}
    </span>
  )
}
