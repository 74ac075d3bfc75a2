// The five figures of a board, each leading to its list, and who must act on what is open.

import { Link } from 'react-router'
import { numberWords, say, t } from '#web/i18n.ts'
import { Figure, Figures } from '#web/ui/Figure.tsx'
import { type Board, oldestDays, roundsPending } from '../board.ts'
import { waits } from '../measures.ts'
import { hazardsPath, roundsPath } from './paths.ts'
import { isToday, todayOf, total } from './words.ts'

export function Headline({ board }: { board: Board }) {
  const { place, standing, today, trend, day } = board
  const period = t('前 30 天', '30 days before')
  const oldest = oldestDays(standing, todayOf(board))
  const major = standing.byGrade[0]!
  return (
    <Figures label={t('要紧的数', 'Key figures')}>
      <Figure
        label={t('逾期未整改', 'Overdue')}
        value={standing.overdue}
        tone="act"
        to={hazardsPath(place.id, { overdue: true })}
        note={
          major.overdue > 0
            ? t(`其中重大 ${major.overdue}`, `${major.overdue} of them major`)
            : undefined
        }
      />
      <Figure
        label={t('未销号隐患', 'Open hazards')}
        value={standing.total}
        to={hazardsPath(place.id)}
        note={oldest === null ? undefined : t(`最久 ${oldest} 天`, `oldest ${oldest} days`)}
      />
      <Figure
        label={isToday(board) ? t('今日漏巡', 'Missed today') : t('当日漏巡', 'Missed that day')}
        value={today.roundsMissed}
        tone="late"
        to={roundsPath(place.id, day, 'missed')}
        note={t(
          `应巡 ${numberWords(today.roundsDue)}，还剩 ${numberWords(roundsPending(today))}`,
          `of ${numberWords(today.roundsDue)}, ${numberWords(roundsPending(today))} to go`,
        )}
      />
      <Figure
        label={t('30 天发现', 'Found in 30 days')}
        value={total(trend.days, 'reported')}
        last={{ value: total(trend.before, 'reported'), period }}
      />
      <Figure
        label={t('30 天销号', 'Closed in 30 days')}
        value={total(trend.days, 'closed')}
        last={{ value: total(trend.before, 'closed'), period }}
      />
    </Figures>
  )
}

/** 谁该动: open hazards by whom they wait for. What waits for nobody is not mentioned. */
export function WhoMustAct({ board: { place, standing } }: { board: Board }) {
  const waiting = standing.byWait.filter(({ open }) => open > 0)
  if (waiting.length === 0) return null
  return (
    <ul className="ov-waits" aria-label={t('谁该动', 'Who must act')}>
      {waiting.map(({ wait, open }) => (
        <li key={wait}>
          <Link to={hazardsPath(place.id, { wait })}>
            <span>{say(waits[wait].title)}</span>
            <strong>{numberWords(open)}</strong>
            <small>{say(waits[wait].who)}</small>
          </Link>
        </li>
      ))}
    </ul>
  )
}
