// 进度: one mark for each point, filled when it is scanned, outlined with a dot while the scan is unsent.

import { t } from '#web/i18n.ts'
import type { MyRound } from './rounds.ts'
import './patrols.css'

export function Ticks({ round }: { round: MyRound }) {
  const { points, counts } = round.standing
  const scanned = points.length - counts.due - counts.missed
  return (
    <div
      className="f-ticks"
      role="img"
      aria-label={t(
        `已扫 ${scanned} 个，共 ${points.length} 个`,
        `${scanned} of ${points.length} scanned`,
      )}
    >
      {points.map(({ checkpointId, state }) => (
        <span
          key={checkpointId}
          className={`is-${state}${round.unsent.has(checkpointId) ? ' is-unsent' : ''}`}
        />
      ))}
    </div>
  )
}
