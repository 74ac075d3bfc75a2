// The board on a wall: dark, no controls, readable from five metres, at 1920×1080 and 3840×1080 alike.
//
// Sizes follow the height of the screen: the root font is a fortieth of it, so body text on a metre-high
// wall stands about 25 mm tall, what the eye reads at five metres. Nothing spins; what changes is the figures.

import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import { clockWords, dayWords, numberWords, say, t, weekdayWords } from '#web/i18n.ts'
import { useConnection } from '#web/live.ts'
import { GradeChip } from '#web/ui/GradeChip.tsx'
import { ReadingOf } from '#web/ui/Page.tsx'
import { type Board, type Child, isBusy, oldestDays } from '../board.ts'
import { waits } from '../measures.ts'
import './board.css'
import { AgeMatrix } from './AgeMatrix.tsx'
import { DistrictMap } from './DistrictMap.tsx'
import { Happened } from './Happened.tsx'
import { type Lit, useLit } from './lit.ts'
import { boardPath, wallPath } from './paths.ts'
import { RoundsToday } from './RoundsToday.tsx'
import { Tiles } from './Tiles.tsx'
import { Trends } from './Trends.tsx'
import { useBoard } from './useBoard.ts'
import './wall.css'
import { childrenWord } from './words.ts'

export default function WallPage() {
  const { board } = useBoard()
  useDarkAndLarge()
  useEffect(() => {
    document.title = `${board.data?.place.name ?? ''} · 百米 Baimi`
  }, [board.data?.place.name])
  return (
    <main className="ov-wall">
      <ReadingOf reading={board} lines={12}>
        {(answer) => <Wall board={answer} />}
      </ReadingOf>
    </main>
  )
}

/** While a wall is shown the whole document is dark and large; leaving puts it back. */
function useDarkAndLarge(): void {
  useEffect(() => {
    const root = document.documentElement
    const before = root.dataset['scheme']
    root.dataset['scheme'] = 'dark'
    root.classList.add('ov-wall-root')
    return () => {
      root.classList.remove('ov-wall-root')
      if (before === undefined) delete root.dataset['scheme']
      else root.dataset['scheme'] = before
    }
  }, [])
}

function Wall({ board }: { board: Board }) {
  const lit = useLit()
  const { place, standing, today, children } = board
  return (
    <>
      <WallHead board={board} />
      <section className="ov-wall-figures" aria-label={t('要紧的数', 'Key figures')}>
        <Big label={t('逾期未整改', 'Overdue')} value={standing.overdue} tone="act" />
        <Big label={t('未销号', 'Open')} value={standing.total} />
        <Big label={t('今日漏巡', 'Missed today')} value={today.roundsMissed} tone="late" />
        {standing.byWait
          .filter(({ wait }) => wait === 'register' || wait === 'accept')
          .map(({ wait, open }) => (
            <Big key={wait} label={say(waits[wait].title)} value={open} />
          ))}
      </section>
      {children.length > 0 && (
        <>
          <section className="ov-wall-map" aria-label={t('分布', 'Where')}>
            {place.kind === 'city' ? (
              <DistrictMap districts={children} lit={lit} pathOf={wallPath} large />
            ) : (
              <Tiles places={children.filter(isBusy)} lit={lit} pathOf={wallPath} />
            )}
          </section>
          <Ranking board={board} lit={lit} />
        </>
      )}
      <section className="ov-wall-ages" aria-label={t('存续与等级', 'Age and grade')}>
        <AgeMatrix board={board} />
      </section>
      <section className="ov-wall-rounds" aria-label={t('今日巡查', 'Rounds today')}>
        <RoundsToday board={board} terse />
      </section>
      <section className="ov-wall-trend" aria-label={t('近 30 天', 'The last 30 days')}>
        <Trends board={board} />
      </section>
      <section className="ov-wall-now" aria-label={t('刚刚发生', 'Just now')}>
        <Happened placeId={place.id} limit={12} />
      </section>
    </>
  )
}

function WallHead({ board: { place, day, at } }: { board: Board }) {
  const now = useClock()
  const connection = useConnection()
  return (
    <header className="ov-wall-head">
      <h1>{t(`${place.name}：哪里拖着，谁该动`, `${place.name}: what is late, who must act`)}</h1>
      <p>
        {connection === 'lost' && (
          <strong>
            {t(
              `连接中断，数据截至 ${clockWords(at)}`,
              `not connected, figures of ${clockWords(at)}`,
            )}
          </strong>
        )}
        <span>{`${dayWords(day)} ${weekdayWords(day)}`}</span>
        <time>{clockWords(now)}</time>
        <Link to={boardPath(place.id)}>{t('退出大屏', 'Leave')}</Link>
      </p>
    </header>
  )
}

function useClock(): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const tick = setInterval(() => setNow(new Date()), 5000)
    return () => clearInterval(tick)
  }, [])
  return now
}

function Big({ label, value, tone }: { label: string; value: number; tone?: 'act' | 'late' }) {
  return (
    <p className={`ov-big${tone && value > 0 ? ` ov-big-${tone}` : ''}`}>
      <span>{label}</span>
      <strong>{numberWords(value)}</strong>
    </p>
  )
}

/** As many rows as can be read from five metres: the ones that must act. */
const readable = 9

function Ranking({ board: { place, children, day }, lit }: { board: Board; lit: Lit }) {
  return (
    <section className="ov-wall-list" aria-label={childrenWord(place.kind)}>
      <ol>
        {children.slice(0, readable).map((child) => (
          <li
            key={child.id}
            className={lit.id === child.id ? 'ov-lit' : undefined}
            {...lit.handlers(child.id)}
          >
            <Ranked child={child} day={day} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Ranked({ child: { id, name, standing, today }, day }: { child: Child; day: string }) {
  const worst = standing.byGrade.find(({ overdue }) => overdue > 0)
  const oldest = oldestDays(standing, day)
  return (
    <Link to={wallPath(id)}>
      <strong>{name}</strong>
      {worst ? <GradeChip level={worst.grade} /> : <i />}
      <span className={worst ? 'ov-wall-late' : 'bm-muted'}>
        {worst
          ? t(`逾期 ${numberWords(standing.overdue)}`, `${numberWords(standing.overdue)} overdue`)
          : t('无逾期', 'none overdue')}
      </span>
      <span className="bm-muted">
        {oldest === null ? '' : t(`最久 ${oldest} 天`, `oldest ${oldest} d`)}
      </span>
      <span className={today.roundsMissed > 0 ? 'ov-wall-missed' : 'bm-muted'}>
        {today.roundsMissed > 0
          ? t(
              `漏巡 ${numberWords(today.roundsMissed)}`,
              `${numberWords(today.roundsMissed)} missed`,
            )
          : t('无漏巡', 'none missed')}
      </span>
    </Link>
  )
}
