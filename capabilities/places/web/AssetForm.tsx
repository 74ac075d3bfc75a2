// Registers an asset, or brings one up to date: its kind decides which facts are asked, because its duties are
// derived from them.

import { useState } from 'react'
import type { Day } from '#base/time.ts'
import { useCommand } from '#web/api.ts'
import { say, t } from '#web/i18n.ts'
import { ActButton } from '#web/ui/ActButton.tsx'
import { DayField } from '#web/ui/DayField.tsx'
import { Form } from '#web/ui/Field.tsx'
import { fieldErrors } from '#web/ui/problem.ts'
import { Refusal } from '#web/ui/Refusal.tsx'
import { SidePanel } from '#web/ui/SidePanel.tsx'
import type { FactName } from '../asset-facts.ts'
import { type AssetKind, assetKindNames, assetKinds, assetStatusTitles } from '../assets.ts'
import type { Building } from '../queries/compounds.ts'
import type { AssetRow } from '../queries/equipment.ts'
import { FactInput, type FactTexts, factsOf, typedFacts } from './FactInput.tsx'
import { ChoiceField, TextField } from './fields.tsx'
import { useFreshCompound } from './fresh.ts'

type Props = {
  compoundId: string
  buildings: Building[]
  /** null for a new one */
  asset: AssetRow | null
  onClose: () => void
}

export function AssetForm({ compoundId, buildings, asset, onClose }: Props) {
  const [kind, setKind] = useState<AssetKind>(asset?.kind ?? 'lift')
  const [name, setName] = useState(asset?.name ?? '')
  const [number, setNumber] = useState(asset?.number ?? '')
  const [location, setLocation] = useState(asset?.location ?? '')
  const [buildingId, setBuildingId] = useState(asset?.buildingId ?? null)
  const [installedOn, setInstalledOn] = useState<Day | null>(asset?.installedOn ?? null)
  const [status, setStatus] = useState(asset?.status ?? 'in-use')
  const [facts, setFacts] = useState<FactTexts>(typedFacts(asset?.facts ?? {}))
  const save = useCommand(asset ? 'asset.change' : 'asset.register', useFreshCompound(onClose))
  const errors = fieldErrors(save.error)
  const whyNot = name.trim() === '' && t('请填写名称', 'Name the asset')
  const send = () =>
    save.mutate({
      compoundId,
      ...(asset
        ? { assetId: asset.id, status, facts: factsOf(facts, asset.facts) }
        : { kind, facts: factsOf(facts) }),
      name,
      number,
      location,
      buildingId,
      installedOn,
    })
  const title = asset
    ? t(`修改${asset.name}`, `Change ${asset.name}`)
    : t('登记设备', 'Register an asset')
  return (
    <SidePanel title={title} sub={asset && say(assetKinds[asset.kind].title)} onClose={onClose}>
      <Form label={title} onSubmit={() => whyNot || send()}>
        {!asset && (
          <ChoiceField
            label={t('类型', 'Kind')}
            value={kind}
            onChange={(next) => {
              if (next === null) return
              setKind(next)
              setFacts({})
            }}
            search
            choices={assetKindNames.map((value) => ({
              value,
              label: say(assetKinds[value].title),
            }))}
          />
        )}
        <TextField
          label={t('名称', 'Name')}
          value={name}
          onChange={setName}
          max={60}
          error={errors['name']}
        />
        <TextField
          label={t('编号', 'Number')}
          value={number}
          onChange={setNumber}
          max={60}
          optional
          error={errors['number']}
        />
        <ChoiceField
          label={t('楼栋', 'Building')}
          value={buildingId}
          onChange={setBuildingId}
          optional
          choices={buildings.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextField
          label={t('位置', 'Where exactly')}
          value={location}
          onChange={setLocation}
          max={80}
          optional
        />
        <DayField
          label={t('启用日期', 'In use since')}
          value={installedOn}
          onChange={setInstalledOn}
          optional
        />
        {(assetKinds[kind].facts as readonly FactName[]).map((fact) => (
          <FactInput
            key={fact}
            fact={fact}
            optional={!(assetKinds[kind].needed as readonly FactName[]).includes(fact)}
            value={facts[fact] ?? ''}
            onChange={(value) => setFacts({ ...facts, [fact]: value })}
          />
        ))}
        {asset && (
          <ChoiceField
            label={t('状态', 'State')}
            value={status}
            onChange={(next) => next && setStatus(next)}
            choices={(['in-use', 'stopped'] as const).map((value) => ({
              value,
              label: say(assetStatusTitles[value]),
            }))}
          />
        )}
        <Refusal problem={save.error} />
        <ActButton type="submit" busy={save.isPending} disabledReason={whyNot}>
          {asset ? t('保存', 'Save') : t('登记', 'Register')}
        </ActButton>
        {asset && <Retire compoundId={compoundId} assetId={asset.id} onClose={onClose} />}
      </Form>
    </SidePanel>
  )
}

/** 报废 ends an asset's duties; it cannot be taken back, so it is asked twice in one place. */
function Retire({
  compoundId,
  assetId,
  onClose,
}: {
  compoundId: string
  assetId: string
  onClose: () => void
}) {
  const [sure, setSure] = useState(false)
  const retire = useCommand('asset.retire', useFreshCompound(onClose))
  return (
    <>
      <Refusal problem={retire.error} />
      {sure ? (
        <ActButton
          kind="danger"
          busy={retire.isPending}
          onPress={() => retire.mutate({ compoundId, assetId })}
        >
          {t(
            '确认报废：不再产生任何检验、巡查要求',
            'Retire it for good: no duty will ask for it again',
          )}
        </ActButton>
      ) : (
        <ActButton kind="quiet" onPress={() => setSure(true)}>
          {t('报废', 'Retire')}
        </ActButton>
      )}
    </>
  )
}
