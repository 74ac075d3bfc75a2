// One fact about an asset: asked by its type, kept as typed until it is sent.

import Input from 'antd/es/input'
import Select from 'antd/es/select'
import { say, t } from '#web/i18n.ts'
import { Field } from '#web/ui/Field.tsx'
import { type FactField, type FactName, factFields } from '../asset-facts.ts'
import type { AnyFacts } from '../assets.ts'

export type FactTexts = Partial<Record<FactName, string>>

export function FactInput({
  fact,
  optional,
  value,
  onChange,
}: {
  fact: FactName
  optional: boolean
  value: string
  onChange: (value: string) => void
}) {
  const field: FactField = factFields[fact]
  const unit = field.type === 'number' && field.unit ? ` (${field.unit})` : ''
  const hint = optional ? {} : { hint: t('法定职责需要这一项', 'Its duties need this') }
  if (field.type === 'choice' || field.type === 'yes-no')
    return (
      <Field label={say(field.title)} optional={optional} {...hint}>
        <Select
          allowClear
          value={value || null}
          onChange={(next) => onChange(next ?? '')}
          options={choicesOf(field)}
        />
      </Field>
    )
  const type = { number: 'number', day: 'date', text: 'text' } as const
  return (
    <Field label={say(field.title) + unit} optional={optional} {...hint}>
      <Input
        type={type[field.type]}
        step={field.type === 'number' && !field.whole ? 0.01 : 1}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  )
}

const choicesOf = (field: FactField) =>
  field.type === 'choice'
    ? Object.entries(field.choices).map(([value, title]) => ({ value, label: say(title) }))
    : [
        { value: 'true', label: t('是', 'Yes') },
        { value: 'false', label: t('否', 'No') },
      ]

/** What is known, as it is edited. */
export const typedFacts = (facts: AnyFacts): FactTexts =>
  Object.fromEntries(Object.entries(facts).map(([fact, value]) => [fact, String(value)]))

/**
 * What was typed, as facts. What was left empty is not known.
 *
 * @param before what was known; a fact that was emptied is sent as null, and so forgotten
 */
export function factsOf(
  typed: FactTexts,
  before: AnyFacts = {},
): Record<string, string | number | boolean | null> {
  const known = Object.entries(typed) as [FactName, string][]
  return Object.fromEntries(
    known.flatMap(([fact, text]): [FactName, string | number | boolean | null][] => {
      if (text === '') return before[fact] === undefined ? [] : [[fact, null]]
      const { type } = factFields[fact]
      return [[fact, type === 'number' ? Number(text) : type === 'yes-no' ? text === 'true' : text]]
    }),
  )
}
