// What happened around a round: findings, hand-overs, decisions, and scans that count nowhere.

import { clockWords, say, t } from '#web/i18n.ts'
import { Section } from '#web/ui/Page.tsx'
import { Timeline, type TimelineItem } from '#web/ui/Timeline.tsx'
import { methods } from '../patrol.ts'
import { reasons } from '../reasons.ts'
import type { RoundView } from './RoundPage.tsx'

export function RoundStory({ view }: { view: RoundView }) {
  const items = [...findings(view), ...handOvers(view), ...decisions(view), ...others(view)]
  if (items.length === 0) return null
  return (
    <Section title={t('经过', 'What happened')}>
      <Timeline
        label={t('经过', 'What happened')}
        items={items.sort((a, b) => Date.parse(String(a.at)) - Date.parse(String(b.at)))}
      />
    </Section>
  )
}

const who = (view: RoundView, id: string): string => view.people[id] ?? t('未知', 'unknown')
const pointName = (view: RoundView, id: string | null): string => {
  const point = view.points.find(({ checkpointId }) => checkpointId === id)
  return point ? `${point.number} ${point.name}` : t('不在路线上的点位', 'a point off the route')
}

const findings = (view: RoundView): TimelineItem[] =>
  view.findings.map(({ id, at, by, checkpointId, typeCode, note, photos }) => ({
    id,
    at,
    tone: 'late',
    title: t(`上报问题 ${typeCode}`, `Finding ${typeCode}`),
    who: who(view, by),
    body: [pointName(view, checkpointId), note].filter(Boolean).join(t('：', ': ')),
    photos,
  }))

const handOvers = (view: RoundView): TimelineItem[] =>
  view.handOvers.map(({ at, fromId, toId, by, reason }) => ({
    id: `${at}${toId}`,
    at,
    title: t(
      `${who(view, fromId)} 移交给 ${who(view, toId)}`,
      `${who(view, fromId)} handed over to ${who(view, toId)}`,
    ),
    who: who(view, by),
    body: reason,
  }))

const decisions = (view: RoundView): TimelineItem[] =>
  view.decisions.map(({ at, kind, checkpointId, by, reason }) => ({
    id: `${at}${checkpointId}${kind}`,
    at,
    tone: kind === 'rejected' ? 'act' : kind === 'accepted' ? 'met' : 'quiet',
    title: decisionWords[kind]?.() ?? kind,
    who: who(view, by),
    body: `${checkpointId ? pointName(view, checkpointId) : t('整班', 'The whole round')}${t('：', ': ')}${reason}`,
  }))

const decisionWords: Record<string, () => string> = {
  excused: () => t('准予免巡', 'Excused'),
  accepted: () => t('复核通过', 'Accepted'),
  rejected: () => t('不予认可', 'Rejected'),
}

const others = (view: RoundView): TimelineItem[] =>
  view.others.map((scan) => ({
    id: scan.id,
    at: scan.at,
    title: t('不计入的打点', 'A scan that does not count'),
    who: who(view, scan.by),
    body: [
      pointName(view, scan.checkpointId),
      `${clockWords(scan.at)} ${say(methods[scan.method])}`,
      ...scan.reasons.map((reason) => say(reasons[reason])),
    ].join(t('，', ', ')),
  }))
