// The form of a route: name, days, windows, points in their order. The same for a new one and for a change.

import Checkbox from 'antd/es/checkbox'
import Input from 'antd/es/input'
import InputNumber from 'antd/es/input-number'
import Radio from 'antd/es/radio'
import type { Problem } from '#base/problem.ts'
import type { Day } from '#base/time.ts'
import { say, t } from '#web/i18n.ts'
import { ActButton } from '#web/ui/ActButton.tsx'
import { DayField } from '#web/ui/DayField.tsx'
import { Field, Form } from '#web/ui/Field.tsx'
import { Refusal } from '#web/ui/Refusal.tsx'
import { purposeNames, purposes } from '../patrol.ts'
import { type Draft, errorsOf } from './draft.ts'
import { type CheckpointOption, PointsField } from './PointsField.tsx'
import { SlotsField } from './SlotsField.tsx'
import { weekdayName } from './words.ts'
import './desk.css'

export function RouteForm({
  draft,
  onChange,
  checkpoints,
  earliest,
  submit,
  busy,
  problem,
  onSubmit,
}: {
  draft: Draft
  onChange: (draft: Draft) => void
  checkpoints: readonly CheckpointOption[]
  /** first day it may take effect */
  earliest: Day
  /** what the button says */
  submit: string
  busy: boolean
  problem: Problem | null
  onSubmit: () => void
}) {
  const errors = errorsOf(draft, earliest)
  const set = (change: Partial<Draft>) => onChange({ ...draft, ...change })
  const whyNot = Object.values(errors)[0]
  return (
    <Form label={submit} onSubmit={() => whyNot === undefined && onSubmit()}>
      <Field label={t('路线名称', 'Name')} error={draft.name !== '' && errors.name}>
        <Input
          value={draft.name}
          onChange={(event) => set({ name: event.target.value })}
          maxLength={40}
        />
      </Field>
      <fieldset className="bm-field">
        <legend>{t('用途', 'Purpose')}</legend>
        <Radio.Group
          value={draft.purpose}
          onChange={(event) => set({ purpose: event.target.value })}
          options={purposeNames.map((purpose) => ({
            value: purpose,
            label: say(purposes[purpose]!.title),
          }))}
        />
        <Basis purpose={draft.purpose} />
      </fieldset>
      <SlotsField value={draft.slots} error={errors.slots} onChange={(slots) => set({ slots })} />
      <fieldset className="bm-field">
        <legend>{t('星期', 'Days of the week')}</legend>
        <Checkbox.Group
          className="patrol-weekdays"
          value={draft.weekdays}
          onChange={(weekdays) => set({ weekdays: weekdays as number[] })}
          options={[1, 2, 3, 4, 5, 6, 7].map((value) => ({ value, label: weekdayName(value) }))}
        />
        {errors.weekdays && <p className="bm-field-error">{errors.weekdays}</p>}
      </fieldset>
      <Field
        label={t('宽限（分钟）', 'Grace (minutes)')}
        hint={t(
          '班次结束后这段时间内到达仍算按时',
          'Points reached within it after the end are in time',
        )}
      >
        <InputNumber
          min={0}
          max={30}
          value={draft.graceMinutes}
          onChange={(graceMinutes) => set({ graceMinutes: graceMinutes ?? 0 })}
        />
      </Field>
      <DayField
        label={t('从哪天起执行', 'In force from')}
        value={draft.fromOn}
        min={earliest}
        error={errors.days}
        onChange={(day) => set({ fromOn: day ?? earliest })}
      />
      <DayField
        label={t('执行到哪天', 'In force until')}
        value={draft.toOn}
        min={draft.fromOn}
        hint={t('不填则一直执行', 'Left empty, it stays in force')}
        optional
        onChange={(toOn) => set({ toOn })}
      />
      <PointsField
        value={draft.points}
        ordered={draft.ordered}
        checkpoints={checkpoints}
        error={errors.points}
        onChange={(points, ordered) => set({ points, ordered })}
      />
      <Refusal problem={problem} />
      <ActButton type="submit" busy={busy} disabledReason={whyNot}>
        {submit}
      </ActButton>
    </Form>
  )
}

/** The rule a purpose answers, where there is one. */
function Basis({ purpose }: { purpose: string }) {
  const source = purposes[purpose]?.source
  if (!source) return null
  return (
    <p className="bm-field-hint">
      {t('依据', 'Basis')} {source.document}
      {source.article}
    </p>
  )
}
