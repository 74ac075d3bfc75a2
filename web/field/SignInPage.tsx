// Signing in on the phone: two fields, one button, and a plain word about what is kept.

import { type FormEvent, useEffect, useState } from 'react'
import type { Text } from '#base/text.ts'
import { ask } from '../http.ts'
import { chooseLang, lang, say, t } from '../i18n.ts'
import { Mark } from '../shell/Wordmark.tsx'
import { Icon } from '../ui/icons.tsx'
import { reachable } from './connection.ts'
import { useObservable } from './observable.ts'
import { lastAccount, signIn, usePhone } from './person.ts'
import { go } from './router.tsx'
import { Button, Note, sentence } from './ui.tsx'

export function SignInPage() {
  const { session } = usePhone()
  const signal = useObservable(reachable)
  const [account, setAccount] = useState(lastAccount)
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>()

  const enter = async (account: string, password: string) => {
    if (busy) return
    setBusy(true)
    setFailure(undefined)
    try {
      await signIn(account, password)
      if (session) go('/', { replace: true })
    } catch (error) {
      setFailure(error)
      setBusy(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void enter(account.trim(), password)
  }

  return (
    <div className="f-app">
      <main className="f-page">
        <div className="f-scroll">
          <div className="f-brand">
            <Mark size={64} />
            <h1>{t('百米 · 现场', 'Baimi field')}</h1>
            <p className="f-sub">
              {t('把小区管到最后一百米', 'Safety on the last hundred metres')}
            </p>
          </div>
          {!signal && (
            <Note tone="late" icon="offline">
              {t(
                '没有信号。登录需要联网一次，之后没有信号也能用',
                'No signal. Signing in needs it once; after that the app works without',
              )}
            </Note>
          )}
          <form className="f-section" onSubmit={submit}>
            <label className="f-field">
              <span>{t('账号', 'Account')}</span>
              <input
                name="account"
                autoComplete="username"
                autoCapitalize="none"
                spellCheck={false}
                required
                value={account}
                onChange={(event) => setAccount(event.target.value)}
              />
            </label>
            <label className="f-field">
              <span>{t('密码', 'Password')}</span>
              <input
                name="password"
                type="password"
                autoComplete="current-password"
                required
                value={password}
                onChange={(event) => setPassword(event.target.value)}
              />
            </label>
            {failure !== undefined && <Note tone="refusal">{sentence(failure)}</Note>}
            <button type="submit" className="f-button is-main" aria-disabled={busy}>
              {busy ? t('正在登录', 'Signing in') : t('登录', 'Sign in')}
            </button>
          </form>
          <DemoLogins onChoose={enter} />
          {session && (
            <Button onPress={() => go('/', { replace: true })}>
              {t('先不登录，继续工作', 'Not now, carry on')}
            </Button>
          )}
          <button
            type="button"
            className="f-row f-quiet"
            onClick={() => chooseLang(lang() === 'zh' ? 'en' : 'zh')}
          >
            <Icon name="globe" size={24} />
            {t('English', '中文')}
          </button>
        </div>
      </main>
    </div>
  )
}

type DemoLogin = { account: string; name: string; post: Text; at: string; password: string }

/** 演示城市: a door for each post. A city of real people answers 404, and nothing is shown. */
function DemoLogins({ onChoose }: { onChoose: (account: string, password: string) => void }) {
  const [logins, setLogins] = useState<DemoLogin[]>([])
  useEffect(() => {
    ask<{ logins: DemoLogin[] }>('demo-logins').then(
      (answer) => setLogins(answer.logins),
      () => undefined,
    )
  }, [])
  if (logins.length === 0) return null
  return (
    <section className="f-section">
      <h2>{t('演示城市：选一个岗位进入', 'Demonstration city: enter as')}</h2>
      <ul className="f-rows">
        {logins.map((login) => (
          <li key={login.account}>
            <button
              type="button"
              className="f-row"
              onClick={() => onChoose(login.account, login.password)}
            >
              <span className="f-grow f-two">
                <span className="f-strong">{say(login.post)}</span>
                <span className="f-muted f-small">{`${login.name} · ${login.at}`}</span>
              </span>
              <Icon name="right" size={20} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
