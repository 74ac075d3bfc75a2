// 修改密码: the present one, and the new one twice.

import Input from 'antd/es/input'
import { useState } from 'react'
import { useCommand } from '../api.ts'
import { t } from '../i18n.ts'
import { useSession } from '../session.tsx'
import { ActButton } from '../ui/ActButton.tsx'
import { Field, Form } from '../ui/Field.tsx'
import { fieldErrors } from '../ui/problem.ts'
import { Refusal } from '../ui/Refusal.tsx'

export function PasswordForm({ onDone }: { onDone: () => unknown }) {
  const [present, setPresent] = useState('')
  const [chosen, setChosen] = useState('')
  const [repeated, setRepeated] = useState('')
  const change = useCommand('password.change', onDone)
  const { sessionId } = useSession()
  const errors = fieldErrors(change.error)

  const whyNot =
    present === ''
      ? t('请填写现在的密码', 'Enter your present password')
      : chosen === ''
        ? t('请填写新密码', 'Enter a new password')
        : repeated !== chosen
          ? t('两次填写的新密码不一样', 'The two new passwords differ')
          : undefined
  return (
    <Form
      label={t('修改密码', 'Change password')}
      onSubmit={() => whyNot ?? change.mutate({ current: present, next: chosen, keep: sessionId })}
    >
      <Field label={t('现在的密码', 'Present password')} error={errors['current']}>
        <Input.Password
          value={present}
          onChange={(event) => setPresent(event.target.value)}
          autoComplete="current-password"
        />
      </Field>
      <Field
        label={t('新密码', 'New password')}
        error={errors['next']}
        hint={t(
          '一句自己记得住的话，比一串符号更好',
          'A sentence you remember is better than a string of symbols',
        )}
      >
        <Input.Password
          value={chosen}
          onChange={(event) => setChosen(event.target.value)}
          autoComplete="new-password"
        />
      </Field>
      <Field label={t('再填一次新密码', 'New password again')}>
        <Input.Password
          value={repeated}
          onChange={(event) => setRepeated(event.target.value)}
          autoComplete="new-password"
        />
      </Field>
      <Refusal problem={change.error} />
      <ActButton type="submit" busy={change.isPending} disabledReason={whyNot}>
        {t('修改密码', 'Change password')}
      </ActButton>
    </Form>
  )
}
