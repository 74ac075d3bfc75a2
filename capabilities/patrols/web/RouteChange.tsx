// Changing a route from a coming day on, and taking it out of use.

import { useState } from 'react'
import { addDays } from '#base/time.ts'
import { useCommand, useRead } from '#web/api.ts'
import { dayWords, t } from '#web/i18n.ts'
import { ActButton } from '#web/ui/ActButton.tsx'
import { DayField } from '#web/ui/DayField.tsx'
import { Refusal } from '#web/ui/Refusal.tsx'
import { type Draft, draftOf } from './draft.ts'
import type { CheckpointOption } from './PointsField.tsx'
import { RouteForm } from './RouteForm.tsx'
import type { RouteView, Version } from './RoutePage.tsx'

export function Change({
  view,
  from,
  onClose,
}: {
  view: RouteView
  from: Version
  onClose: () => void
}) {
  const { compoundId, routeId } = view
  const tomorrow = addDays(view.today, 1)
  const checkpoints = useRead<CheckpointOption[]>('checkpoint.list', { compoundId })
  const change = useCommand('route.change', onClose)
  const [draft, setDraft] = useState<Draft>(() =>
    draftOf({
      ...from,
      fromOn: tomorrow,
      toOn: from.toOn && from.toOn >= tomorrow ? from.toOn : null,
      points: from.points.map(({ checkpointId, notBeforeMinutes, minSeconds, question }) => {
        return { checkpointId, notBeforeMinutes, minSeconds, question }
      }),
    }),
  )
  return (
    <>
      <p className="bm-muted patrol-gap">
        {t(
          '调整只影响以后的班次，最早从明天起；已经巡过的按当时的路线评判。',
          'A change holds for rounds to come, from tomorrow at the earliest; what was walked is judged by the route of its day.',
        )}
      </p>
      <RouteForm
        draft={draft}
        onChange={setDraft}
        checkpoints={
          checkpoints.data ??
          from.points.map(({ checkpointId, ...p }) => ({ id: checkpointId, ...p }))
        }
        earliest={tomorrow}
        submit={t(`自 ${dayWords(draft.fromOn)} 起调整`, `Change from ${dayWords(draft.fromOn)}`)}
        busy={change.isPending}
        problem={change.error}
        onSubmit={() => change.mutate({ compoundId, routeId, ...draft })}
      />
      <ActButton kind="quiet" onPress={onClose}>
        {t('放弃调整', 'Discard')}
      </ActButton>
    </>
  )
}

export function Retire({ view, onClose }: { view: RouteView; onClose: () => void }) {
  const [lastOn, setLastOn] = useState<string | null>(view.today)
  const retire = useCommand('route.retire', onClose)
  const { compoundId, routeId } = view
  return (
    <section className="patrol-decide" aria-label={t('停用路线', 'Retire the route')}>
      <DayField
        label={t('最后一天', 'Last day')}
        value={lastOn}
        min={view.today}
        hint={t('这一天之后不再生成班次；历史保留', 'No rounds open after it; the past stays')}
        onChange={setLastOn}
      />
      <Refusal problem={retire.error} />
      <div className="patrol-row">
        <ActButton
          kind="danger"
          busy={retire.isPending}
          disabledReason={lastOn === null && t('请选择日期', 'Choose a day')}
          onPress={() => retire.mutate({ compoundId, routeId, lastOn })}
        >
          {t('停用路线', 'Retire the route')}
        </ActButton>
        <ActButton kind="quiet" onPress={onClose}>
          {t('取消', 'Cancel')}
        </ActButton>
      </div>
    </section>
  )
}
