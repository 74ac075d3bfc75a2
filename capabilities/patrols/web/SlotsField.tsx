// 班次: the windows of a day, each with when it opens and how long it lasts. One may cross midnight.

import InputNumber from 'antd/es/input-number'
import { t } from '#web/i18n.ts'
import { ActButton } from '#web/ui/ActButton.tsx'
import { Icon } from '#web/ui/icons.tsx'
import { windowText } from '../route.ts'
import type { Draft } from './draft.ts'

type Slots = Draft['slots']

export function SlotsField({
  value,
  error,
  onChange,
}: {
  value: Slots
  error: string | undefined
  onChange: (slots: Slots) => void
}) {
  const change = (at: number, slot: Partial<Slots[number]>) =>
    onChange(value.map((one, i) => (i === at ? { ...one, ...slot } : one)))
  return (
    <fieldset className="bm-field">
      <legend>{t('每天的班次', 'Rounds a day')}</legend>
      <ol className="patrol-slots">
        {value.map((slot, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a window has no name; its place in the list is it
          <li key={i}>
            <input
              type="time"
              className="bm-chip"
              aria-label={t(`第 ${i + 1} 班开始时间`, `Round ${i + 1} opens`)}
              value={slot.opens}
              onChange={(event) => change(i, { opens: event.target.value })}
            />
            <InputNumber
              min={10}
              max={720}
              step={15}
              aria-label={t(`第 ${i + 1} 班时长（分钟）`, `Round ${i + 1} lasts (minutes)`)}
              suffix={t('分钟', 'min')}
              value={slot.minutes}
              onChange={(minutes) => change(i, { minutes: minutes ?? 0 })}
            />
            <button
              type="button"
              className="patrol-icon-button"
              aria-label={t(`删除第 ${i + 1} 班`, `Remove round ${i + 1}`)}
              onClick={() => onChange(value.filter((_, at) => at !== i))}
            >
              <Icon name="close" size={16} />
            </button>
            <span className="bm-muted">
              {slot.opens !== '' && windowText(slot, t('次日', 'next day '))}
            </span>
          </li>
        ))}
      </ol>
      {error && (
        <p className="bm-field-error" role="alert">
          <Icon name="hazard" size={14} />
          {error}
        </p>
      )}
      <p>
        <ActButton
          kind="secondary"
          icon="plus"
          disabledReason={value.length >= 24 && t('每天最多 24 班', 'At most 24 rounds a day')}
          onPress={() => onChange([...value, { opens: '', minutes: 60 }])}
        >
          {t('增加一班', 'Add a round')}
        </ActButton>
      </p>
    </fieldset>
  )
}
