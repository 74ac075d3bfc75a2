// 修改初始密码: asked once, before anything else.

import { type FormEvent, useState } from 'react'
import { newId } from '#base/id.ts'
import { act } from '../http.ts'
import { t } from '../i18n.ts'
import { renewSession, signOut } from './person.ts'
import { Button, Note, Page, sentence } from './ui.tsx'

export function PasswordPage() {
  const [present, setPresent] = useState('')
  const [chosen, setChosen] = useState('')
  const [failure, setFailure] = useState<unknown>()

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    try {
      await act('person.change-password', newId(), { present, chosen })
      await renewSession()
    } catch (error) {
      setFailure(error)
    }
  }
  return (
    <Page title={t('请先修改初始密码', 'Please change the initial password')}>
      <form className="f-section" onSubmit={submit}>
        <label className="f-field">
          <span>{t('现在的密码', 'Present password')}</span>
          <input
            type="password"
            autoComplete="current-password"
            required
            value={present}
            onChange={(event) => setPresent(event.target.value)}
          />
        </label>
        <label className="f-field">
          <span>{t('新密码', 'New password')}</span>
          <input
            type="password"
            autoComplete="new-password"
            required
            value={chosen}
            onChange={(event) => setChosen(event.target.value)}
          />
          <span className="f-muted f-small">
            {t(
              '一句自己记得住的话，比一串符号更好',
              'A sentence you remember is better than symbols',
            )}
          </span>
        </label>
        {failure !== undefined && <Note tone="refusal">{sentence(failure)}</Note>}
        <button type="submit" className="f-button is-main">
          {t('修改密码', 'Change password')}
        </button>
      </form>
      <Button onPress={signOut}>{t('退出登录', 'Sign out')}</Button>
    </Page>
  )
}
