// The part of the city that is meant: chosen in the head, kept on the device, obeyed by every page.

import { useSyncExternalStore } from 'react'

export type Here = { id: string; name: string }

const storageKey = 'baimi.here'
const listeners = new Set<() => void>()
let here: Here | null = kept()

function kept(): Here | null {
  try {
    return JSON.parse(localStorage.getItem(storageKey) ?? 'null') as Here | null
  } catch {
    return null
  }
}

export function chooseHere(chosen: Here | null): void {
  here = chosen
  if (chosen) localStorage.setItem(storageKey, JSON.stringify(chosen))
  else localStorage.removeItem(storageKey)
  for (const listener of listeners) listener()
}

/** The chosen place; null for everything one may see. */
export const useHere = (): Here | null =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => here,
  )
