// Sign-in: account and password; in the demonstration city also a door for each kind of post.

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Problem } from '#base/problem.ts'
import type { Text } from '#base/text.ts'
import { ask } from '../http.ts'
import { say, t } from '../i18n.ts'
import { signIn } from '../session.tsx'
import { EntryPaper } from './entry.tsx'
import { SignInForm } from './SignInForm.tsx'

type DemoLogin = { account: string; name: string; post: Text; at: string; password: string }

export function SignInPage() {
  const [busy, setBusy] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  // A city of real people answers 404 here, and then nothing is shown.
  const demo = useQuery({
    queryKey: ['demo-logins'],
    queryFn: () => ask<{ logins: DemoLogin[] }>('demo-logins'),
    retry: false,
  })

  const enter = async (account: string, password: string) => {
    setBusy(account)
    setProblem(null)
    await signIn(account, password).catch(setProblem)
    setBusy('')
  }

  return (
    <EntryPaper
      aside={demo.data && <DemoLogins logins={demo.data.logins} busy={busy} onChoose={enter} />}
    >
      <SignInForm busy={busy !== ''} problem={problem} onSubmit={enter} />
    </EntryPaper>
  )
}

function DemoLogins({
  logins,
  busy,
  onChoose,
}: {
  logins: DemoLogin[]
  busy: string
  onChoose: (account: string, password: string) => void
}) {
  return (
    <section className="bm-logins" aria-label={t('演示城市', 'Demonstration city')}>
      <h2>{t('演示城市：选一个岗位进入', 'Demonstration city: enter as')}</h2>
      <p>
        {t(
          '小区与人员均为虚构，区划为真实。',
          'Compounds and people are invented; divisions are real.',
        )}
      </p>
      <ul>
        {logins.map((login) => (
          <li key={login.account}>
            <button
              type="button"
              className="bm-login"
              disabled={busy !== ''}
              onClick={() => onChoose(login.account, login.password)}
            >
              <strong>{say(login.post)}</strong>
              <span>{`${login.name} · ${login.at}`}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
