// A thing beside its list: the list stays, the panel changes with it. On a phone it takes the screen.

import { type ReactNode, useEffect, useId, useRef } from 'react'
import { t } from '../i18n.ts'
import { Icon } from './icons.tsx'
import './panel.css'

export function SidePanel({
  title,
  sub,
  actions,
  onClose,
  children,
}: {
  title: string
  sub?: ReactNode
  /** stay in reach at the foot of the panel */
  actions?: ReactNode
  onClose: () => void
  children: ReactNode
}) {
  const titleId = useId()
  const panel = useRef<HTMLElement>(null)
  const close = useRef(onClose)
  useEffect(() => {
    close.current = onClose
  })
  useEffect(() => {
    const opener = document.activeElement as HTMLElement | null
    const onKey = (event: KeyboardEvent) => {
      // What is open above the panel closes first, and marks the key as used; a dialog takes it for itself.
      if (event.key === 'Escape' && !event.defaultPrevented && !isDialogOpen()) close.current()
    }
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('keydown', onKey)
      if (
        panel.current?.contains(document.activeElement) ||
        document.activeElement === document.body
      )
        opener?.focus()
    }
  }, [])
  return (
    <aside ref={panel} className="bm-side-panel" aria-labelledby={titleId}>
      <header>
        <div>
          <h2 id={titleId}>{title}</h2>
          {sub !== undefined && <div className="bm-page-sub">{sub}</div>}
        </div>
        <button
          type="button"
          className="bm-head-button"
          onClick={onClose}
          aria-label={t('关闭', 'Close')}
        >
          <Icon name="close" />
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="bm-side-panel-body" tabIndex={0} aria-label={title}>
        {children}
      </section>
      {actions !== undefined && <footer>{actions}</footer>}
    </aside>
  )
}

const isDialogOpen = () => document.querySelector('[role="dialog"][aria-modal="true"]') !== null
