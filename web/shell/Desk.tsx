// The desk application: theme, language, session, and then either the sign-in or the pages.

import { QueryClientProvider } from '@tanstack/react-query'
import ConfigProvider from 'antd/es/config-provider'
import enGB from 'antd/es/locale/en_GB'
import zhCN from 'antd/es/locale/zh_CN'
import { StrictMode, useEffect, useMemo, useState } from 'react'
import { RouterProvider } from 'react-router/dom'
import { queryClient } from '../api.ts'
import { useLang } from '../i18n.ts'
import { openStream } from '../live.ts'
import { type DeskRoute, deskRouter, type TodayCard } from '../router.tsx'
import { useScheme } from '../scheme.ts'
import { SessionProvider, useEntry } from '../session.tsx'
import { antdTheme } from '../theme.ts'
import '../tokens.css'
import '../base.css'
import '../print.css'
import { EntryFailed, EntryWait } from './entry.tsx'
import { PasswordPage } from './PasswordPage.tsx'
import { SignInAgain } from './SignInAgain.tsx'
import { SignInPage } from './SignInPage.tsx'

type Pages = { routes: readonly DeskRoute[]; today: readonly TodayCard[] }

export function Desk(pages: Pages) {
  const scheme = useScheme()
  const lang = useLang()
  const theme = useMemo(() => antdTheme(scheme, textScale(), likesMotion()), [scheme])
  return (
    <StrictMode>
      <ConfigProvider
        theme={theme}
        locale={lang === 'zh' ? zhCN : enGB}
        button={{ autoInsertSpace: false }}
        wave={{ disabled: true }}
        getPopupContainer={besideTrigger}
      >
        <QueryClientProvider client={queryClient}>
          <SessionProvider>
            <Door {...pages} />
          </SessionProvider>
        </QueryClientProvider>
      </ConfigProvider>
    </StrictMode>
  )
}

function Door(pages: Pages) {
  const entry = useEntry()
  useLang()
  switch (entry.state) {
    case 'loading':
      return <EntryWait />
    case 'failed':
      return <EntryFailed problem={entry.problem} again={entry.again} />
    case 'signed-out':
      return <SignInPage />
    case 'signed-in':
      if (entry.session.person.mustChange) return <PasswordPage />
      return (
        <>
          <SignedIn key={entry.session.person.id} {...pages} />
          {entry.expired && <SignInAgain />}
        </>
      )
  }
}

/** Made once somebody is known, because making the router already asks for the first page. */
function SignedIn({ routes, today }: Pages) {
  const [router] = useState(() => deskRouter(routes, today))
  useEffect(() => openStream(), [])
  return <RouterProvider router={router} />
}

const likesMotion = () => !window.matchMedia('(prefers-reduced-motion: reduce)').matches

const textScale = () =>
  Number.parseFloat(window.getComputedStyle(document.documentElement).fontSize) / 16

/** A list or menu opens inside the landmark of its control, where a screen reader looks for it. */
const besideTrigger = (trigger?: HTMLElement) =>
  // A modal lets clicks through beside its container, so what opens within it must be inside.
  trigger?.closest<HTMLElement>('main, header, aside, .ant-modal-container, [role="dialog"]') ??
  document.body
