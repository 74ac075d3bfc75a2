// What somebody above may do about an account: reset the password, change particulars, disable, enable.

import Modal from 'antd/es/modal'
import { useState } from 'react'
import { queryClient, useCommand } from '#web/api.ts'
import { t } from '#web/i18n.ts'
import { ActButton } from '#web/ui/ActButton.tsx'
import { Section } from '#web/ui/Page.tsx'
import { Refusal } from '#web/ui/Refusal.tsx'
import type { PersonView } from '../views.ts'
import { ChangePersonForm } from './ChangePersonForm.tsx'
import { OneTimePassword } from './OneTimePassword.tsx'

type Asked = 'reset' | 'change' | 'disable' | null

export function PersonAccount({ person }: { person: PersonView }) {
  const [asked, setAsked] = useState<Asked>(null)
  const enable = useCommand('person.enable')
  const close = () => setAsked(null)
  const titles = {
    reset: t(`重置 ${person.name} 的密码`, `Reset the password of ${person.name}`),
    change: t(`修改 ${person.name} 的资料`, `Change particulars of ${person.name}`),
    disable: t(`停用 ${person.name} 的账号`, `Disable the account of ${person.name}`),
  }
  return (
    <Section title={t('账号管理', 'Account')}>
      <p className="bm-row">
        <ActButton
          kind="secondary"
          icon="key"
          onPress={() => setAsked('reset')}
          disabledReason={person.disabled && t('账号已停用', 'The account is disabled')}
        >
          {t('重置密码', 'Reset password')}
        </ActButton>
        <ActButton kind="secondary" onPress={() => setAsked('change')}>
          {t('修改资料', 'Change particulars')}
        </ActButton>
        {person.disabled ? (
          <ActButton
            kind="secondary"
            busy={enable.isPending}
            onPress={() => enable.mutate({ personId: person.id })}
          >
            {t('恢复账号', 'Enable the account')}
          </ActButton>
        ) : (
          <ActButton kind="danger" onPress={() => setAsked('disable')}>
            {t('停用账号', 'Disable the account')}
          </ActButton>
        )}
      </p>
      <Refusal problem={enable.error} />
      <Modal
        open={asked !== null}
        title={asked && titles[asked]}
        footer={null}
        onCancel={close}
        destroyOnHidden
      >
        {asked === 'reset' && <ResetPassword person={person} />}
        {asked === 'change' && <ChangePersonForm person={person} onDone={close} />}
        {asked === 'disable' && <DisablePerson person={person} onDone={close} />}
      </Modal>
    </Section>
  )
}

type OneTime = { oneTimePassword?: string; until: string }

function ResetPassword({ person }: { person: PersonView }) {
  const reset = useCommand<{ personId: string }, OneTime>('password.reset', () =>
    queryClient.invalidateQueries({ queryKey: ['person.view'] }),
  )
  if (reset.data) return <OneTimePassword name={person.name} {...reset.data} />
  return (
    <div className="id-stack">
      <p>
        {t(
          '会生成一个一次性密码，由您转告本人。本人所有设备立即退出，登录后必须先换成自己的密码。',
          'A one-time password is made for you to pass on. The person is signed out everywhere and must choose a password of their own at the next sign-in.',
        )}
      </p>
      <Refusal problem={reset.error} />
      <ActButton busy={reset.isPending} onPress={() => reset.mutate({ personId: person.id })}>
        {t('重置密码', 'Reset password')}
      </ActButton>
    </div>
  )
}

function DisablePerson({ person, onDone }: { person: PersonView; onDone: () => void }) {
  const disable = useCommand('person.disable', onDone)
  return (
    <div className="id-stack">
      <p>
        {t(
          '本人立即从所有设备退出，也不能再登录。岗位与历史保留，随时可以恢复。',
          'The person is signed out everywhere and cannot sign in. Posts and history stay; the account can be enabled again.',
        )}
      </p>
      <Refusal problem={disable.error} />
      <ActButton
        kind="danger"
        busy={disable.isPending}
        onPress={() => disable.mutate({ personId: person.id })}
      >
        {t('停用账号', 'Disable the account')}
      </ActButton>
    </div>
  )
}
