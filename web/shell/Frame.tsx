// The frame around every page: the rail of work, the head with place and person, and the page itself.

import { useMemo, useState } from 'react'
import { Outlet, ScrollRestoration, useLocation, useNavigation } from 'react-router'
import { mayAnywhere } from '#base/permission.ts'
import { t, useLang } from '../i18n.ts'
import type { DeskRoute } from '../router.tsx'
import { useSession } from '../session.tsx'
import { BottomBar } from './BottomBar.tsx'
import './frame.css'
import { useFocusOnArrival } from './arrival.ts'
import { Head } from './Head.tsx'
import { Offline } from './Offline.tsx'
import { Rail } from './Rail.tsx'

export function Frame({ routes }: { routes: readonly DeskRoute[] }) {
  useLang()
  const session = useSession()
  const { pathname } = useLocation()
  const moving = useNavigation().state !== 'idle'
  const [railOpenAt, setRailOpenAt] = useState<string | null>(null)
  const main = useFocusOnArrival(pathname)
  const mine = useMemo(
    () => routes.filter(({ nav, may }) => nav && (may === undefined || mayAnywhere(session, may))),
    [routes, session],
  )
  return (
    <div className="bm-frame">
      <a className="bm-skip" href="#page">
        {t('跳到正文', 'Skip to the page')}
      </a>
      {moving && (
        <div className="bm-moving" role="progressbar" aria-label={t('正在打开', 'Opening')} />
      )}
      {/* Open only at the address where it was opened: going anywhere closes it. */}
      <Rail routes={mine} open={railOpenAt === pathname} onClose={() => setRailOpenAt(null)} />
      <div className="bm-main">
        <Head routes={mine} />
        <Offline />
        <main id="page" ref={main} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <BottomBar routes={mine} onMore={() => setRailOpenAt(pathname)} />
      <ScrollRestoration />
    </div>
  )
}
