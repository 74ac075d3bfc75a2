// 这一班走得怎样: one round, every point with its time, its proof and the reasons; and what is to be decided.

import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { PlaceName, placePath } from '#places/web'
import { useRead } from '#web/api.ts'
import { dayWords, durationWords, say, t, timeWords } from '#web/i18n.ts'
import { useFresh } from '#web/live.ts'
import { Facts } from '#web/ui/Facts.tsx'
import { ReadingPage, Section } from '#web/ui/Page.tsx'
import { StateTag } from '#web/ui/StateTag.tsx'
import { endReasons, purposes } from '../patrol.ts'
import type { RoundView as ServerView } from '../queries/round-view.ts'
import type { Json } from '../wire.ts'
import { Legend } from './Legend.tsx'
import { roundsPath, routePath } from './paths.ts'
import { RoundActs } from './RoundActs.tsx'
import { RoundPoints } from './RoundPoints.tsx'
import { RoundStory } from './RoundStory.tsx'
import { RoundStrip, StripAxis } from './RoundStrip.tsx'
import { useMinute } from './use-minute.ts'
import { stateTag, walkedWords, walkWords, windowWords } from './words.ts'
import './desk.css'

export type RoundView = Json<ServerView>

export default function RoundPage() {
  const { compoundId = '', roundId = '' } = useParams()
  const round = useRead<RoundView>('round.view', { compoundId, roundId })
  const [chosen, setChosen] = useState<string[]>([])
  const now = useMinute()
  useFresh(['patrol.*'], ['round.view'])
  const { data } = round
  const tag = data && stateTag({ ...data, ...data.standing }, now)
  return (
    <ReadingPage
      title={data ? `${data.name} ${windowWords(data)}` : t('巡查班次', 'A round')}
      crumbs={[
        { title: t('巡查', 'Patrols'), to: roundsPath },
        ...(data
          ? [
              {
                title: data.compoundName,
                to: `${roundsPath}?placeId=${compoundId}&day=${data.day}`,
              },
            ]
          : []),
      ]}
      sub={
        data &&
        tag && (
          <span className="patrol-row">
            <StateTag tone={tag.tone}>{tag.words}</StateTag>
            {dayWords(data.day)}
          </span>
        )
      }
      reading={round}
    >
      {(view) => (
        <>
          <Strip view={view} now={now} />
          <Facts columns={2} rows={factsOf(view)} />
          <RoundActs view={view} chosen={chosen} onDone={() => setChosen([])} />
          <Section title={t('点位', 'Points')} extra={walkedWords(view.standing)}>
            <RoundPoints view={view} chosen={chosen} onChoose={setChosen} />
          </Section>
          <RoundStory view={view} />
        </>
      )}
    </ReadingPage>
  )
}

function Strip({ view, now }: { view: RoundView; now: Date }) {
  const verdict = { done: 'counted', late: 'late', suspect: 'doubtful' } as const
  const minute = (at: string) => (Date.parse(at) - Date.parse(view.opensAt)) / 60_000
  const ticks = view.points.flatMap(({ at, state }) => {
    const kind = verdict[state as keyof typeof verdict]
    return at && kind ? [[minute(at), kind] as const] : []
  })
  const outside = view.others.map(({ at }) => [minute(at), 'outside'] as const)
  return (
    <Section title={t('时间带', 'Strip')} extra={<Legend />}>
      <RoundStrip round={{ ...view, ticks: [...ticks, ...outside] }} now={now} tall />
      <StripAxis round={view} />
    </Section>
  )
}

function factsOf(view: RoundView) {
  const name = (id: string | null) => (id ? (view.people[id] ?? t('未知', 'unknown')) : null)
  const handed = view.firstWalkerId !== null && view.firstWalkerId !== view.walkerId
  return [
    [
      t('小区', 'Compound'),
      <Link key="place" to={placePath(view.compoundId)}>
        <PlaceName id={view.compoundId} />
      </Link>,
    ],
    [
      t('路线', 'Route'),
      <Link key="route" to={routePath(view.compoundId, view.routeId)}>
        {t(`${view.name}（第 ${view.version} 版）`, `${view.name} (version ${view.version})`)}
      </Link>,
    ],
    [t('用途', 'Purpose'), say(purposes[view.purpose]!.title)],
    [t('顺序', 'Order'), view.ordered ? t('按顺序', 'in order') : t('不限顺序', 'free')],
    [t('巡查人', 'Walked by'), name(view.walkerId)],
    [t('最初由', 'Begun by'), handed && name(view.firstWalkerId)],
    [t('开始', 'Started'), view.startedAt && timeWords(view.startedAt)],
    [t('用时', 'Took'), walkTimes(view)],
    [
      t('提前结束', 'Ended early'),
      view.ended
        ? [
            timeWords(view.ended.at),
            say(endReasons[view.ended.code as keyof typeof endReasons]),
            view.ended.note,
          ]
            .filter(Boolean)
            .join(t('，', ', '))
        : undefined,
    ],
    [
      t('补传后重新评判', 'Judged anew'),
      view.rejudgedAt
        ? t(
            `${timeWords(view.rejudgedAt)}，按打点时间计`,
            `${timeWords(view.rejudgedAt)}, by when the points were scanned`,
          )
        : undefined,
    ],
  ] as const
}

function walkTimes({ firstAt, lastAt, usualSeconds }: RoundView): string {
  const took = walkWords(firstAt, lastAt)
  if (usualSeconds === null) return took
  const usual = durationWords(usualSeconds / 60)
  return t(`${took}（平常 ${usual}）`, `${took} (usually ${usual})`)
}
