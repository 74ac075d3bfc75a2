// Registers a building, or changes what is measured about one.

import { useState } from 'react'
import { useCommand } from '#web/api.ts'
import { t } from '#web/i18n.ts'
import { ActButton } from '#web/ui/ActButton.tsx'
import { Form } from '#web/ui/Field.tsx'
import { fieldErrors } from '#web/ui/problem.ts'
import { Refusal } from '#web/ui/Refusal.tsx'
import { SidePanel } from '#web/ui/SidePanel.tsx'
import type { Building } from '../queries/compounds.ts'
import { ChoiceField, NumberField, numberOf, TextField, typedOf, YesNoField } from './fields.tsx'
import { useFreshCompound } from './fresh.ts'
import { buildingUsages } from './words.ts'

export function BuildingForm({
  compoundId,
  building,
  onClose,
}: {
  compoundId: string
  /** null for a new one */
  building: Building | null
  onClose: () => void
}) {
  const [name, setName] = useState(building?.name ?? '')
  const [typed, setTyped] = useState({
    heightM: typedOf(building?.heightM),
    floors: typedOf(building?.floors),
    basements: typedOf(building?.basements ?? 0),
    units: typedOf(building?.units ?? 1),
    households: typedOf(building?.households ?? 0),
    builtYear: typedOf(building?.builtYear),
  })
  const [usage, setUsage] = useState(building?.usage ?? 'residential')
  const [insulation, setInsulation] = useState(building?.insulation ?? null)
  const done = useFreshCompound(onClose)
  const save = useCommand(building ? 'building.change' : 'building.add', done)
  const errors = fieldErrors(save.error)
  const whyNot = name.trim() === '' && t('请填写楼栋名称', 'Name the building')
  const send = () =>
    save.mutate({
      compoundId,
      ...(building ? { buildingId: building.id } : { name }),
      heightM: numberOf(typed.heightM),
      floors: numberOf(typed.floors),
      basements: numberOf(typed.basements) ?? 0,
      units: numberOf(typed.units) ?? 0,
      households: numberOf(typed.households) ?? 0,
      builtYear: numberOf(typed.builtYear),
      usage,
      insulation,
    })
  const number = (
    key: keyof typeof typed,
    label: string,
    more: { unit?: string; step?: number; optional?: boolean } = {},
  ) => (
    <NumberField
      label={label}
      value={typed[key]}
      onChange={(value) => setTyped({ ...typed, [key]: value })}
      error={errors[key]}
      {...more}
    />
  )
  const title = building
    ? t(`修改${building.name}`, `Change ${building.name}`)
    : t('登记楼栋', 'Register a building')
  return (
    <SidePanel title={title} onClose={onClose}>
      <Form label={title} onSubmit={() => whyNot || send()}>
        {!building && (
          <TextField
            label={t('名称', 'Name')}
            value={name}
            onChange={setName}
            max={60}
            error={errors['name']}
          />
        )}
        {number('heightM', t('高度', 'Height'), { unit: 'm', step: 0.01, optional: true })}
        {number('floors', t('地上层数', 'Floors above ground'), { optional: true })}
        {number('basements', t('地下层数', 'Floors below ground'))}
        {number('units', t('单元数', 'Units'))}
        {number('households', t('户数', 'Households'))}
        <ChoiceField
          label={t('用途', 'Use')}
          value={usage}
          onChange={(next) => next && setUsage(next)}
          choices={buildingUsages()}
        />
        {number('builtYear', t('建成年份', 'Built in'), { optional: true })}
        <YesNoField
          label={t('有外保温', 'Has external insulation')}
          value={insulation}
          onChange={setInsulation}
          optional
        />
        <Refusal problem={save.error} />
        <ActButton type="submit" busy={save.isPending} disabledReason={whyNot}>
          {building ? t('保存', 'Save') : t('登记', 'Register')}
        </ActButton>
      </Form>
    </SidePanel>
  )
}
