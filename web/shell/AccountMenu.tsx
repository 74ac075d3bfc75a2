// Who is here: the name and post, the language and the light, one's account, and the way out.

import { useState } from 'react'
import { Link } from 'react-router'
import { useCommand } from '../api.ts'
import { t } from '../i18n.ts'
import { signOut, useSession } from '../session.tsx'
import { Icon } from '../ui/icons.tsx'
import { Popup } from '../ui/Popup.tsx'
import { LanguageSwitch, SchemeSwitch } from './switches.tsx'

export function AccountMenu() {
  const { person, posts } = useSession()
  // Notices and papers are written in the language the person chose last.
  const keepLanguage = useCommand('language.choose')
  const [open, setOpen] = useState(false)
  return (
    <Popup
      open={open}
      onOpen={setOpen}
      align="right"
      content={
        <div className="bm-account" role="dialog" aria-label={t('账号', 'Account')}>
          <p>
            <b>{person.name}</b>
            <span className="bm-muted">{person.account}</span>
          </p>
          <ul>
            {posts.map((post) => (
              <li key={post.id}>{`${post.title} · ${post.atName}`}</li>
            ))}
          </ul>
          <LanguageSwitch onChoose={(language) => keepLanguage.mutate({ language })} />
          <SchemeSwitch />
          <Link to="/account" className="bm-menu-item" onClick={() => setOpen(false)}>
            <Icon name="settings" size={18} />
            {t('我的账号', 'My account')}
          </Link>
          <button type="button" className="bm-menu-item" onClick={() => void signOut()}>
            <Icon name="signOut" size={18} />
            {t('退出登录', 'Sign out')}
          </button>
        </div>
      }
    >
      <button type="button" className="bm-head-button" aria-expanded={open}>
        <Icon name="person" />
        <span className="bm-head-person bm-unsaid-on-phone">
          <b>{person.name}</b>
          <span>{posts[0]?.title}</span>
        </span>
      </button>
    </Popup>
  )
}
