// The frame of the phone: the strip on top, the page, three tabs below.

import { Suspense, useEffect } from 'react'
import { t, useLang } from '../i18n.ts'
import { counts } from '../outbox.ts'
import { Icon } from '../ui/icons.tsx'
import { Guarded } from './Broken.tsx'
import { reachable } from './connection.ts'
import { useObservable, useStored } from './observable.ts'
import { PasswordPage } from './PasswordPage.tsx'
import { usePerson, usePhone } from './person.ts'
import { type FieldPage, go, Link, match, useAddress } from './router.tsx'
import { SignInPage } from './SignInPage.tsx'

export function Shell({ pages }: { pages: readonly FieldPage[] }) {
  useLang()
  const { session } = usePhone()
  const { path } = useAddress()
  const found = match(pages, path)

  useEffect(() => {
    if (!found) go('/', { replace: true })
  }, [found])

  if (!session || path === '/sign-in') return <SignInPage />
  if (session.person.mustChange)
    return (
      <div className="f-app">
        <PasswordPage />
      </div>
    )
  if (!found) return null
  const { Page, full, tab } = found.page
  const page = (
    <Guarded at={path}>
      <Suspense fallback={<main className="f-page" aria-busy="true" />}>
        <Page key={path} params={found.params} />
      </Suspense>
    </Guarded>
  )
  if (full) return <div className="f-full">{page}</div>
  return (
    <div className="f-app">
      <Strip />
      {page}
      <Tabs current={tab} />
    </div>
  )
}

/** Whether there is signal, and what has not been sent. Opens the queue. */
export function Strip() {
  const { expired } = usePhone()
  const personId = usePerson().person.id
  const signal = useObservable(reachable)
  const count = useStored(() => counts(personId), [personId])
  const waiting = (count?.unsent ?? 0) + (count?.sending ?? 0)
  const refused = count?.refused ?? 0
  const look = refused > 0 ? 'is-refused' : !signal ? 'is-offline' : waiting > 0 ? 'is-waiting' : ''

  return (
    <header>
      <Link to={expired ? '/sign-in' : '/queue'} className={`f-strip ${look}`}>
        <span className="f-strip-words">
          <Icon name={signal ? 'check' : 'offline'} size={22} />
          {expired
            ? t('需要重新登录，记录都还在', 'Sign in again; everything is kept')
            : signal
              ? t('已连接', 'Connected')
              : t('没有信号，照常工作', 'No signal, carry on')}
        </span>
        <span className="f-strip-count" role="status">
          {refused > 0 && (
            <>
              <Icon name="hazard" size={22} />
              {t(`${refused} 条被退回`, `${refused} sent back`)}
            </>
          )}
          {waiting > 0 && (
            <>
              <Icon name="export" size={22} />
              {signal && !expired
                ? t(`正在发送 ${waiting} 条`, `Sending ${waiting}`)
                : t(`${waiting} 条未发送`, `${waiting} unsent`)}
            </>
          )}
          {count && waiting + refused === 0 && t('全部已发送', 'All sent')}
        </span>
      </Link>
    </header>
  )
}

function Tabs({ current }: { current: FieldPage['tab'] }) {
  const tab = (name: FieldPage['tab']) =>
    name === current ? ({ 'aria-current': 'page' } as const) : {}
  return (
    <nav className="f-tabs" aria-label={t('主要页面', 'Main pages')}>
      <Link to="/" {...tab('today')}>
        <Icon name="today" size={26} />
        {t('今日', 'Today')}
      </Link>
      <Link to="/report" {...tab('report')}>
        <Icon name="camera" size={26} />
        {t('上报', 'Report')}
      </Link>
      <Link to="/me" {...tab('me')}>
        <Icon name="person" size={26} />
        {t('我的', 'Mine')}
      </Link>
    </nav>
  )
}
