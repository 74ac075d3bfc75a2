// The head of the desk: which part of the city is meant, where to jump, what is new, and who is here.

import Popover from 'antd/es/popover'
import { useState } from 'react'
import { t } from '../i18n.ts'
import type { DeskRoute } from '../router.tsx'
import { signOut, useSession } from '../session.tsx'
import { Icon } from '../ui/icons.tsx'
import { LanguageSwitch, SchemeSwitch } from './switches.tsx'

export function Head({ routes: _ }: { routes: readonly DeskRoute[] }) {
  const { person, posts } = useSession()
  const [open, setOpen] = useState(false)
  return (
    <header className="bm-head">
      <div className="bm-head-space" />
      <Popover
        trigger="click"
        placement="bottomRight"
        open={open}
        onOpenChange={setOpen}
        content={<AccountMenu />}
      >
        <button type="button" className="bm-head-button" aria-expanded={open}>
          <Icon name="person" />
          <span className="bm-head-person">
            <b>{person.name}</b>
            <span>{posts[0]?.title}</span>
          </span>
        </button>
      </Popover>
    </header>
  )
}

function AccountMenu() {
  return (
    <div className="bm-account">
      <LanguageSwitch />
      <SchemeSwitch />
      <button type="button" className="bm-head-button" onClick={() => void signOut()}>
        <Icon name="signOut" />
        {t('退出登录', 'Sign out')}
      </button>
    </div>
  )
}
