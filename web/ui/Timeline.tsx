// What happened, in order: when, what, who, and what they left behind.

import type { ReactNode } from 'react'
import { timeWords } from '../i18n.ts'
import { PhotoGrid } from './Photo.tsx'
import type { Tone } from './StateTag.tsx'
import './timeline.css'

export type TimelineItem = {
  id: string
  at: Date | string
  /** what was done: 确认 · 派单 */
  title: ReactNode
  who?: ReactNode
  tone?: Tone
  /** the words, figures or reasons that belong to it */
  body?: ReactNode
  photos?: readonly string[]
}

export function Timeline({ items, label }: { items: readonly TimelineItem[]; label: string }) {
  return (
    <div className="bm-timeline">
      <ol aria-label={label}>
        {items.map(({ id, at, title, who, tone = 'quiet', body, photos = [] }) => (
          <li key={id} className={`bm-timeline-${tone}`}>
            <time dateTime={new Date(at).toISOString()}>{timeWords(at)}</time>
            <div>
              <p className="bm-timeline-head">
                <b>{title}</b>
                {who !== undefined && <span>{who}</span>}
              </p>
              {body !== undefined && <div className="bm-timeline-body">{body}</div>}
              {photos.length > 0 && <PhotoGrid photos={photos} />}
            </div>
          </li>
        ))}
      </ol>
    </div>
  )
}
