// One field of an act's form.

import Input from 'antd/es/input'
import Select from 'antd/es/select'
import { dayOf } from '#base/time.ts'
import { say, t } from '#web/i18n.ts'
import { DayField } from '#web/ui/DayField.tsx'
import { Field } from '#web/ui/Field.tsx'
import { GradeChip, type GradeLevel } from '#web/ui/GradeChip.tsx'
import { PersonPicker } from '#web/ui/PersonPicker.tsx'
import { PhotoPicker } from '#web/ui/PhotoPicker.tsx'
import type { HazardView } from '../queries/view.ts'
import type { FieldSpec, Value } from './act-fields.ts'

type Props = {
  field: FieldSpec
  hazard: HazardView
  value: Value
  error: string | undefined
  onChange: (value: Value) => void
}

export function ActField({ field, hazard, value, error, onChange }: Props) {
  const label = say(field.label)
  const optional = field.optional ?? false
  if (field.kind === 'photos')
    return (
      <PhotoPicker
        label={label}
        value={(value as string[]) ?? []}
        onChange={onChange}
        error={error}
      />
    )
  if (field.kind === 'day')
    return (
      <DayField
        label={label}
        value={(value as string) ?? null}
        onChange={onChange}
        today={dayOf(new Date())}
        {...(field.latest ? { max: field.latest } : { quick: [7, 30] })}
        error={error}
      />
    )
  return (
    <Field
      label={label}
      optional={optional}
      error={error}
      {...(field.hint ? { hint: say(field.hint) } : {})}
    >
      <Control {...{ field, hazard, value, onChange }} />
    </Field>
  )
}

/** The control itself; `Field` hands it its id and what describes it. */
function Control({
  field,
  hazard,
  value,
  onChange,
  ...aria
}: Omit<Props, 'error'> & { id?: string; 'aria-describedby'?: string }) {
  switch (field.kind) {
    case 'words':
      return (
        <Input.TextArea
          {...aria}
          value={(value as string) ?? ''}
          onChange={(event) => onChange(event.target.value)}
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={500}
        />
      )
    case 'money':
    case 'days':
      return (
        <Input
          {...aria}
          type="number"
          min={0}
          value={value === null || value === undefined ? '' : String(value)}
          onChange={(event) =>
            onChange(event.target.value === '' ? null : Number(event.target.value))
          }
        />
      )
    case 'grade':
      return (
        <Select
          {...aria}
          value={value as number}
          onChange={onChange}
          options={([1, 2, 3, 4] as GradeLevel[]).map((level) => ({
            value: level,
            label: <GradeChip level={level} />,
          }))}
        />
      )
    case 'choice':
      return (
        <Select
          {...aria}
          value={value as string}
          onChange={onChange}
          options={Object.entries(field.choices ?? {}).map(([key, title]) => ({
            value: key,
            label: say(title),
          }))}
        />
      )
    case 'sibling':
      return (
        <Select
          {...aria}
          value={(value as string) ?? null}
          onChange={onChange}
          notFoundContent={t('附近没有同类隐患', 'There is no like hazard nearby')}
          options={hazard.similar.map(({ id, number }) => ({ value: id, label: number }))}
        />
      )
    case 'person':
      return (
        <PersonPicker
          {...aria}
          label={say(field.label)}
          atId={hazard.compoundId}
          value={(value as string) ?? null}
          onChange={onChange}
        />
      )
    default:
      return (
        <Input
          {...aria}
          value={(value as string) ?? ''}
          onChange={(event) => onChange(event.target.value)}
          maxLength={100}
        />
      )
  }
}
