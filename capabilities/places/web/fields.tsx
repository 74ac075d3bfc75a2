// The few kinds of question that forms about places ask.

import Input from 'antd/es/input'
import Select from 'antd/es/select'
import { t } from '#web/i18n.ts'
import { Field } from '#web/ui/Field.tsx'

type Asked<V> = {
  label: string
  value: V
  onChange: (value: V) => void
  optional?: boolean
  hint?: string
  error?: string | undefined
}

export function TextField({ value, onChange, max, ...field }: Asked<string> & { max: number }) {
  return (
    <Field {...field}>
      <Input value={value} onChange={(event) => onChange(event.target.value)} maxLength={max} />
    </Field>
  )
}

/** Typed text stays text until it is sent; an empty field is `''`. */
export function NumberField({
  value,
  onChange,
  unit,
  step = 1,
  min,
  ...field
}: Asked<string> & { unit?: string; step?: number; min?: number }) {
  return (
    <Field {...field} label={unit ? `${field.label} (${unit})` : field.label}>
      <Input
        type="number"
        inputMode="decimal"
        step={step}
        min={min}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  )
}

export function ChoiceField<V extends string>({
  value,
  onChange,
  choices,
  search = false,
  ...field
}: Asked<V | null> & { choices: readonly { value: V; label: string }[]; search?: boolean }) {
  return (
    <Field {...field}>
      <Select
        value={value}
        allowClear={field.optional ?? false}
        onChange={(next) => onChange(next ?? null)}
        options={[...choices]}
        {...(search && { showSearch: { optionFilterProp: 'label' } })}
      />
    </Field>
  )
}

/** Yes, no, or not known. */
export function YesNoField({ value, onChange, ...field }: Asked<boolean | null>) {
  return (
    <ChoiceField
      {...field}
      value={value === null ? null : value ? 'yes' : 'no'}
      onChange={(next) => onChange(next === null ? null : next === 'yes')}
      choices={[
        { value: 'yes', label: t('是', 'Yes') },
        { value: 'no', label: t('否', 'No') },
      ]}
    />
  )
}

/** A number as typed, for sending: nothing typed is not known. */
export const numberOf = (typed: string): number | null =>
  typed.trim() === '' ? null : Number(typed)
/** What is known, for editing. */
export const typedOf = (value: number | null | undefined): string =>
  value == null ? '' : String(value)
