// The session ended while somebody worked: ask for the password on top, and leave everything below as it is.

import Modal from 'antd/es/modal'
import { useState } from 'react'
import type { Problem } from '#base/problem.ts'
import { t } from '../i18n.ts'
import { signIn, signOut, typedAccount } from '../session.tsx'
import { SignInForm } from './SignInForm.tsx'

export function SignInAgain() {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  return (
    <Modal
      open
      title={t('请再次登录', 'Please sign in again')}
      footer={null}
      width={420}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
    >
      <p className="bm-muted" style={{ marginBottom: 16 }}>
        {t(
          '登录已过期。您在页面上填写的内容都还在，登录后可以继续。',
          'Your session has ended. What you entered on the page is still there; sign in and go on.',
        )}
      </p>
      <SignInForm
        account={typedAccount()}
        busy={busy}
        problem={problem}
        onSubmit={async (name, password) => {
          setBusy(true)
          setProblem(null)
          await signIn(name, password).catch(setProblem)
          setBusy(false)
        }}
      />
      <button
        type="button"
        className="bm-plain-button bm-entry-leave"
        onClick={() => void signOut()}
      >
        {t('离开', 'Leave')}
      </button>
    </Modal>
  )
}
