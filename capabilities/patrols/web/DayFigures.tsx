// The rounds of a day in figures.

import type { Day } from '#base/time.ts'
import { useRead } from '#web/api.ts'
import { say, t } from '#web/i18n.ts'
import { Figure, Figures } from '#web/ui/Figure.tsx'
import { type State, states } from '../patrol.ts'
import type { DayCount } from '../queries/counts.ts'
import { roundsPath } from './paths.ts'

/** How many rounds of the day stand how; each number leads to exactly these. */
export function DayFigures({ day, placeId }: { day: Day; placeId: string | undefined }) {
  const counts = useRead<{ days: DayCount[] }>(
    'patrol.counts',
    { from: day, to: day, placeId },
    { keep: true },
  )
  const count = counts.data?.days[0]
  const shown: readonly [State, 'plain' | 'act' | 'late'][] = [
    ['missed', 'act'],
    ['suspect', 'late'],
    ['late', 'late'],
    ['due', 'plain'],
    ['done', 'plain'],
  ]
  const search = (state: State) =>
    new URLSearchParams({ day, state, ...(placeId && { placeId }) }).toString()
  return (
    <Figures label={t('当日班次', 'Rounds of the day')}>
      {shown.map(([state, tone]) => (
        <Figure
          key={state}
          label={say(states[state])}
          value={counts.data ? (count?.[state] ?? 0) : null}
          to={`${roundsPath}?${search(state)}`}
          tone={tone}
        />
      ))}
    </Figures>
  )
}
