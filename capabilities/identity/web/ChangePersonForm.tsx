// 修改资料: name, phone number, account.

import Input from 'antd/es/input'
import { useState } from 'react'
import { useCommand } from '#web/api.ts'
import { t } from '#web/i18n.ts'
import { ActButton } from '#web/ui/ActButton.tsx'
import { Field, Form } from '#web/ui/Field.tsx'
import { fieldErrors } from '#web/ui/problem.ts'
import { Refusal } from '#web/ui/Refusal.tsx'
import { phoneOf } from '../person.ts'
import type { PersonView } from '../views.ts'

export function ChangePersonForm({ person, onDone }: { person: PersonView; onDone: () => void }) {
  const [name, setName] = useState(person.name)
  // The whole number is not known here, so an empty field leaves it as it is.
  const [phone, setPhone] = useState('')
  const change = useCommand('person.change', onDone)
  const errors = fieldErrors(change.error)
  const wrongPhone = phone !== '' && phoneOf(phone) === null
  const whyNot =
    name.trim() === ''
      ? t('请填写姓名', 'Enter the name')
      : wrongPhone
        ? t('手机号应为 11 位', 'A mobile number has 11 digits')
        : name === person.name && phone === ''
          ? t('还没有改动', 'Nothing is changed yet')
          : undefined
  const submit = () =>
    whyNot ?? change.mutate({ personId: person.id, name, ...(phone === '' ? {} : { phone }) })
  return (
    <Form label={t('修改资料', 'Change particulars')} onSubmit={submit}>
      <Field label={t('姓名', 'Name')} error={errors['name']}>
        <Input value={name} onChange={(event) => setName(event.target.value)} maxLength={40} />
      </Field>
      <Field
        label={t('新手机号', 'New phone number')}
        optional
        error={
          errors['phone'] ?? (wrongPhone && t('应为 11 位手机号', 'A mobile number has 11 digits'))
        }
        hint={t(
          `现为 ${person.phone ?? '未登记'}。以手机号为账号的，账号随之更改`,
          `Now ${person.phone ?? 'none'}. Where the number is the account, the account changes too`,
        )}
      >
        <Input
          value={phone}
          onChange={(event) => setPhone(event.target.value)}
          inputMode="tel"
          maxLength={20}
        />
      </Field>
      <Refusal problem={change.error} />
      <ActButton type="submit" busy={change.isPending} disabledReason={whyNot}>
        {t('保存', 'Save')}
      </ActButton>
    </Form>
  )
}
