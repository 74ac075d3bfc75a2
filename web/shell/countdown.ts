// How long one must wait after a throttled attempt, counted down in seconds.

import { useEffect, useState } from 'react'
import type { Problem } from '#base/problem.ts'

/** Seconds still to wait; 0 when the problem names no waiting time or it has passed. */
export function useCountdown(problem: Problem | null): number {
  const [left, setLeft] = useState(0)
  useEffect(() => {
    const seconds = Number(problem?.details['retryAfterSeconds'] ?? 0)
    const until = Date.now() + seconds * 1000
    const tick = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)))
    tick()
    if (seconds <= 0) return
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [problem])
  return left
}
