// Installing the app, and replacing it by a newer version when the person says so.
//
// A new version waits: the one that runs keeps its own files until the person updates or closes it, so an
// update never pulls a page away from under a round.

import { observable } from './observable.ts'

type InstallPrompt = Event & { prompt(): Promise<void> }

export const canInstall = observable(false)
export const updateReady = observable(false)

let prompt: InstallPrompt | undefined
let waiting: ServiceWorker | undefined

export async function install(): Promise<void> {
  await prompt?.prompt()
  prompt = undefined
  canInstall.set(false)
}

/** Takes the waiting version; the page loads anew once it is in charge. */
export function takeUpdate(): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), {
    once: true,
  })
  waiting?.postMessage('take-over')
}

export function registerServiceWorker(): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    prompt = event as InstallPrompt
    canInstall.set(true)
  })
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
  navigator.serviceWorker
    .register('/service-worker.js', { scope: '/field' })
    .then((registration) => {
      const look = (worker: ServiceWorker | null) => {
        if (worker?.state !== 'installed' || !navigator.serviceWorker.controller) return
        waiting = worker
        updateReady.set(true)
      }
      look(registration.waiting)
      registration.addEventListener('updatefound', () => {
        const { installing } = registration
        installing?.addEventListener('statechange', () => look(installing))
      })
    })
    // Private windows and old WebViews refuse; the app then works, only not from a cold start offline.
    .catch(() => undefined)
}
