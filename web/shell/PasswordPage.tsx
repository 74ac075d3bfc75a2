// The first sign-in with a password somebody else chose: choose one of your own before anything else.

import { t } from '../i18n.ts'
import { signOut, useRenewSession } from '../session.tsx'
import { EntryPaper } from './entry.tsx'
import { PasswordForm } from './PasswordForm.tsx'

export function PasswordPage() {
  const renew = useRenewSession()
  return (
    <EntryPaper>
      <h2 className="bm-entry-title">
        {t('先换成自己的密码', 'First choose a password of your own')}
      </h2>
      <p className="bm-muted bm-entry-lead">
        {t(
          '现在的密码是别人替您设的。换好后就能开始工作。',
          'Your present password was set by somebody else. Change it and start.',
        )}
      </p>
      <PasswordForm onDone={renew} />
      <button
        type="button"
        className="bm-plain-button bm-entry-leave"
        onClick={() => void signOut()}
      >
        {t('退出登录', 'Sign out')}
      </button>
    </EntryPaper>
  )
}
