// On a phone the rail becomes a bar in reach of the thumb: today, the two nearest kinds of work, and the rest.

import { NavLink } from 'react-router'
import { say, t } from '../i18n.ts'
import type { DeskRoute } from '../router.tsx'
import { Icon } from '../ui/icons.tsx'
import { todayItem } from './Rail.tsx'

const nearest = 3

export function BottomBar({
  routes,
  onMore,
}: {
  routes: readonly DeskRoute[]
  onMore: () => void
}) {
  const work = routes
    .filter(({ nav }) => nav?.section === 'work')
    .toSorted((a, b) => a.nav!.order - b.nav!.order)
    .slice(0, nearest - 1)
  return (
    <nav className="bm-bottom" aria-label={t('常用', 'Shortcuts')}>
      {[todayItem, ...work].map(({ path, title, icon = 'document' as const }) => (
        <NavLink key={path} to={path} end={path === '/'}>
          <Icon name={icon} size={22} />
          {say(title)}
        </NavLink>
      ))}
      <button type="button" onClick={onMore}>
        <Icon name="menu" size={22} />
        {t('全部', 'More')}
      </button>
    </nav>
  )
}
