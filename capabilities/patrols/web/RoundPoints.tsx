// The points of a round in their order: when, how proved, what was remarked.

import Checkbox from 'antd/es/checkbox'
import { clockWords, durationWords, say, t } from '#web/i18n.ts'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { PhotoGrid } from '#web/ui/Photo.tsx'
import { StateTag } from '#web/ui/StateTag.tsx'
import { methods, states } from '../patrol.ts'
import { reasons } from '../reasons.ts'
import type { RoundView } from './RoundPage.tsx'
import { tones } from './tones.ts'

type Point = RoundView['points'][number]

/** What a manager can decide about: a point that is doubtful, or that nobody scanned. */
export const isOpen = ({ state }: Point): boolean =>
  state === 'suspect' || state === 'missed' || state === 'due'

export function RoundPoints({
  view,
  chosen,
  onChoose,
}: {
  view: RoundView
  chosen: readonly string[]
  onChoose: (checkpointIds: string[]) => void
}) {
  const choosable = view.youMay.excuse || view.youMay.review
  const toggle = (id: string) =>
    onChoose(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
  const choice: Column<Point> = {
    key: 'choice',
    title: t('选择', 'Choose'),
    cell: (point) =>
      isOpen(point) && (
        <Checkbox
          checked={chosen.includes(point.checkpointId)}
          onChange={() => toggle(point.checkpointId)}
          aria-label={t(`选择 ${point.name}`, `Choose ${point.name}`)}
        />
      ),
    width: '4em',
  }
  return (
    <DataTable
      label={t('点位', 'Points')}
      rows={view.points}
      rowKey={(point) => point.checkpointId}
      columns={[
        {
          key: 'name',
          title: t('点位', 'Point'),
          cell: (point) => `${point.number} ${point.name}`,
          width: '15em',
        },
        {
          key: 'state',
          title: t('状态', 'State'),
          cell: ({ state }) => <StateTag tone={tones[state]}>{say(states[state])}</StateTag>,
          width: '6em',
        },
        {
          key: 'at',
          title: t('打点时间', 'Scanned'),
          cell: (point) => <When point={point} />,
          width: '9em',
        },
        {
          key: 'method',
          title: t('方式', 'Proof'),
          cell: ({ method }) =>
            method === null
              ? '–'
              : method === 'code'
                ? t('手输码（较弱）', 'Typed code (weaker)')
                : say(methods[method]),
          width: '10em',
        },
        {
          key: 'remarks',
          title: t('说明', 'Remarks'),
          cell: (point) => <Remarks point={point} view={view} />,
        },
        ...(choosable ? [choice] : []),
      ]}
    />
  )
}

/** The claimed time counts; when it was heard of much later, that is said beside it. */
function When({ point: { at, receivedAt } }: { point: Point }) {
  if (!at) return '–'
  const behind = receivedAt ? (Date.parse(receivedAt) - Date.parse(at)) / 60_000 : 0
  return (
    <>
      {clockWords(at)}
      {behind >= 30 && (
        <small className="bm-muted">
          {' '}
          {t(`${durationWords(behind)}后补传`, `sent ${durationWords(behind)} later`)}
        </small>
      )}
    </>
  )
}

function Remarks({ point, view }: { point: Point; view: RoundView }) {
  const words = [
    // That a code was typed stands in the column before.
    ...point.reasons
      .filter((reason) => reason !== 'typed-code')
      .map((reason) => say(reasons[reason])),
    ...(point.by && point.by !== view.walkerId ? [view.people[point.by] ?? ''] : []),
    ...(point.question ? [`${point.question} ${point.answer ?? t('未答', 'not answered')}`] : []),
    ...(!point.question && point.answer ? [point.answer] : []),
  ]
  return (
    <>
      {words.length > 0 && (
        <ul className="patrol-reasons">
          {words.map((word) => (
            <li key={word}>{word}</li>
          ))}
        </ul>
      )}
      {point.photo && <PhotoGrid photos={[point.photo]} label={point.name} />}
      {words.length === 0 && !point.photo && '–'}
    </>
  )
}
