// The time on a page that stays open.

import { useEffect, useState } from 'react'

/** The time to the minute, so that windows open and close on the page as they do outside. */
export function useMinute(): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
