// 等级: how grave a thing is, by word, shape and colour.

import { t } from '../i18n.ts'
import './tag.css'

/** 1 重大 ◆ · 2 较大 ▲ · 3 一般 ■ · 4 轻微 ● */
export type GradeLevel = 1 | 2 | 3 | 4

const shapes = {
  1: 'M6 .5 11.5 6 6 11.5.5 6z',
  2: 'M6 1 11.5 11H.5z',
  3: 'M1.5 1.5h9v9h-9z',
  4: 'M6 1a5 5 0 1 0 0 10A5 5 0 0 0 6 1Z',
} as const

export const gradeWord = (level: GradeLevel): string =>
  ({
    1: t('重大', 'Major'),
    2: t('较大', 'Serious'),
    3: t('一般', 'Ordinary'),
    4: t('轻微', 'Minor'),
  })[level]

export function GradeChip({ level }: { level: GradeLevel }) {
  return (
    <span className={`bm-tag bm-grade-${level}`}>
      <svg viewBox="0 0 12 12" width="10" height="10" aria-hidden="true">
        <path d={shapes[level]} fill="currentColor" />
      </svg>
      {gradeWord(level)}
    </span>
  )
}
