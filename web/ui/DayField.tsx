// A day of the city's calendar: typed or picked, said in words below, with the usual days one tap away.

import Input from 'antd/es/input'
import { addDays, type Day } from '#base/time.ts'
import { dayWords, t, weekdayWords } from '../i18n.ts'
import { Field } from './Field.tsx'

/** @param today offers today, and the days `quick` after it */
export function DayField({
  label,
  value,
  onChange,
  today,
  quick = [],
  min,
  max,
  hint,
  error,
  optional = false,
}: {
  label: string
  value: Day | null
  onChange: (day: Day | null) => void
  today?: Day
  quick?: readonly number[]
  min?: Day
  max?: Day
  hint?: string
  error?: string | false | undefined
  optional?: boolean
}) {
  return (
    <div className="bm-day">
      <Field
        label={label}
        error={error}
        optional={optional}
        hint={value ? `${dayWords(value)} ${weekdayWords(value)}` : hint}
      >
        <Input
          type="date"
          value={value ?? ''}
          min={min}
          max={max}
          onChange={(event) => onChange(event.target.value || null)}
        />
      </Field>
      {today !== undefined && quick.length > 0 && (
        <p className="bm-row">
          {quick.map((days) => (
            <button
              key={days}
              type="button"
              className="bm-chip"
              aria-pressed={value === addDays(today, days)}
              data-set={value === addDays(today, days)}
              onClick={() => onChange(addDays(today, days))}
            >
              {days === 0 ? t('今天', 'Today') : t(`${days} 天后`, `In ${days} days`)}
            </button>
          ))}
        </p>
      )}
    </div>
  )
}
