// The left rail: by work, not by module. What a post cannot use is not there.

import { useEffect, useRef } from 'react'
import { NavLink } from 'react-router'
import type { Text } from '#base/text.ts'
import { say, t } from '../i18n.ts'
import type { DeskRoute, NavSection } from '../router.tsx'
import { Icon, type IconName } from '../ui/icons.tsx'
import { ConnectionDot } from './Offline.tsx'
import './rail.css'
import { Wordmark } from './Wordmark.tsx'

const sections: readonly { section: NavSection; title: Text | null }[] = [
  { section: 'work', title: null },
  { section: 'city', title: { zh: '城市', en: 'City' } },
  { section: 'admin', title: { zh: '管理', en: 'Administration' } },
]

export function Rail({
  routes,
  open,
  onClose,
}: {
  routes: readonly DeskRoute[]
  open: boolean
  onClose: () => void
}) {
  const rail = useRef<HTMLElement>(null)
  useEffect(() => {
    if (!open) return
    rail.current?.querySelector<HTMLElement>('a')?.focus()
    const close = (event: KeyboardEvent) => event.key === 'Escape' && onClose()
    document.addEventListener('keydown', close)
    return () => document.removeEventListener('keydown', close)
  }, [open, onClose])
  return (
    <>
      {open && (
        <button
          type="button"
          className="bm-rail-veil"
          onClick={onClose}
          aria-label={t('关闭', 'Close')}
        />
      )}
      <nav
        ref={rail}
        className={`bm-rail${open ? ' bm-rail-open' : ''}`}
        aria-label={t('主导航', 'Main')}
      >
        <NavLink to="/" className="bm-rail-brand">
          <Wordmark size={28} />
        </NavLink>
        {sections.map(({ section, title }) => (
          <RailSection
            key={section}
            title={title}
            items={[
              ...(section === 'work' ? [todayItem] : []),
              ...routes
                .filter(({ nav }) => nav?.section === section)
                .toSorted((a, b) => a.nav!.order - b.nav!.order)
                .map(({ path, title, icon = 'document' as const }) => ({ path, title, icon })),
            ]}
          />
        ))}
        <div className="bm-rail-foot">
          {/* Another entry, not another page of this one. */}
          <a href="/field" className="bm-rail-field">
            <Icon name="phone" size={16} />
            {t('现场应用', 'Field app')}
          </a>
          <ConnectionDot />
        </div>
      </nav>
    </>
  )
}

export const todayItem = { path: '/', title: { zh: '今日', en: 'Today' }, icon: 'today' } as const

type Item = { path: string; title: Text; icon: IconName }

function RailSection({ title, items }: { title: Text | null; items: readonly Item[] }) {
  if (items.length === 0) return null
  return (
    <div className="bm-rail-section">
      {title && <h2>{say(title)}</h2>}
      <ul>
        {items.map(({ path, title, icon }) => (
          <li key={path}>
            <NavLink to={path} end={path === '/'} className="bm-rail-item">
              <Icon name={icon} />
              {say(title)}
            </NavLink>
          </li>
        ))}
      </ul>
    </div>
  )
}
