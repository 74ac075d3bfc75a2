// Account and password, and a clear word when they are refused.

import Input from 'antd/es/input'
import { useState } from 'react'
import type { Problem } from '#base/problem.ts'
import { t } from '../i18n.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { Field, Form } from '../ui/Field.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { useCountdown } from './countdown.ts'

export function SignInForm({
  account: known = '',
  busy,
  problem,
  onSubmit,
}: {
  /** who signs in again; then only the password is asked */
  account?: string
  busy: boolean
  problem: Problem | null
  onSubmit: (account: string, password: string) => void
}) {
  const [account, setAccount] = useState(known)
  const [password, setPassword] = useState('')
  const wait = useCountdown(problem)

  const whyNot =
    account.trim() === '' || password === ''
      ? undefined // an empty form needs no explanation; pressing it shows which field is missing
      : wait > 0
        ? t(`请等 ${waitWords(wait)}再试`, `Please wait ${waitWords(wait)}`)
        : undefined
  const [tried, setTried] = useState(false)
  const submit = () => {
    setTried(true)
    if (account.trim() !== '' && password !== '' && wait === 0) onSubmit(account.trim(), password)
  }
  return (
    <Form label={t('登录', 'Sign in')} onSubmit={submit}>
      <Field
        label={t('账号或手机号', 'Account or phone number')}
        error={tried && account.trim() === '' && t('请填写账号', 'Enter your account')}
      >
        <Input
          size="large"
          value={account}
          onChange={(event) => setAccount(event.target.value)}
          name="username"
          autoComplete="username"
          readOnly={known !== ''}
          autoFocus={known === ''}
        />
      </Field>
      <Field
        label={t('密码', 'Password')}
        error={tried && password === '' && t('请填写密码', 'Enter your password')}
      >
        <Input.Password
          size="large"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          name="password"
          autoComplete="current-password"
          autoFocus={known !== ''}
        />
      </Field>
      <Refusal problem={problem} />
      <ActButton type="submit" block large busy={busy} disabledReason={whyNot}>
        {t('登录', 'Sign in')}
      </ActButton>
    </Form>
  )
}

const waitWords = (seconds: number): string =>
  seconds >= 60
    ? t(`${Math.ceil(seconds / 60)} 分钟`, `${Math.ceil(seconds / 60)} min`)
    : t(`${seconds} 秒`, `${seconds} s`)
