// The paper on which one arrives: the mark, the name, and one thing to do.

import type { ReactNode } from 'react'
import type { Problem } from '#base/problem.ts'
import { t } from '../i18n.ts'
import { Refusal } from '../ui/Refusal.tsx'
import { LanguageSwitch, SchemeSwitch } from './switches.tsx'
import { Wordmark } from './Wordmark.tsx'
import './entry.css'

/** @param aside stands beside what is asked, where there is room */
export function EntryPaper({ children, aside }: { children: ReactNode; aside?: ReactNode }) {
  return (
    <div className="bm-entry">
      <main className={`bm-entry-sheet${aside ? ' bm-entry-wide' : ''}`}>
        <header className="bm-entry-head">
          <h1>
            <Wordmark size={44} />
          </h1>
          <p>
            {t(
              '把小区的安全与服务，管到最后一百米',
              'Safe, well-run homes, down to the last hundred metres',
            )}
          </p>
        </header>
        <div className="bm-entry-body">
          <div>{children}</div>
          {aside}
        </div>
      </main>
      <div className="bm-entry-ruler" aria-hidden="true" />
      <footer className="bm-entry-foot">
        <LanguageSwitch />
        <SchemeSwitch />
      </footer>
    </div>
  )
}

/** Nothing moves for the first moment: most sessions are known before anybody could read a word. */
export function EntryWait() {
  return (
    <div className="bm-entry-wait" role="status">
      <Wordmark size={44} />
      <span className="bm-hidden">{t('正在打开', 'Opening')}</span>
    </div>
  )
}

export function EntryFailed({ problem, again }: { problem: Problem; again: () => void }) {
  return (
    <EntryPaper>
      <Refusal problem={problem} onRetry={again} />
    </EntryPaper>
  )
}
