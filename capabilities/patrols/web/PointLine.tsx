// One point of a route being edited: moved, removed, and what is asked at it.

import Input from 'antd/es/input'
import InputNumber from 'antd/es/input-number'
import { type KeyboardEvent, useState } from 'react'
import { t } from '#web/i18n.ts'
import { Field } from '#web/ui/Field.tsx'
import { Icon } from '#web/ui/icons.tsx'
import type { Point } from './PointsField.tsx'

export function PointLine({
  point,
  name,
  at,
  last,
  onMove,
  onChange,
  onRemove,
}: {
  point: Point
  name: string
  at: number
  last: boolean
  onMove: (by: number) => void
  onChange: (point: Point) => void
  onRemove: () => void
}) {
  const [open, setOpen] = useState(false)
  const walk = (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (!event.altKey || by === undefined) return
    event.preventDefault()
    onMove(by)
  }
  return (
    <li onKeyDown={walk}>
      <div className="patrol-point-line">
        <b>{at + 1}</b>
        <span>{name}</span>
        {point.question && <Icon name="document" size={16} />}
        <Mover name={name} up off={at === 0} onPress={() => onMove(-1)} />
        <Mover name={name} off={last} onPress={() => onMove(1)} />
        <button
          type="button"
          className="patrol-icon-button"
          data-grip
          aria-expanded={open}
          aria-label={t(`${name} 的要求`, `What is asked at ${name}`)}
          onClick={() => setOpen(!open)}
        >
          <Icon name="settings" size={18} />
        </button>
        <button
          type="button"
          className="patrol-icon-button"
          aria-label={t(`移除 ${name}`, `Remove ${name}`)}
          onClick={onRemove}
        >
          <Icon name="close" size={16} />
        </button>
      </div>
      {open && <PointAsks point={point} onChange={onChange} />}
    </li>
  )
}

function Mover({
  name,
  up = false,
  off,
  onPress,
}: {
  name: string
  up?: boolean
  off: boolean
  onPress: () => void
}) {
  return (
    <button
      type="button"
      className="patrol-icon-button"
      aria-disabled={off}
      aria-keyshortcuts={up ? 'Alt+ArrowUp' : 'Alt+ArrowDown'}
      aria-label={
        up ? t(`上移 ${name}`, `Move ${name} up`) : t(`下移 ${name}`, `Move ${name} down`)
      }
      onClick={() => !off && onPress()}
    >
      <Icon name={up ? 'up' : 'down'} size={18} />
    </button>
  )
}

function PointAsks({ point, onChange }: { point: Point; onChange: (point: Point) => void }) {
  return (
    <div className="patrol-point-more">
      <Field label={t('最早（开班后分钟）', 'Not before (minutes)')} optional>
        <InputNumber
          min={0}
          max={720}
          value={point.notBeforeMinutes}
          onChange={(notBeforeMinutes) => onChange({ ...point, notBeforeMinutes })}
        />
      </Field>
      <Field label={t('距上一点至少（秒）', 'After the point before (seconds)')} optional>
        <InputNumber
          min={0}
          max={7200}
          value={point.minSeconds}
          onChange={(minSeconds) => onChange({ ...point, minSeconds: minSeconds ?? 0 })}
        />
      </Field>
      <Field label={t('到点要答的问题', 'Question at the point')} optional>
        <Input
          maxLength={100}
          value={point.question ?? ''}
          onChange={(event) => onChange({ ...point, question: event.target.value || null })}
        />
      </Field>
    </div>
  )
}
