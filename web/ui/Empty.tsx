// Nothing is here, and that is an answer: say what it means and what could come next.

import type { ReactNode } from 'react'
import { t } from '../i18n.ts'
import { Icon, type IconName } from './icons.tsx'
import './states.css'

export function Empty({
  title,
  children,
  action,
  icon = 'check',
}: {
  title?: string
  /** one quiet sentence below */
  children?: ReactNode
  action?: ReactNode
  icon?: IconName
}) {
  return (
    <div className="bm-empty">
      <span className="bm-empty-mark">
        <Icon name={icon} size={24} />
      </span>
      <p className="bm-empty-title">{title ?? t('没有内容', 'Nothing here')}</p>
      {children !== undefined && <p>{children}</p>}
      {action !== undefined && <div className="bm-empty-action">{action}</div>}
    </div>
  )
}
