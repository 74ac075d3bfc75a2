// 人员档案: who this is, which posts they hold and held, and what may be done about the account.

import { useParams } from 'react-router'
import { useCommand, useRead } from '#web/api.ts'
import { t, timeWords } from '#web/i18n.ts'
import { useFresh } from '#web/live.ts'
import { ActButton } from '#web/ui/ActButton.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { ReadingPage, Section } from '#web/ui/Page.tsx'
import { Refusal } from '#web/ui/Refusal.tsx'
import { StateTag } from '#web/ui/StateTag.tsx'
import type { PersonView } from '../views.ts'
import './identity.css'
import { PersonAccount } from './PersonAccount.tsx'
import { PersonPosts } from './PersonPosts.tsx'
import { SessionList } from './SessionList.tsx'

export default function PersonPage() {
  const { personId } = useParams() as { personId: string }
  const person = useRead<PersonView>('person.view', { personId })
  useFresh(['person.*', 'post.*', 'password.*'], ['person.view', 'session.list'])
  return (
    <ReadingPage
      title={person.data?.name ?? t('人员', 'Person')}
      sub={person.data && <AccountState {...person.data} />}
      crumbs={[{ title: t('人员', 'People'), to: '/people' }]}
      reading={person}
    >
      {(view) => (
        <>
          <Particulars person={view} />
          <PersonPosts person={view} />
          {view.you.mayManage && <PersonAccount person={view} />}
          {view.you.mayEndSessions && !view.you.isSelf && (
            <Section title={t('登录中的设备', 'Signed in on')}>
              <SessionList personId={view.id} />
            </Section>
          )}
        </>
      )}
    </ReadingPage>
  )
}

function AccountState({ disabled, password }: PersonView) {
  if (disabled) return <StateTag tone="quiet">{t('账号已停用', 'Account disabled')}</StateTag>
  if (password === 'none')
    return (
      <StateTag tone="open">{t('未设密码，不能登录', 'No password yet, cannot sign in')}</StateTag>
    )
  if (password === 'one-time')
    return <StateTag tone="wait">{t('等待本人修改初始密码', 'Has to choose a password')}</StateTag>
  return <StateTag tone="met">{t('账号正常', 'Account active')}</StateTag>
}

function Particulars({ person }: { person: PersonView }) {
  const { account, seenAt } = person
  return (
    <Facts
      columns={2}
      rows={[
        [t('账号', 'Account'), account],
        [t('手机', 'Phone'), <Phone key="phone" person={person} />],
        [t('最近使用', 'Last seen'), seenAt && timeWords(seenAt)],
        [t('标记', 'Mark'), person.demo && t('演示数据', 'Demonstration data')],
      ]}
    />
  )
}

/** Masked until asked for; asking is an act that is recorded and told to the person. */
function Phone({ person }: { person: PersonView }) {
  const show = useCommand<{ personId: string }, { phone: string }>('person.show-phone')
  return (
    <span className="id-phone">
      {show.data?.phone ?? person.phone ?? '–'}
      {person.phone && person.you.maySeePhone && !show.data && (
        <span className="id-quiet">
          <ActButton
            kind="quiet"
            busy={show.isPending}
            onPress={() => show.mutate({ personId: person.id })}
          >
            {t('显示完整号码（留有记录）', 'Show the number (recorded)')}
          </ActButton>
        </span>
      )}
      <Refusal problem={show.error} />
    </span>
  )
}
