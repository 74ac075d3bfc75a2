// 组织档案: what it is, who holds posts at it, what stands below it.

import Input from 'antd/es/input'
import Modal from 'antd/es/modal'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { useCommand, useRead } from '#web/api.ts'
import { dayWords, say, t } from '#web/i18n.ts'
import { useFresh } from '#web/live.ts'
import { ActButton } from '#web/ui/ActButton.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { Field, Form } from '#web/ui/Field.tsx'
import { ReadingPage, Section } from '#web/ui/Page.tsx'
import { fieldErrors } from '#web/ui/problem.ts'
import { Refusal } from '#web/ui/Refusal.tsx'
import { StateTag } from '#web/ui/StateTag.tsx'
import { creditCodeOf, isCreditCode } from '../organisation.ts'
import type { OrganisationView } from '../views.ts'
import './identity.css'
import { PostsAt } from './PostsAt.tsx'
import { organisationPath } from './paths.ts'

export default function OrganisationPage() {
  const { organisationId } = useParams() as { organisationId: string }
  const organisation = useRead<OrganisationView>('organisation.view', { organisationId })
  useFresh(['organisation.*', 'post.*'], ['organisation.view', 'post.list'])
  return (
    <ReadingPage
      title={organisation.data?.name ?? t('组织', 'Organisation')}
      sub={organisation.data && <Sub {...organisation.data} />}
      crumbs={[{ title: t('组织', 'Organisations'), to: '/organisations' }]}
      reading={organisation}
    >
      {(view) => (
        <>
          <Facts
            columns={2}
            rows={[
              [t('信用代码', 'Credit code'), view.code],
              [t('注册或服务地', 'Place'), view.placeName],
              [t('隶属', 'Below'), view.parentId !== null && <Parent key="parent" {...view} />],
              [t('注销', 'Closed'), view.endedOn !== null && dayWords(view.endedOn)],
            ]}
          />
          {view.you.maySeePosts && <PostsAt atId={view.id} />}
          {view.below.length > 0 && (
            <Section title={t('下级组织', 'Below it')}>
              <ul className="id-links">
                {view.below.map(({ id, name, title }) => (
                  <li key={id}>
                    <Link to={organisationPath(id)}>{name}</Link>
                    <span className="bm-muted">{say(title)}</span>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          {view.you.mayManage && !view.endedOn && <Manage organisation={view} />}
        </>
      )}
    </ReadingPage>
  )
}

function Sub({ title, endedOn }: OrganisationView) {
  return (
    <>
      {say(title)}
      {endedOn && <StateTag tone="quiet">{t('已注销', 'Closed')}</StateTag>}
    </>
  )
}

function Parent({ parentId, parentName }: OrganisationView) {
  return <Link to={organisationPath(parentId!)}>{parentName}</Link>
}

function Manage({ organisation }: { organisation: OrganisationView }) {
  const [changing, setChanging] = useState(false)
  const close = useCommand('organisation.close')
  return (
    <Section title={t('管理', 'Manage')}>
      <p className="bm-row">
        <ActButton kind="secondary" onPress={() => setChanging(true)}>
          {t('修改名称与代码', 'Change name and code')}
        </ActButton>
        <ActButton
          kind="danger"
          busy={close.isPending}
          disabledReason={
            organisation.below.length > 0 && t('还有下级组织', 'Organisations stand below it')
          }
          onPress={() => close.mutate({ organisationId: organisation.id })}
        >
          {t('注销', 'Close it')}
        </ActButton>
      </p>
      <Refusal problem={close.error} />
      <Modal
        open={changing}
        title={t('修改组织', 'Change the organisation')}
        footer={null}
        onCancel={() => setChanging(false)}
        destroyOnHidden
      >
        <ChangeForm organisation={organisation} onDone={() => setChanging(false)} />
      </Modal>
    </Section>
  )
}

function ChangeForm({
  organisation,
  onDone,
}: {
  organisation: OrganisationView
  onDone: () => void
}) {
  const [name, setName] = useState(organisation.name)
  const [code, setCode] = useState(organisation.code ?? '')
  const change = useCommand('organisation.change', onDone)
  const errors = fieldErrors(change.error)
  const wrong = code !== '' && !isCreditCode(creditCodeOf(code))
  const whyNot = wrong && t('信用代码校验不通过', 'The credit code fails its check digit')
  const submit = () =>
    whyNot ||
    change.mutate({ organisationId: organisation.id, name, code: code === '' ? null : code })
  return (
    <Form label={t('修改组织', 'Change the organisation')} onSubmit={submit}>
      <Field label={t('名称', 'Name')} error={errors['name']}>
        <Input value={name} onChange={(event) => setName(event.target.value)} maxLength={60} />
      </Field>
      <Field label={t('统一社会信用代码', 'Credit code')} optional error={whyNot}>
        <Input value={code} onChange={(event) => setCode(event.target.value)} maxLength={30} />
      </Field>
      <Refusal problem={change.error} />
      <ActButton type="submit" busy={change.isPending} disabledReason={whyNot}>
        {t('保存', 'Save')}
      </ActButton>
    </Form>
  )
}
