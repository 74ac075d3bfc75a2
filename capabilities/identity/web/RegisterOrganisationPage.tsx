// 登记组织: what kind it is decides whether it stands below another or at a place.

import Input from 'antd/es/input'
import Select from 'antd/es/select'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { newId } from '#base/id.ts'
import { useCommand } from '#web/api.ts'
import { say, t } from '#web/i18n.ts'
import { useMay } from '#web/session.tsx'
import { ActButton } from '#web/ui/ActButton.tsx'
import { Field, Form } from '#web/ui/Field.tsx'
import { Page } from '#web/ui/Page.tsx'
import { PlacePicker } from '#web/ui/PlacePicker.tsx'
import { fieldErrors } from '#web/ui/problem.ts'
import { Refusal } from '#web/ui/Refusal.tsx'
import {
  creditCodeOf,
  isCreditCode,
  type OrganisationKind,
  organisationKindNames,
  organisationKinds,
  organisationTitle,
} from '../organisation.ts'
import { OrganisationPicker } from './OrganisationPicker.tsx'
import { organisationPath } from './paths.ts'

const ours: readonly string[] = ['branch', 'project-team']

export default function RegisterOrganisationPage() {
  const any = useMay('identity.organise-any')
  const [organisationId] = useState(newId)
  const [kind, setKind] = useState<OrganisationKind>(any ? 'company' : 'branch')
  const [name, setName] = useState('')
  const [code, setCode] = useState('')
  const [parentId, setParentId] = useState<string | null>(null)
  const [placeId, setPlaceId] = useState<string | null>(null)
  const navigate = useNavigate()
  const register = useCommand('organisation.register', () =>
    navigate(organisationPath(organisationId)),
  )
  const errors = fieldErrors(register.error)
  const below: readonly string[] = organisationKinds[kind].below
  const needsParent = ours.includes(kind)
  const wrongCode = code !== '' && !isCreditCode(creditCodeOf(code))

  const whyNot =
    name.trim().length < 2
      ? t('请填写名称', 'Enter the name')
      : wrongCode
        ? t('信用代码校验不通过', 'The credit code fails its check digit')
        : needsParent && parentId === null
          ? t('请选择隶属的企业', 'Choose the company it belongs to')
          : parentId === null && placeId === null
            ? t('请选择注册或服务地点', 'Choose its place')
            : undefined
  const submit = () =>
    whyNot ??
    register.mutate({
      organisationId,
      kind,
      name,
      code: code === '' ? null : code,
      parentId,
      placeId,
    })
  const title = t('登记组织', 'Register an organisation')
  const kinds = organisationKindNames.filter((one) => any || ours.includes(one))
  return (
    <Page
      title={title}
      crumbs={[{ title: t('组织', 'Organisations'), to: '/organisations' }]}
      width="prose"
    >
      <Form label={title} onSubmit={submit}>
        <Field label={t('类别', 'Kind')}>
          <Select
            value={kind}
            onChange={(chosen) => {
              setKind(chosen)
              setParentId(null)
            }}
            options={kinds.map((one) => ({ value: one, label: say(organisationTitle(one)) }))}
          />
        </Field>
        <Field label={t('名称', 'Name')} error={errors['name']}>
          <Input value={name} onChange={(event) => setName(event.target.value)} maxLength={60} />
        </Field>
        <Field
          label={t('统一社会信用代码', 'Credit code')}
          optional
          error={
            wrongCode &&
            t('校验不通过，请核对营业执照', 'Fails its check digit; compare the licence')
          }
        >
          <Input value={code} onChange={(event) => setCode(event.target.value)} maxLength={30} />
        </Field>
        {below.length > 0 && (
          <Field label={t('隶属', 'Below')} optional={!needsParent}>
            <OrganisationPicker
              label={t('隶属', 'Below')}
              kinds={below}
              value={parentId}
              onChange={setParentId}
            />
          </Field>
        )}
        <Field label={t('注册或服务地点', 'Place')} optional={parentId !== null}>
          <PlacePicker label={t('地点', 'Place')} value={placeId} onChange={setPlaceId} />
        </Field>
        <Refusal problem={register.error} />
        <ActButton type="submit" busy={register.isPending} disabledReason={whyNot}>
          {t('登记', 'Register')}
        </ActButton>
      </Form>
    </Page>
  )
}
