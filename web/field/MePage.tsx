// 我的: what I reported and must do, what this phone keeps, and the few settings.

import { type ReactNode, useContext, useState } from 'react'
import { chooseLang, lang, t } from '../i18n.ts'
import { counts } from '../outbox.ts'
import { chooseScheme, type SchemeChoice, useSchemeChoice } from '../scheme.ts'
import { Icon, type IconName } from '../ui/icons.tsx'
import { canInstall, install, takeUpdate, updateReady } from './install.ts'
import { useNotices } from './notices.ts'
import { useObservable, useStored } from './observable.ts'
import { PartsContext } from './parts.ts'
import { signOut, usePerson } from './person.ts'
import { go, Link } from './router.tsx'
import { Button, Note, Page } from './ui.tsx'

export function MePage() {
  const { mine } = useContext(PartsContext)
  const { person, posts } = usePerson()
  const count = useStored(() => counts(person.id), [person.id])
  const fresh = useObservable(updateReady)
  const installable = useObservable(canInstall)
  const unread = useNotices().value?.unread ?? 0
  const waiting = (count?.unsent ?? 0) + (count?.sending ?? 0)

  return (
    <Page
      title={person.name}
      sub={posts.map(({ title, atName }) => `${atName} ${title}`).join(' · ')}
    >
      {fresh && (
        <Note icon="refresh">
          <p>{t('有新版本。未发送的记录会保留', 'A new version is ready. Unsent records stay')}</p>
          <Button onPress={takeUpdate}>{t('现在更新', 'Update now')}</Button>
        </Note>
      )}
      {Object.entries(mine).map(([name, Section]) => (
        <Section key={name} />
      ))}
      <section className="f-section">
        <h2>{t('这部手机', 'This phone')}</h2>
        <ul className="f-rows">
          <Row to="/notices" icon="bell">
            {t('通知', 'Notices')}
            {unread > 0 && (
              <span className="f-strong f-small">{t(`${unread} 条新通知`, `${unread} new`)}</span>
            )}
          </Row>
          <Row to="/queue" icon="export">
            {t('发送队列', 'Send queue')}
            <span className="f-muted f-small">
              {waiting + (count?.refused ?? 0) === 0
                ? t('全部已送达', 'All sent')
                : t(
                    `未发送 ${waiting} · 被退回 ${count?.refused ?? 0}`,
                    `${waiting} unsent · ${count?.refused ?? 0} sent back`,
                  )}
            </span>
          </Row>
          {installable && (
            <li>
              <button type="button" className="f-row" onClick={install}>
                <Icon name="plus" size={24} />
                {t('放到手机桌面', 'Put on the home screen')}
              </button>
            </li>
          )}
          <li>
            <button
              type="button"
              className="f-row"
              onClick={() => chooseLang(lang() === 'zh' ? 'en' : 'zh')}
            >
              <Icon name="globe" size={24} />
              {t('English', '中文')}
            </button>
          </li>
          <SchemeRow />
          <li>
            <a className="f-row" href="/">
              <Icon name="device" size={24} />
              {t('切换到电脑版', 'Switch to the desk')}
            </a>
          </li>
          <li>
            <SignOutRow waiting={waiting + (count?.refused ?? 0)} />
          </li>
        </ul>
        {(count?.others ?? 0) > 0 && (
          <Note icon="people">
            {t(
              `另有 ${count?.others} 条是其他人在这部手机上的记录，本人登录后发送`,
              `${count?.others} more belong to others who use this phone; they go when that person signs in`,
            )}
          </Note>
        )}
      </section>
    </Page>
  )
}

function Row({ to, icon, children }: { to: string; icon: IconName; children: ReactNode }) {
  return (
    <li>
      <Link to={to} className="f-row">
        <Icon name={icon} size={24} />
        <span className="f-grow f-two">{children}</span>
        <Icon name="right" size={20} />
      </Link>
    </li>
  )
}

function SchemeRow() {
  const choice = useSchemeChoice()
  const next: Record<SchemeChoice, SchemeChoice> = {
    device: 'dark',
    dark: 'light',
    light: 'device',
  }
  const words = {
    device: t('明暗跟随手机', 'Light or dark as the phone'),
    dark: t('深色', 'Dark'),
    light: t('浅色', 'Light'),
  }
  return (
    <li>
      <button type="button" className="f-row" onClick={() => chooseScheme(next[choice])}>
        <Icon name={choice === 'light' ? 'sun' : 'moon'} size={24} />
        {words[choice]}
      </button>
    </li>
  )
}

/** Whoever signs in next begins with his own day. */
function leave(): void {
  void signOut()
  go('/', { replace: true })
}

/** 退出: warns of what is unsent, and keeps it. */
function SignOutRow({ waiting }: { waiting: number }) {
  const [asking, setAsking] = useState(false)
  if (!asking)
    return (
      <button
        type="button"
        className="f-row"
        onClick={() => (waiting > 0 ? setAsking(true) : leave())}
      >
        <Icon name="signOut" size={24} />
        {t('退出登录', 'Sign out')}
      </button>
    )
  return (
    <div className="f-entry f-pad">
      <Note tone="late" icon="export">
        {t(
          `还有 ${waiting} 条没有送达。退出后仍存在这部手机里，您再次登录时发送`,
          `${waiting} have not arrived. They stay on this phone and go when you sign in again`,
        )}
      </Note>
      <div className="f-pair">
        <Button onPress={() => setAsking(false)}>{t('先不退出', 'Stay')}</Button>
        <Button icon="signOut" onPress={leave}>
          {t('仍要退出', 'Sign out anyway')}
        </Button>
      </div>
    </div>
  )
}
