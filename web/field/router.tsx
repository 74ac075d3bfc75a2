// Which page an address shows. A handful of addresses needs no library.

import { type ComponentType, type MouseEvent, type ReactNode, useSyncExternalStore } from 'react'

export type PathParams = Readonly<Record<string, string>>

export type FieldPage = {
  /** `/rounds/:roundId`, below /field */
  path: string
  Page: ComponentType<{ params: PathParams }>
  /** the tab that stays lit */
  tab: 'today' | 'report' | 'me'
  /** covers the whole screen: no strip, no tabs */
  full?: boolean
}

const base = '/field'
const moved = 'baimi:moved'

const address = (): string => location.pathname + location.search

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener)
  window.addEventListener(moved, listener)
  return () => {
    window.removeEventListener('popstate', listener)
    window.removeEventListener(moved, listener)
  }
}

/** The address below /field, without and with what follows the question mark. */
export function useAddress(): { path: string; search: URLSearchParams } {
  const [path, search] = useSyncExternalStore(subscribe, address).split('?') as [string, string?]
  return {
    path: path.slice(base.length).replace(/\/$/, '') || '/',
    search: new URLSearchParams(search),
  }
}

/** @param replace the page that is left is not worth coming back to */
export function go(path: string, { replace = false }: { replace?: boolean } = {}): void {
  const to = base + (path === '/' ? '' : path)
  if (replace) history.replaceState({ inside: history.state?.inside ?? false }, '', to)
  else history.pushState({ inside: true }, '', to)
  window.dispatchEvent(new Event(moved))
}

/** Back where the person came from; on a page opened from outside, to `otherwise`. */
export function goBack(otherwise: string): void {
  if (history.state?.inside) history.back()
  else go(otherwise, { replace: true })
}

export function match(
  pages: readonly FieldPage[],
  path: string,
): { page: FieldPage; params: PathParams } | null {
  const parts = path.split('/')
  for (const page of pages) {
    const pattern = page.path.split('/')
    if (pattern.length !== parts.length) continue
    if (!pattern.every((word, i) => word.startsWith(':') || word === parts[i])) continue
    const params = pattern.flatMap((word, i) =>
      word.startsWith(':') ? [[word.slice(1), decodeURIComponent(parts[i]!)]] : [],
    )
    return { page, params: Object.fromEntries(params) }
  }
  return null
}

type LinkProps = {
  to: string
  children: ReactNode
  className?: string
  'aria-current'?: 'page'
}

/** A link that stays in the app; with a modifier key it does what links do. */
export function Link({ to, children, ...rest }: LinkProps) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    go(to)
  }
  return (
    <a href={base + (to === '/' ? '' : to)} onClick={follow} {...rest}>
      {children}
    </a>
  )
}
