// 登记人员: somebody new with a first post, or somebody known elsewhere who takes one up here.

import Input from 'antd/es/input'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { newId } from '#base/id.ts'
import { useCommand, useRead } from '#web/api.ts'
import { t } from '#web/i18n.ts'
import { ActButton } from '#web/ui/ActButton.tsx'
import { Field, Form } from '#web/ui/Field.tsx'
import { Page } from '#web/ui/Page.tsx'
import { fieldErrors } from '#web/ui/problem.ts'
import { Refusal } from '#web/ui/Refusal.tsx'
import { phoneOf } from '../person.ts'
import './identity.css'
import { OneTimePassword } from './OneTimePassword.tsx'
import { emptyPost, PostFields, whyNoPost } from './PostFields.tsx'
import { personPath } from './paths.ts'

type Registered = { personId: string; oneTimePassword?: string; until: string }
type Found = { person: { id: string; name: string; phone: string } | null }

export default function RegisterPersonPage() {
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const [post, setPost] = useState(emptyPost)
  const [ids] = useState(() => ({ personId: newId(), postId: newId() }))
  const register = useCommand<object, Registered>('person.register')
  const navigate = useNavigate()
  const give = useCommand<{ personId: string }>('post.give', (_, { personId }) =>
    navigate(personPath(personId)),
  )
  const usable = phoneOf(phone)
  // Whoever knows name and number in full is told that this person is registered already.
  const known = useRead<Found>(
    'person.find',
    { name: name.trim(), phone },
    { enabled: usable !== null && name.trim() !== '' },
  ).data?.person
  const errors = fieldErrors(register.error)

  const whyNot =
    name.trim() === ''
      ? t('请填写姓名', 'Enter the name')
      : usable === null
        ? t('请填写 11 位手机号', 'Enter a mobile number of 11 digits')
        : whyNoPost(post)
  const { postId, personId } = ids
  const submit = () => {
    if (whyNot) return
    if (known) give.mutate({ ...post, postId, personId: known.id } as { personId: string })
    else register.mutate({ personId, name, phone, post: { ...post, postId } })
  }
  const title = t('登记人员', 'Register a person')
  const crumbs = [{ title: t('人员', 'People'), to: '/people' }]
  if (register.data)
    return (
      <Page title={t(`已登记 ${name}`, `${name} is registered`)} crumbs={crumbs} width="prose">
        <OneTimePassword name={name} {...register.data} />
        <p className="id-below">
          <Link to={personPath(personId)}>{t('查看人员档案', 'Open the person')}</Link>
        </p>
      </Page>
    )
  return (
    <Page title={title} crumbs={crumbs} width="prose">
      <Form label={title} onSubmit={submit}>
        <Field label={t('姓名', 'Name')} error={errors['name']}>
          <Input value={name} onChange={(event) => setName(event.target.value)} maxLength={40} />
        </Field>
        <Field
          label={t('手机号', 'Phone number')}
          error={errors['phone']}
          hint={t(
            '用作登录账号，他人只见前三位和后四位',
            'Serves as account; others see three digits and four',
          )}
        >
          <Input
            value={phone}
            onChange={(event) => setPhone(event.target.value)}
            inputMode="tel"
            maxLength={20}
          />
        </Field>
        {known && (
          <p role="status">
            {t(
              `${known.name}（${known.phone}）已登记，将直接任命岗位，原密码不变。`,
              `${known.name} (${known.phone}) is registered already: the post is given and the password stays.`,
            )}
          </p>
        )}
        <PostFields value={post} onChange={setPost} />
        <Refusal problem={register.error ?? give.error} />
        <ActButton
          type="submit"
          busy={register.isPending || give.isPending}
          disabledReason={whyNot}
        >
          {known
            ? t('任命岗位', 'Give the post')
            : t('登记并生成一次性密码', 'Register and make a one-time password')}
        </ActButton>
      </Form>
    </Page>
  )
}
