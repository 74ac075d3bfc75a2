// One round: which point is next, how much is left and how long, and every point with its state.

import { now } from '#web/field/connection.ts'
import { useNow } from '#web/field/observable.ts'
import { go, type PathParams } from '#web/field/router.tsx'
import { Button, Note, Page, ReadState, Thumb, UnsentTag } from '#web/field/ui.tsx'
import { clockWords, say, t } from '#web/i18n.ts'
import { StateTag } from '#web/ui/StateTag.tsx'
import { states } from '../../patrol.ts'
import { type Reason, reasons } from '../../reasons.ts'
import type { PointState } from '../../round.ts'
import { tones } from '../tones.ts'
import { canWalk, type MyRound, nextPoint, phaseOf, useMyRounds } from './rounds.ts'
import { Ticks } from './Ticks.tsx'
import { pointsLeft, roundTag, timeLeft, windowWords } from './words.ts'

export function RoundPage({ params }: { params: PathParams }) {
  const time = useNow(now)
  const { read, rounds } = useMyRounds()
  const round = rounds.find(({ id }) => id === params['roundId'])
  if (!round)
    return (
      <Page title={t('巡查班次', 'Round')} back="/">
        <ReadState
          read={read}
          {...(read.value
            ? { empty: t('这一班不在您今天的班次里', 'This is not one of your rounds today') }
            : {})}
        />
      </Page>
    )

  const tag = roundTag(round, time)
  const walkable = canWalk(round, time)
  const whyNot =
    phaseOf(round, time) === 'coming'
      ? t(
          `${clockWords(round.plan.opensAt)} 才开始，现在扫不计入`,
          `It opens at ${clockWords(round.plan.opensAt)}; a scan would not count yet`,
        )
      : undefined
  return (
    <Page title={round.routeName} sub={`${round.compoundName} · ${windowWords(round)}`} back="/">
      <div className="f-stack">
        <div className="f-tags">
          <StateTag tone={tag.tone}>{tag.words}</StateTag>
          {round.unsent.size > 0 && (
            <UnsentTag>
              {t(`${round.unsent.size} 个未发送`, `${round.unsent.size} unsent`)}
            </UnsentTag>
          )}
        </div>
        <p className="f-key-line">{pointsLeft(round)}</p>
        <Ticks round={round} />
        <p className="f-strong">{timeLeft(round, time)}</p>
      </div>
      {walkable && <Next round={round} />}
      {(walkable || whyNot !== undefined) && (
        <Thumb>
          <Button
            main
            icon="scan"
            disabledReason={whyNot}
            onPress={() => go(`/rounds/${round.id}/scan`)}
          >
            {t('扫点位', 'Scan a point')}
          </Button>
        </Thumb>
      )}
      {round.refused.map(({ checkpointId, reasons: why }) => (
        <Note key={checkpointId} tone="refusal">
          {t(
            `${round.points.get(checkpointId)?.number ?? ''} 号点位没有被接受：${whyWords(why)}。请重新扫`,
            `Point ${round.points.get(checkpointId)?.number ?? ''} was not accepted: ${whyWords(why)}. Scan it again`,
          )}
        </Note>
      ))}
      {round.walker && (
        <p className="f-muted">{t(`巡查人 ${round.walker}`, `Walked by ${round.walker}`)}</p>
      )}
      <section className="f-section">
        <h2>
          {round.plan.ordered
            ? t('全部点位，按顺序', 'All points, in order')
            : t('全部点位，不限顺序', 'All points, any order')}
        </h2>
        <ul className="f-rows">
          {round.standing.points.map((point) => (
            <li key={point.checkpointId} className="f-row">
              <PointRow round={round} point={point} />
            </li>
          ))}
        </ul>
      </section>
      {round.standing.counts.suspect > 0 && (
        <Note icon="search">
          {t(
            '存疑的点位由队长或项目经理复核，不会自动扣分',
            'A doubtful point is looked at by the captain or manager; nothing is deducted by itself',
          )}
        </Note>
      )}
      <ReadState read={read} />
    </Page>
  )
}

/** 下一个点位, large: what a guard looks for at arm's length. */
function Next({ round }: { round: MyRound }) {
  const next = nextPoint(round)
  if (!next) return null
  return (
    <section className="f-card is-next f-stack" aria-label={t('下一个点位', 'Next point')}>
      <p className="f-muted">
        {round.plan.ordered ? t('下一个点位', 'Next point') : t('就近的下一个', 'Next nearby')}
      </p>
      <p className="f-next">
        <span className="f-number">{next.number}</span>
        <span>{next.name}</span>
      </p>
      {next.location && <p className="f-muted">{next.location}</p>}
    </section>
  )
}

function PointRow({ round, point }: { round: MyRound; point: PointState }) {
  const words = round.points.get(point.checkpointId)
  const unsent = round.unsent.has(point.checkpointId)
  return (
    <>
      <span className="f-number is-small">{words?.number ?? point.seq}</span>
      <span className="f-grow f-two">
        <span>{words?.name}</span>
        {point.at && (
          <span className="f-muted f-small">
            {clockWords(point.at)}
            {point.reasons.map((reason) => ` · ${say(reasons[reason])}`)}
          </span>
        )}
      </span>
      <span className="f-tags">
        {unsent && <UnsentTag />}
        <StateTag tone={tones[point.state]}>{say(states[point.state])}</StateTag>
      </span>
    </>
  )
}

const whyWords = (why: readonly Reason[]): string =>
  why.map((reason) => say(reasons[reason])).join(t('，', ', '))
