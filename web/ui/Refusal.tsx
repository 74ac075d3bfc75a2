// A refusal: what happened, what was kept, what to do. Read aloud when it appears.

import Button from 'antd/es/button'
import { Problem } from '#base/problem.ts'
import { signedOutCode } from '../http.ts'
import { t } from '../i18n.ts'
import { Icon } from './icons.tsx'
import { sentence } from './problem.ts'
import './states.css'

export function Refusal({ problem, onRetry }: { problem: unknown; onRetry?: () => unknown }) {
  const code = problem instanceof Problem ? problem.code : ''
  // That the session ended is said once, by the question to sign in again.
  if (!problem || code === signedOutCode) return null
  const offline = code === 'web.unreachable'
  return (
    <div className="bm-refusal" role="alert">
      <Icon name={offline ? 'offline' : 'hazard'} />
      <p>{sentence(problem)}</p>
      {onRetry && (
        <Button size="small" onClick={() => onRetry()}>
          {t('再试一次', 'Try again')}
        </Button>
      )}
    </div>
  )
}
