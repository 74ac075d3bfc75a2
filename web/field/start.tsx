// Starts the field app with the pages that the capabilities bring.

import { lazy, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { watchConnection } from './connection.ts'
import { loadDetector } from './detector.ts'
import { registerServiceWorker } from './install.ts'
import { MePage } from './MePage.tsx'
import { type Parts, PartsContext } from './parts.ts'
import { phone, renewSession } from './person.ts'
import type { FieldPage } from './router.tsx'
import { Shell } from './Shell.tsx'
import { SignInPage } from './SignInPage.tsx'
import { startSending } from './sending.ts'
import { TodayPage } from './TodayPage.tsx'
import '../tokens.css'
import './field.css'

// What the first glance does not need comes in pieces of its own; the service worker keeps all of them.
const QueuePage = lazy(() => import('./QueuePage.tsx'))
const NoticesPage = lazy(() => import('./NoticesPage.tsx'))

export function startField(root: HTMLElement, parts: Parts): void {
  const pages: FieldPage[] = [
    { path: '/', Page: TodayPage, tab: 'today' },
    ...parts.pages,
    { path: '/me', Page: MePage, tab: 'me' },
    { path: '/notices', Page: NoticesPage, tab: 'me' },
    { path: '/queue', Page: QueuePage, tab: 'me' },
    { path: '/sign-in', Page: SignInPage, tab: 'me' },
  ]
  createRoot(root).render(
    <StrictMode>
      <PartsContext value={parts}>
        <Shell pages={pages} />
      </PartsContext>
    </StrictMode>,
  )
  watchConnection()
  startSending()
  void renewSession()
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && phone.get().session) void renewSession()
  })
  registerServiceWorker()
  // Fetched while there is signal, so that the first scan in the basement finds it on the phone.
  setTimeout(() => void loadDetector().catch(() => undefined), 4_000)
}
