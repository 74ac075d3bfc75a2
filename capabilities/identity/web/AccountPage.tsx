// 我的账号: what is known of oneself, the devices one is signed in on, the password, the language.

import { useState } from 'react'
import { useCommand, useRead } from '#web/api.ts'
import { dayWords, say, t } from '#web/i18n.ts'
import { useSession } from '#web/session.tsx'
import { PasswordForm } from '#web/shell/PasswordForm.tsx'
import { LanguageSwitch } from '#web/shell/switches.tsx'
import { ActButton } from '#web/ui/ActButton.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { Page, ReadingOf, Section } from '#web/ui/Page.tsx'
import { Refusal } from '#web/ui/Refusal.tsx'
import type { PersonView } from '../views.ts'
import './identity.css'
import { SessionList } from './SessionList.tsx'

export default function AccountPage() {
  const { person } = useSession()
  const self = useRead<PersonView>('person.view', { personId: person.id })
  return (
    <Page title={t('我的账号', 'My account')} sub={person.name}>
      <ReadingOf reading={self}>{(view) => <Own person={view} />}</ReadingOf>
      <Devices />
      <Password />
      <Language />
    </Page>
  )
}

function Own({ person }: { person: PersonView }) {
  return (
    <Facts
      columns={2}
      rows={[
        [t('账号', 'Account'), person.account],
        [t('手机', 'Phone'), person.phone],
        [t('岗位', 'Posts'), <HeldPosts key="posts" posts={person.posts} />],
      ]}
    />
  )
}

function HeldPosts({ posts }: Pick<PersonView, 'posts'>) {
  const held = posts.filter(({ over }) => !over)
  if (held.length === 0) return '–'
  return (
    <ul className="id-plain">
      {held.map(({ id, title, atName, fromOn }) => (
        <li key={id}>
          {`${say(title)} · ${atName}`}
          <span className="bm-muted">
            {t(` ${dayWords(fromOn)} 起`, ` since ${dayWords(fromOn)}`)}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Devices() {
  const { sessionId } = useSession()
  const others = useCommand<{ keep: string }, { ended: number }>('session.revoke-others')
  return (
    <Section
      title={t('登录中的设备', 'Signed in on')}
      extra={
        <span className="id-quiet">
          <ActButton
            kind="quiet"
            busy={others.isPending}
            onPress={() => others.mutate({ keep: sessionId })}
          >
            {t('结束其他所有登录', 'End all others')}
          </ActButton>
        </span>
      }
    >
      <SessionList />
      <Refusal problem={others.error} />
    </Section>
  )
}

function Password() {
  const [done, setDone] = useState(0)
  return (
    <Section title={t('修改密码', 'Change password')}>
      {/* A new key empties the form once it has done its work. */}
      <PasswordForm key={done} onDone={() => setDone(done + 1)} />
      {done > 0 && (
        <p role="status" className="id-below">
          {t(
            '密码已修改，其他设备已退出。',
            'The password is changed and other devices are signed out.',
          )}
        </p>
      )}
    </Section>
  )
}

function Language() {
  const keep = useCommand('language.choose')
  return (
    <Section title={t('语言', 'Language')}>
      <LanguageSwitch onChoose={(language) => keep.mutate({ language })} />
    </Section>
  )
}
