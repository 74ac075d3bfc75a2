// 时间带: the window of a round as a strip, its grace and its late stretch, and a tick for every scan.
//
// A picture of what stands in words beside it, so it is hidden from those who cannot see it.

import { minuteMs } from '#base/time.ts'
import { clockWords, t } from '#web/i18n.ts'
import type { Verdict } from '../reasons.ts'
import type { Window } from './words.ts'
import './desk.css'

type Strip = Window & {
  /** minutes since the window opened, and what the scan counts for */
  ticks: readonly (readonly [number, Verdict])[]
}

/** Minutes shown before the window opens, so that what came too early is seen as such. */
const before = 5

/** Where an instant lies on the strip of a round, in per cent of its width. */
function scaleOf(round: Window): (minute: number) => string {
  const total = minuteIn(round, round.closesAt) + before
  return (minute) => `${(Math.min(Math.max((minute + before) / total, 0), 1) * 100).toFixed(2)}%`
}

const minuteIn = ({ opensAt }: Window, at: string | Date): number =>
  (new Date(at).getTime() - Date.parse(opensAt)) / minuteMs

export function RoundStrip({ round, now, tall }: { round: Strip; now: Date; tall?: boolean }) {
  const at = scaleOf(round)
  const minutes = (instant: string | Date) => minuteIn(round, instant)
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
      {passed > 0 && now < new Date(round.closesAt) && (
        <i className="patrol-strip-now" style={{ insetInlineStart: at(passed) }} />
      )}
    </span>
  )
}

/** The clock below a tall strip: when it opens, is due, and closes. */
export function StripAxis({ round }: { round: Window }) {
  const at = scaleOf(round)
  const marks = [
    [0, clockWords(round.opensAt)],
    [
      minuteIn(round, round.dueAt),
      t(`${clockWords(round.dueAt)} 截止`, `due ${clockWords(round.dueAt)}`),
    ],
    [
      minuteIn(round, round.closesAt),
      t(`${clockWords(round.closesAt)} 关闭`, `closes ${clockWords(round.closesAt)}`),
    ],
  ] as const
  return (
    <div className="patrol-axis">
      {marks.map(([minute, words]) => (
        <span key={words} style={{ insetInlineStart: at(minute) }}>
          {words}
        </span>
      ))}
    </div>
  )
}

const fromEnd = (percent: string): string => `calc(100% - ${percent})`
