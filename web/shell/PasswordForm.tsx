// 修改密码: the present one, and the new one twice.

import Input from 'antd/es/input'
import { useState } from 'react'
import { useCommand } from '../api.ts'
import { t } from '../i18n.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { Field, Form } from '../ui/Field.tsx'
import { fieldErrors } from '../ui/problem.ts'
import { Refusal } from '../ui/Refusal.tsx'

const lengthMin = 10

export function PasswordForm({ onDone }: { onDone: () => unknown }) {
  const [present, setPresent] = useState('')
  const [chosen, setChosen] = useState('')
  const [repeated, setRepeated] = useState('')
  const change = useCommand('person.change-password', onDone)
  const errors = fieldErrors(change.error)

  const whyNot =
    present === ''
      ? t('请填写现在的密码', 'Enter your present password')
      : chosen.length < lengthMin
        ? t(`新密码至少 ${lengthMin} 位`, `The new password needs at least ${lengthMin} characters`)
        : repeated !== chosen
          ? t('两次填写的新密码不一样', 'The two new passwords differ')
          : undefined
  return (
    <Form
      label={t('修改密码', 'Change password')}
      onSubmit={() => whyNot ?? change.mutate({ present, chosen })}
    >
      <Field label={t('现在的密码', 'Present password')} error={errors['present']}>
        <Input.Password
          value={present}
          onChange={(event) => setPresent(event.target.value)}
          autoComplete="current-password"
        />
      </Field>
      <Field
        label={t('新密码', 'New password')}
        error={errors['chosen']}
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
