// 时间带: the window of a round as a strip, its grace and its late stretch, and a tick for every scan.
//
// A picture of what stands in words beside it, so it is hidden from those who cannot see it.

import { minuteMs } from '#base/time.ts'
import type { Verdict } from '../reasons.ts'
import type { Window } from './words.ts'
import './desk.css'

type Strip = Window & {
  /** minutes since the window opened, and what the scan counts for */
  ticks: readonly (readonly [number, Verdict])[]
}

/** Minutes shown before the window opens, so that what came too early is seen as such. */
const before = 5

export function RoundStrip({ round, now, tall }: { round: Strip; now: Date; tall?: boolean }) {
  const opens = Date.parse(round.opensAt)
  const minutes = (at: string | number | Date) => (new Date(at).getTime() - opens) / minuteMs
  const total = minutes(round.closesAt) + before
  const at = (minute: number) =>
    `${(Math.min(Math.max((minute + before) / total, 0), 1) * 100).toFixed(2)}%`
  const passed = minutes(now)
  return (
    <span className={`patrol-strip${tall ? ' patrol-strip-tall' : ''}`} aria-hidden="true">
      <i
        className="patrol-strip-window"
        style={{ insetInlineStart: at(0), insetInlineEnd: fromEnd(at(minutes(round.dueAt))) }}
      />
      <i
        className="patrol-strip-grace"
        style={{
          insetInlineStart: at(minutes(round.dueAt)),
          insetInlineEnd: fromEnd(at(minutes(round.lateAt))),
        }}
      />
      <i
        className="patrol-strip-late"
        style={{ insetInlineStart: at(minutes(round.lateAt)), insetInlineEnd: 0 }}
      />
      {round.ticks.map(([minute, verdict], n) => (
        <i
          // biome-ignore lint/suspicious/noArrayIndexKey: ticks have no name and never move
          key={n}
          className={`patrol-tick patrol-tick-${verdict}`}
          style={{ insetInlineStart: at(minute) }}
        />
      ))}
      {passed > 0 && passed < total - before && (
        <i className="patrol-strip-now" style={{ insetInlineStart: at(passed) }} />
      )}
    </span>
  )
}

const fromEnd = (percent: string): string => `calc(100% - ${percent})`
