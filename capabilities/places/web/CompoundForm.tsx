// Registers a compound in a community or grid, or changes its profile.

import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useCommand } from '#web/api.ts'
import { t } from '#web/i18n.ts'
import { ActButton } from '#web/ui/ActButton.tsx'
import { Field, Form } from '#web/ui/Field.tsx'
import { PlacePicker } from '#web/ui/PlacePicker.tsx'
import { fieldErrors } from '#web/ui/problem.ts'
import { Refusal } from '#web/ui/Refusal.tsx'
import { SidePanel } from '#web/ui/SidePanel.tsx'
import { type Datum, datums } from '../coordinates.ts'
import type { CompoundView } from '../queries/compounds.ts'
import { ChoiceField, NumberField, numberOf, TextField, typedOf, YesNoField } from './fields.tsx'
import { useFreshCompound } from './fresh.ts'
import { placePath } from './paths.ts'
import { compoundUsages } from './words.ts'

type Draft = {
  usage: string
  address: string
  households: string
  residents: string
  floorAreaM2: string
  builtYear: string
  lng: string
  lat: string
  datum: Datum
  committee: boolean
  partyGroup: boolean
  secondCommunityId: string | null
}

const draftOf = (c: CompoundView | null): Draft => ({
  usage: c?.usage ?? 'residential',
  address: c?.address ?? '',
  households: typedOf(c?.households),
  residents: typedOf(c?.residents),
  floorAreaM2: typedOf(c?.floorAreaM2),
  builtYear: typedOf(c?.builtYear),
  lng: typedOf(c?.lng),
  lat: typedOf(c?.lat),
  datum: c?.datum ?? 'GCJ-02',
  committee: c?.committee ?? false,
  partyGroup: c?.partyGroup ?? false,
  secondCommunityId: c?.secondCommunity?.id ?? null,
})

const profileOf = ({ lng, lat, datum, ...draft }: Draft) => ({
  ...draft,
  households: numberOf(draft.households) ?? 0,
  residents: numberOf(draft.residents),
  floorAreaM2: numberOf(draft.floorAreaM2) ?? 0,
  builtYear: numberOf(draft.builtYear),
  position: lng === '' && lat === '' ? null : { lng: Number(lng), lat: Number(lat), datum },
})

/** A new compound beneath `parentId`. */
export function RegisterCompound({ parentId, onClose }: { parentId: string; onClose: () => void }) {
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [code, setCode] = useState('')
  const [draft, setDraft] = useState(draftOf(null))
  const register = useCommand<object, { compoundId: string }>(
    'compound.register',
    ({ compoundId }) => navigate(placePath(compoundId)),
  )
  const errors = fieldErrors(register.error)
  const whyNot = name.trim() === '' && t('请填写小区名称', 'Name the compound')
  const title = t('登记小区', 'Register a compound')
  const send = () =>
    register.mutate({ parentId, name, code: code.trim() || null, ...profileOf(draft) })
  return (
    <SidePanel title={title} onClose={onClose}>
      <Form label={title} onSubmit={() => whyNot || send()}>
        <TextField
          label={t('小区名称', 'Name')}
          value={name}
          onChange={setName}
          max={60}
          error={errors['name']}
        />
        <TextField
          label={t('小区编号', 'Code')}
          value={code}
          onChange={setCode}
          max={24}
          optional
          hint={t('自编编号，全市唯一', 'Your own, unique in the city')}
          error={errors['code']}
        />
        <ProfileFields draft={draft} onChange={setDraft} errors={errors} />
        <Refusal problem={register.error} />
        <ActButton type="submit" busy={register.isPending} disabledReason={whyNot}>
          {t('登记', 'Register')}
        </ActButton>
      </Form>
    </SidePanel>
  )
}

export function ChangeCompound({
  compound,
  onClose,
}: {
  compound: CompoundView
  onClose: () => void
}) {
  const [draft, setDraft] = useState(draftOf(compound))
  const change = useCommand('compound.change', useFreshCompound(onClose))
  const title = t('修改小区档案', 'Change the profile')
  return (
    <SidePanel title={title} onClose={onClose}>
      <Form
        label={title}
        onSubmit={() => change.mutate({ compoundId: compound.id, ...profileOf(draft) })}
      >
        <ProfileFields draft={draft} onChange={setDraft} errors={fieldErrors(change.error)} />
        <Refusal problem={change.error} />
        <ActButton type="submit" busy={change.isPending}>
          {t('保存', 'Save')}
        </ActButton>
      </Form>
    </SidePanel>
  )
}

function ProfileFields({
  draft,
  onChange,
  errors,
}: {
  draft: Draft
  onChange: (draft: Draft) => void
  errors: Record<string, string>
}) {
  const set =
    <K extends keyof Draft>(key: K) =>
    (value: Draft[K]) =>
      onChange({ ...draft, [key]: value })
  const number = (
    key: 'households' | 'residents' | 'floorAreaM2' | 'builtYear' | 'lng' | 'lat',
    label: string,
    more: { unit?: string; step?: number } = {},
  ) => (
    <NumberField
      label={label}
      value={draft[key]}
      onChange={set(key)}
      optional
      error={errors[key] ?? errors[`position.${key}`]}
      {...more}
    />
  )
  return (
    <>
      <ChoiceField
        label={t('用途', 'Use')}
        value={draft.usage}
        onChange={(next) => next && set('usage')(next)}
        choices={compoundUsages()}
      />
      <TextField
        label={t('地址', 'Address')}
        value={draft.address}
        onChange={set('address')}
        max={120}
        optional
      />
      {number('households', t('户数', 'Households'))}
      {number('residents', t('居住人数', 'Residents'))}
      {number('floorAreaM2', t('建筑面积', 'Floor area'), { unit: 'm²', step: 0.01 })}
      {number('builtYear', t('建成年份', 'Built in'))}
      <YesNoField
        label={t('有业主委员会', 'Has an owners’ committee')}
        value={draft.committee}
        onChange={(next) => set('committee')(next ?? false)}
      />
      <YesNoField
        label={t('有党小组', 'Has a party group')}
        value={draft.partyGroup}
        onChange={(next) => set('partyGroup')(next ?? false)}
      />
      {number('lng', t('经度', 'Longitude'), { step: 0.000001 })}
      {number('lat', t('纬度', 'Latitude'), { step: 0.000001 })}
      <ChoiceField
        label={t('坐标系', 'Datum')}
        value={draft.datum}
        onChange={(next) => next && set('datum')(next)}
        choices={datums.map((value) => ({ value, label: value }))}
        hint={t(
          '高德、腾讯、微信为 GCJ-02，按原样填写',
          'AMap, Tencent and WeChat give GCJ-02; enter it as it is',
        )}
      />
      <Field
        label={t('第二社区', 'Second community')}
        optional
        hint={t('小区跨两个社区时填写', 'Where it lies in two')}
      >
        <PlacePicker
          label={t('第二社区', 'Second community')}
          kinds={['community']}
          value={draft.secondCommunityId}
          onChange={set('secondCommunityId')}
        />
      </Field>
    </>
  )
}
