// 今日巡查: the round that presses most, large, with its button; the others quiet below it.

import { dayOf } from '#base/time.ts'
import { now } from '#web/field/connection.ts'
import { useNow } from '#web/field/observable.ts'
import { useMay, usePerson } from '#web/field/person.ts'
import { go, Link } from '#web/field/router.tsx'
import { Button, ReadState, Thumb, UnsentTag } from '#web/field/ui.tsx'
import { t } from '#web/i18n.ts'
import { Icon } from '#web/ui/icons.tsx'
import { StateTag } from '#web/ui/StateTag.tsx'
import { canWalk, type MyRound, useMyRounds } from './rounds.ts'
import { Ticks } from './Ticks.tsx'
import { pointsLeft, roundTag, timeLeft, windowWords } from './words.ts'

export function RoundsToday() {
  const { person } = usePerson()
  const time = useNow(now)
  const { read, rounds } = useMyRounds()
  const today = rounds.filter(({ plan }) => plan.day <= dayOf(time))
  const mine = (round: MyRound) => round.walkerId === null || round.walkerId === person.id
  const pressing = today.find((round) => canWalk(round, time) && mine(round))
  const others = today.filter((round) => round !== pressing)
  const empty = read.value && today.length === 0
  // Who walks no rounds is not told about rounds at all.
  if (!useMay('patrol.view-own') || (empty && read.value?.routes.length === 0)) return null

  return (
    <section className="f-section" aria-label={t('巡查', 'Rounds')}>
      {pressing && <Pressing round={pressing} time={time} />}
      {others.length > 0 && (
        <>
          <h2>
            {pressing ? t('今天的其他班次', 'Other rounds today') : t('今天的班次', 'Rounds today')}
          </h2>
          <ul className="f-rows">
            {others.map((round) => (
              <li key={round.id}>
                <RoundRow round={round} time={time} />
              </li>
            ))}
          </ul>
        </>
      )}
      <ReadState
        read={read}
        {...(empty ? { empty: t('今天没有巡查班次', 'There are no rounds today') } : {})}
      />
    </section>
  )
}

function Pressing({ round, time }: { round: MyRound; time: Date }) {
  const tag = roundTag(round, time)
  const begun = round.standing.counts.due < round.plan.points.length
  return (
    <article className="f-card is-next f-stack">
      <div className="f-tags">
        <StateTag tone={tag.tone}>{tag.words}</StateTag>
        {round.unsent.size > 0 && (
          <UnsentTag>{t(`${round.unsent.size} 个未发送`, `${round.unsent.size} unsent`)}</UnsentTag>
        )}
      </div>
      <Link to={`/rounds/${round.id}`} className="f-stack">
        <h2 className="f-card-title">
          {round.routeName}
          <span className="f-muted"> {windowWords(round)}</span>
        </h2>
        <p className="f-key-line">{pointsLeft(round)}</p>
        <Ticks round={round} />
        <p className="f-strong">{timeLeft(round, time)}</p>
      </Link>
      <Thumb>
        <Button main icon="scan" onPress={() => go(`/rounds/${round.id}/scan`)}>
          {begun ? t('继续扫点位', 'Scan the next point') : t('开始巡查', 'Start the round')}
        </Button>
      </Thumb>
    </article>
  )
}

function RoundRow({ round, time }: { round: MyRound; time: Date }) {
  const tag = roundTag(round, time)
  const { points } = round.plan
  const scanned = points.length - round.standing.counts.due - round.standing.counts.missed
  return (
    <Link to={`/rounds/${round.id}`} className="f-row">
      <span className="f-grow f-two">
        <span className="f-strong">
          {windowWords(round)} {round.routeName}
        </span>
        <span className="f-tags f-muted f-small">
          <StateTag tone={tag.tone}>{tag.words}</StateTag>
          {t(`${scanned}/${points.length} 个点位`, `${scanned}/${points.length} points`)}
          {round.walker !== null && ` · ${round.walker}`}
        </span>
      </span>
      <Icon name="right" size={20} />
    </Link>
  )
}
