// Today's rounds: how many were walked in time, late, in doubt, not at all, and how many are still to come.

import { Link } from 'react-router'
import { numberWords, say, t } from '#web/i18n.ts'
import { type Board, roundsPending } from '../board.ts'
import { type Flow, type Flows, flows } from '../measures.ts'
import { roundsPath } from './paths.ts'

const parts = [
  { flow: 'roundsDone', state: 'done', tone: 'met' },
  { flow: 'roundsExcused', state: 'excused', tone: 'quiet' },
  { flow: 'roundsLate', state: 'late', tone: 'late' },
  { flow: 'roundsSuspect', state: 'suspect', tone: 'wait' },
  { flow: 'roundsMissed', state: 'missed', tone: 'act' },
] as const satisfies readonly { flow: Flow; state: string; tone: string }[]

const share = (count: number, today: Flows): string =>
  `${today.roundsDue === 0 ? 0 : (count / today.roundsDue) * 100}%`

/** @param terse leaves out what did not happen, for walls */
export function RoundsToday({
  board: { place, today, day },
  terse = false,
}: {
  board: Board
  terse?: boolean
}) {
  if (today.roundsDue === 0)
    return (
      <p className="bm-muted">{t('今天没有排定的巡查班次', 'No rounds are planned for today')}</p>
    )
  const pending = roundsPending(today)
  const shown = parts.filter(({ flow }) => !terse || today[flow] > 0 || flow === 'roundsMissed')
  return (
    <div className="ov-rounds">
      <Bar today={today} />
      <ul>
        {shown.map(({ flow, state, tone }) => (
          <li key={flow}>
            <Link to={roundsPath(place.id, day, state)}>
              <i className={`ov-swatch ov-tone-${tone}`} aria-hidden="true" />
              <span>{say(flows[flow])}</span>
              <strong>{numberWords(today[flow])}</strong>
            </Link>
          </li>
        ))}
        <li>
          <Link to={roundsPath(place.id, day, 'due')}>
            <i className="ov-swatch ov-tone-open" aria-hidden="true" />
            <span>{t('未到或进行中', 'To come or under way')}</span>
            <strong>{numberWords(pending)}</strong>
          </Link>
        </li>
      </ul>
      <p className="bm-muted">
        {t(
          `应巡 ${numberWords(today.roundsDue)} 班，正在巡查 ${numberWords(today.roundsRunning)} 班，今日打点 ${numberWords(today.scans)} 次`,
          `${numberWords(today.roundsDue)} rounds due, ${numberWords(today.roundsRunning)} under way, ${numberWords(today.scans)} scans today`,
        )}
      </p>
    </div>
  )
}

function Bar({ today }: { today: Flows }) {
  return (
    <div className="ov-bar" aria-hidden="true">
      {parts.map(({ flow, tone }) =>
        today[flow] > 0 ? (
          <i
            key={flow}
            className={`ov-tone-${tone}`}
            style={{ width: share(today[flow], today) }}
          />
        ) : null,
      )}
    </div>
  )
}

/** The same in a row of a table: a bar and what went wrong in words. */
export function RoundsLine({ today }: { today: Flows }) {
  const settled = today.roundsDue - roundsPending(today)
  return (
    <span className="ov-rounds-line">
      <Bar today={today} />
      <span>
        {t(
          `${numberWords(settled)}/${numberWords(today.roundsDue)}`,
          `${numberWords(settled)} of ${numberWords(today.roundsDue)}`,
        )}
        {today.roundsMissed > 0 && (
          <b>
            {t(
              ` 漏 ${numberWords(today.roundsMissed)}`,
              ` ${numberWords(today.roundsMissed)} missed`,
            )}
          </b>
        )}
      </span>
    </span>
  )
}
