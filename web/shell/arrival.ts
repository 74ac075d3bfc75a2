// After going to another page, the keyboard and the screen reader start at its beginning.

import { useEffect, useRef } from 'react'

export function useFocusOnArrival(pathname: string) {
  const main = useRef<HTMLElement>(null)
  const last = useRef(pathname)
  useEffect(() => {
    if (last.current === pathname) return
    last.current = pathname
    main.current?.focus({ preventScroll: true })
  }, [pathname])
  return main
}
