// Registers an asset: its kind decides which facts are asked, because its duties are derived from them.

import Input from 'antd/es/input'
import Select from 'antd/es/select'
import { useState } from 'react'
import { useCommand } from '#web/api.ts'
import { say, t } from '#web/i18n.ts'
import { ActButton } from '#web/ui/ActButton.tsx'
import { Field, Form } from '#web/ui/Field.tsx'
import { fieldErrors } from '#web/ui/problem.ts'
import { Refusal } from '#web/ui/Refusal.tsx'
import { SidePanel } from '#web/ui/SidePanel.tsx'
import { type FactField, type FactName, factFields } from '../asset-facts.ts'
import { type AssetKind, assetKindNames, assetKinds } from '../assets.ts'
import type { Building } from '../queries/compounds.ts'

type Props = { compoundId: string; buildings: Building[]; onClose: () => void }
type Values = Partial<Record<FactName, string>>

export function RegisterAsset({ compoundId, buildings, onClose }: Props) {
  const [kind, setKind] = useState<AssetKind>('lift')
  const [name, setName] = useState('')
  const [number, setNumber] = useState('')
  const [buildingId, setBuildingId] = useState<string | null>(null)
  const [values, setValues] = useState<Values>({})
  const register = useCommand('asset.register', onClose)
  const errors = fieldErrors(register.error)
  const { facts, needed } = assetKinds[kind]
  const whyNot = name.trim() === '' && t('请填写名称', 'Name the asset')
  const send = () =>
    register.mutate({ compoundId, kind, name, number, buildingId, facts: factsOf(values) })

  return (
    <SidePanel title={t('登记设备', 'Register an asset')} onClose={onClose}>
      <Form label={t('登记设备', 'Register an asset')} onSubmit={() => whyNot || send()}>
        <Field label={t('类型', 'Kind')}>
          <Select
            value={kind}
            onChange={(next) => {
              setKind(next)
              setValues({})
            }}
            showSearch={{ optionFilterProp: 'label' }}
            options={assetKindNames.map((value) => ({
              value,
              label: say(assetKinds[value].title),
            }))}
          />
        </Field>
        <Field label={t('名称', 'Name')} error={errors['name']}>
          <Input value={name} onChange={(e) => setName(e.target.value)} maxLength={60} />
        </Field>
        <Field label={t('编号', 'Number')} optional error={errors['number']}>
          <Input value={number} onChange={(e) => setNumber(e.target.value)} maxLength={60} />
        </Field>
        <Field label={t('楼栋', 'Building')} optional>
          <Select
            allowClear
            value={buildingId}
            onChange={(next) => setBuildingId(next ?? null)}
            options={buildings.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Field>
        {(facts as readonly FactName[]).map((fact) => (
          <FactInput
            key={fact}
            field={factFields[fact]}
            optional={!(needed as readonly FactName[]).includes(fact)}
            value={values[fact] ?? ''}
            onChange={(value) => setValues({ ...values, [fact]: value })}
          />
        ))}
        <Refusal problem={register.error} />
        <ActButton type="submit" busy={register.isPending} disabledReason={whyNot}>
          {t('登记', 'Register')}
        </ActButton>
      </Form>
    </SidePanel>
  )
}

type FactInputProps = {
  field: FactField
  optional: boolean
  value: string
  onChange: (value: string) => void
}

function FactInput({ field, optional, value, onChange }: FactInputProps) {
  const unit = field.type === 'number' && field.unit ? ` (${field.unit})` : ''
  const choices =
    field.type === 'choice'
      ? Object.entries(field.choices).map(([key, title]) => ({ value: key, label: say(title) }))
      : [
          { value: 'true', label: t('是', 'yes') },
          { value: 'false', label: t('否', 'no') },
        ]
  const typed = { number: 'number', day: 'date', text: 'text' } as const
  return (
    <Field label={say(field.title) + unit} optional={optional}>
      {field.type === 'choice' || field.type === 'yes-no' ? (
        <Select
          allowClear
          value={value || null}
          onChange={(next) => onChange(next ?? '')}
          options={choices}
        />
      ) : (
        <Input
          type={typed[field.type]}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

/** What was typed, as facts; what was left empty is not known. */
function factsOf(values: Values): Record<string, string | number | boolean> {
  const known = Object.entries(values).filter(([, value]) => value !== '') as [FactName, string][]
  return Object.fromEntries(
    known.map(([name, value]) => {
      const { type } = factFields[name]
      if (type === 'number') return [name, Number(value)]
      return [name, type === 'yes-no' ? value === 'true' : value]
    }),
  )
}
