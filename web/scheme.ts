// Light or dark: as the device asks, unless the person chose. Kept on the device.

import { useSyncExternalStore } from 'react'
import type { Scheme } from './tokens.ts'

export type SchemeChoice = Scheme | 'device'

const storageKey = 'baimi.scheme'
const deviceIsDark = window.matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()
let choice: SchemeChoice = kept()
show()

function kept(): SchemeChoice {
  const value = localStorage.getItem(storageKey)
  return value === 'light' || value === 'dark' ? value : 'device'
}

function show() {
  if (choice === 'device') delete document.documentElement.dataset['scheme']
  else document.documentElement.dataset['scheme'] = choice
}

const resolved = (): Scheme =>
  choice === 'device' ? (deviceIsDark.matches ? 'dark' : 'light') : choice

export function chooseScheme(chosen: SchemeChoice): void {
  choice = chosen
  if (chosen === 'device') localStorage.removeItem(storageKey)
  else localStorage.setItem(storageKey, chosen)
  show()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  deviceIsDark.addEventListener('change', listener)
  return () => {
    listeners.delete(listener)
    deviceIsDark.removeEventListener('change', listener)
  }
}

/** The scheme that is shown. */
export const useScheme = (): Scheme => useSyncExternalStore(subscribe, resolved)

/** What the person chose, for the switch. */
export const useSchemeChoice = (): SchemeChoice => useSyncExternalStore(subscribe, () => choice)
