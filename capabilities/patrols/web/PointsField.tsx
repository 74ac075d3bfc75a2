// 点位: which checkpoints a route passes, and in which order. Moved by buttons and by Alt with the arrow keys.

import Checkbox from 'antd/es/checkbox'
import Input from 'antd/es/input'
import InputNumber from 'antd/es/input-number'
import Select from 'antd/es/select'
import Switch from 'antd/es/switch'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { t } from '#web/i18n.ts'
import { ActButton } from '#web/ui/ActButton.tsx'
import { Field } from '#web/ui/Field.tsx'
import { Icon } from '#web/ui/icons.tsx'
import type { Draft } from './draft.ts'

export type CheckpointOption = { id: string; number: number; name: string }
type Point = Draft['points'][number]

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

function PointLine({
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

function AddPoints({
  chosen,
  checkpoints,
  onAdd,
}: {
  chosen: readonly Point[]
  checkpoints: readonly CheckpointOption[]
  onAdd: (ids: string[]) => void
}) {
  const [picked, setPicked] = useState<string[]>([])
  const there = new Set(chosen.map(({ checkpointId }) => checkpointId))
  const free = checkpoints.filter(({ id }) => !there.has(id))
  if (free.length === 0)
    return (
      <p className="bm-field-hint">
        {t('全部点位都在路线上了', 'Every checkpoint is on the route')}
      </p>
    )
  const all = picked.length === free.length
  return (
    <>
      <Field
        label={t(`还可加入 ${free.length} 个点位`, `${free.length} more checkpoints`)}
        optional
      >
        <Select
          mode="multiple"
          value={picked}
          onChange={setPicked}
          optionFilterProp="label"
          placeholder={t('编号或名称', 'Number or name')}
          options={free.map(({ id, number, name }) => ({ value: id, label: `${number} ${name}` }))}
        />
      </Field>
      <div className="patrol-row">
        <Checkbox checked={all} onChange={() => setPicked(all ? [] : free.map(({ id }) => id))}>
          {t('全选', 'All')}
        </Checkbox>
        <ActButton
          kind="secondary"
          icon="plus"
          disabledReason={picked.length === 0 && t('先选点位', 'Choose points first')}
          onPress={() => {
            onAdd(picked)
            setPicked([])
          }}
        >
          {t('加入路线', 'Add to the route')}
        </ActButton>
      </div>
    </>
  )
}
