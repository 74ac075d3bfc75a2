// Thirty days and, in grey, the thirty before. Drawn as plain SVG: it prints, follows the theme and weighs
// nothing; the same figures stand in a table that anybody can open.

import { Link } from 'react-router'
import { numberWords, say, shortDayWords, t } from '#web/i18n.ts'
import type { Board } from '../board.ts'
import { type Flow, flows } from '../measures.ts'
import { boardPath } from './paths.ts'
import { total } from './words.ts'

const shown = [
  'reported',
  'closed',
  'wentOverdue',
  'roundsMissed',
] as const satisfies readonly Flow[]
const tones: Record<(typeof shown)[number], string> = {
  reported: 'ink',
  closed: 'met',
  wentOverdue: 'act',
  roundsMissed: 'late',
}

export function Trends({ board: { trend, place } }: { board: Board }) {
  return (
    <>
      <div className="ov-trends">
        {shown.map((flow) => (
          <Trend key={flow} flow={flow} trend={trend} />
        ))}
      </div>
      <details className="ov-numbers">
        <summary>{t('逐日数字', 'Day by day')}</summary>
        <div className="ov-scroll">
          <DayTable trend={trend} placeId={place.id} />
        </div>
      </details>
    </>
  )
}

const height = 64
const step = 10

export function Trend({ flow, trend }: { flow: (typeof shown)[number]; trend: Board['trend'] }) {
  const highest = Math.max(
    1,
    ...trend.days.map((d) => d[flow]),
    ...trend.before.map((d) => d[flow]),
  )
  const y = (value: number) => height - (value / highest) * (height - 4)
  const [now, before] = [total(trend.days, flow), total(trend.before, flow)]
  const steps = trend.before.map((d, i) => `V${y(d[flow])}H${(i + 1) * step}`).join('')
  return (
    <figure className="ov-trend">
      <figcaption>
        <span>{say(flows[flow])}</span>
        <strong>{numberWords(now)}</strong>
        <small>
          {t(`前 30 天 ${numberWords(before)}`, `${numberWords(before)} in the 30 days before`)}
        </small>
      </figcaption>
      <svg
        viewBox={`0 0 ${trend.days.length * step} ${height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        className={`ov-trend-${tones[flow]}`}
      >
        <path d={`M0 ${height}${steps}V${height}Z`} className="ov-trend-before" />
        {trend.days.map((d, i) => (
          <rect
            key={d.day}
            x={i * step + 2.5}
            width={step - 5}
            y={y(d[flow])}
            height={height - y(d[flow])}
          >
            <title>{`${shortDayWords(d.day)} ${numberWords(d[flow])}`}</title>
          </rect>
        ))}
      </svg>
      <p aria-hidden="true">
        <span>{shortDayWords(trend.days[0]!.day)}</span>
        <span>{shortDayWords(trend.days.at(-1)!.day)}</span>
      </p>
    </figure>
  )
}

function DayTable({ trend, placeId }: { trend: Board['trend']; placeId: string }) {
  return (
    <table className="ov-days">
      <thead>
        <tr>
          <th scope="col">{t('日期', 'Day')}</th>
          {shown.map((flow) => (
            <th key={flow} scope="col" className="bm-number">
              {say(flows[flow])}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {trend.days.toReversed().map((d) => (
          <tr key={d.day}>
            <th scope="row">
              <Link to={boardPath(placeId, d.day)}>{shortDayWords(d.day)}</Link>
            </th>
            {shown.map((flow) => (
              <td key={flow} className="bm-number">
                {numberWords(d[flow])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
