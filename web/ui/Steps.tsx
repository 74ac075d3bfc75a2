// How far a thing has come: the steps behind it, the one it stands on, and those ahead.

import type { ReactNode } from 'react'
import { t } from '../i18n.ts'
import { Icon } from './icons.tsx'
import './steps.css'

export type Step = {
  key: string
  title: string
  /** `done` behind, `now` here, `todo` ahead */
  state: 'done' | 'now' | 'todo'
  /** who and when, or by when */
  note?: ReactNode
}

export function Steps({ steps, label }: { steps: readonly Step[]; label: string }) {
  const words = { done: t('已完成', 'done'), now: t('当前', 'now'), todo: t('未到', 'ahead') }
  return (
    <ol className="bm-steps" aria-label={label}>
      {steps.map(({ key, title, state, note }, index) => (
        <li
          key={key}
          className={`bm-step-${state}`}
          aria-current={state === 'now' ? 'step' : undefined}
        >
          <span className="bm-step-mark" aria-hidden="true">
            {state === 'done' ? <Icon name="check" size={14} /> : index + 1}
          </span>
          <span className="bm-step-words">
            <b>{title}</b>
            <span className="bm-hidden">{words[state]}</span>
            {note !== undefined && <span>{note}</span>}
          </span>
        </li>
      ))}
    </ol>
  )
}
