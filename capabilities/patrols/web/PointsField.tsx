// 点位: which checkpoints a route passes, and in which order. Moved by buttons and by Alt with the arrow keys.

import Switch from 'antd/es/switch'
import { useId, useRef, useState } from 'react'
import { t } from '#web/i18n.ts'
import { Icon } from '#web/ui/icons.tsx'
import { AddPoints } from './AddPoints.tsx'
import type { Draft } from './draft.ts'
import { PointLine } from './PointLine.tsx'

export type CheckpointOption = { id: string; number: number; name: string }
export type Point = Draft['points'][number]

export function PointsField({
  value,
  ordered,
  checkpoints,
  error,
  onChange,
}: {
  value: Point[]
  ordered: boolean
  checkpoints: readonly CheckpointOption[]
  error: string | undefined
  onChange: (points: Point[], ordered: boolean) => void
}) {
  const list = useRef<HTMLOListElement>(null)
  const [said, setSaid] = useState('')
  const names = new Map(checkpoints.map((one) => [one.id, `${one.number} ${one.name}`]))
  const nameOf = ({ checkpointId }: Point) =>
    names.get(checkpointId) ?? t('已停用的点位', 'retired point')
  const move = (from: number, by: number) => {
    const to = from + by
    if (to < 0 || to >= value.length) return
    const next = [...value]
    const [point] = next.splice(from, 1)
    next.splice(to, 0, point!)
    onChange(next, ordered)
    setSaid(t(`${nameOf(point!)} 移到第 ${to + 1} 位`, `${nameOf(point!)} moved to ${to + 1}`))
    // The focus goes with the point, so that it can be moved on.
    requestAnimationFrame(() =>
      list.current?.children[to]?.querySelector<HTMLElement>('[data-grip]')?.focus(),
    )
  }
  return (
    <fieldset className="bm-field">
      <legend>{t('点位', 'Points')}</legend>
      <OrderSwitch ordered={ordered} onChange={(next) => onChange(value, next)} />
      <ol className="patrol-points" ref={list}>
        {value.map((point, i) => (
          <PointLine
            key={point.checkpointId}
            point={point}
            name={nameOf(point)}
            at={i}
            last={i === value.length - 1}
            onMove={(by) => move(i, by)}
            onChange={(changed) =>
              onChange(
                value.map((p, at) => (at === i ? changed : p)),
                ordered,
              )
            }
            onRemove={() =>
              onChange(
                value.filter((_, at) => at !== i),
                ordered,
              )
            }
          />
        ))}
      </ol>
      <span className="bm-hidden" role="status">
        {said}
      </span>
      {error && (
        <p className="bm-field-error" role="alert">
          <Icon name="hazard" size={14} />
          {error}
        </p>
      )}
      <AddPoints
        chosen={value}
        checkpoints={checkpoints}
        onAdd={(ids) => onChange([...value, ...ids.map(bare)], ordered)}
      />
    </fieldset>
  )
}

const bare = (checkpointId: string): Point => ({
  checkpointId,
  notBeforeMinutes: null,
  minSeconds: 0,
  question: null,
})

function OrderSwitch({ ordered, onChange }: { ordered: boolean; onChange: (on: boolean) => void }) {
  const id = useId()
  return (
    <p className="patrol-row">
      <Switch id={id} checked={ordered} onChange={onChange} />
      <label htmlFor={id}>
        {t('按下面的顺序走；往回补扫会被标记', 'Walk them in this order; going back is remarked')}
      </label>
    </p>
  )
}
