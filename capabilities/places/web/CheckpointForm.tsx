// Sets up a checkpoint, changes one, prints its label, replaces it, takes it out of use.

import Button from 'antd/es/button'
import { useState } from 'react'
import { useCommand, useRead } from '#web/api.ts'
import { say, t } from '#web/i18n.ts'
import { ActButton } from '#web/ui/ActButton.tsx'
import { Form } from '#web/ui/Field.tsx'
import { Icon } from '#web/ui/icons.tsx'
import { fieldErrors } from '#web/ui/problem.ts'
import { Refusal } from '#web/ui/Refusal.tsx'
import { SidePanel } from '#web/ui/SidePanel.tsx'
import {
  type CheckpointKind,
  checkpointKindNames,
  checkpointKinds,
  type Proof,
  proofLevels,
  proofNames,
} from '../checkpoints.ts'
import type { CompoundView } from '../queries/compounds.ts'
import type { AssetRow, CheckpointRow } from '../queries/equipment.ts'
import { ChoiceField, NumberField, numberOf, TextField, typedOf } from './fields.tsx'
import { useFreshCompound } from './fresh.ts'
import { labelsPath } from './paths.ts'

type Props = {
  compound: CompoundView
  /** null for a new one */
  checkpoint: CheckpointRow | null
  onClose: () => void
}

export function CheckpointForm({ compound, checkpoint, onClose }: Props) {
  const [name, setName] = useState(checkpoint?.name ?? '')
  const [number, setNumber] = useState(typedOf(checkpoint?.number))
  const [kind, setKind] = useState<CheckpointKind>(checkpoint?.kind ?? 'lobby')
  const [proof, setProof] = useState<Proof | null>(checkpoint?.proof ?? null)
  const [buildingId, setBuildingId] = useState(checkpoint?.buildingId ?? null)
  const [assetId, setAssetId] = useState(checkpoint?.assetId ?? null)
  const [location, setLocation] = useState(checkpoint?.location ?? '')
  const [floor, setFloor] = useState(typedOf(checkpoint?.floor))
  const [nfc, setNfc] = useState(checkpoint?.nfc ?? '')
  const assets = useRead<{ rows: AssetRow[] }>('asset.list', { placeId: compound.id, limit: 200 })
  const done = useFreshCompound(onClose)
  const save = useCommand(checkpoint ? 'checkpoint.change' : 'checkpoint.add', done)
  const errors = fieldErrors(save.error)
  const whyNot = name.trim() === '' && t('请填写点位名称', 'Name the checkpoint')
  const title = checkpoint
    ? t(`修改 ${checkpoint.number} 号点位`, `Change checkpoint ${checkpoint.number}`)
    : t('设置点位', 'Set up a checkpoint')
  const send = () =>
    save.mutate({
      compoundId: compound.id,
      ...(checkpoint && { checkpointId: checkpoint.id }),
      name,
      kind,
      proof: proof ?? checkpointKinds[kind].proof,
      ...(number !== '' && { number: Number(number) }),
      buildingId,
      assetId,
      location,
      floor: numberOf(floor),
      nfc: nfc.trim() || null,
    })
  return (
    <SidePanel title={title} onClose={onClose}>
      <Form label={title} onSubmit={() => whyNot || send()}>
        <TextField
          label={t('名称', 'Name')}
          value={name}
          onChange={setName}
          max={60}
          error={errors['name']}
        />
        <ChoiceField
          label={t('类型', 'Kind')}
          value={kind}
          onChange={(next) => next && setKind(next)}
          search
          choices={checkpointKindNames.map((value) => ({
            value,
            label: say(checkpointKinds[value].title),
          }))}
        />
        <ChoiceField
          label={t('到位凭证', 'Proof')}
          value={proof ?? checkpointKinds[kind].proof}
          onChange={setProof}
          choices={proofNames.map((value) => ({ value, label: say(proofLevels[value].title) }))}
          hint={say(proofLevels[proof ?? checkpointKinds[kind].proof].hint)}
        />
        <NumberField
          label={t('编号', 'Number')}
          value={number}
          onChange={setNumber}
          min={1}
          optional={!checkpoint}
          hint={t(
            '印在标签上；不填则接着最后一个',
            'Printed on the label; follows the last if empty',
          )}
          error={errors['number']}
        />
        <ChoiceField
          label={t('楼栋', 'Building')}
          value={buildingId}
          onChange={setBuildingId}
          optional
          choices={compound.buildings.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <NumberField
          label={t('楼层', 'Floor')}
          value={floor}
          onChange={setFloor}
          min={-10}
          optional
        />
        <TextField
          label={t('位置', 'Where exactly')}
          value={location}
          onChange={setLocation}
          max={80}
          optional
        />
        <ChoiceField
          label={t('关联设施', 'Stands at')}
          value={assetId}
          onChange={setAssetId}
          optional
          search
          choices={(assets.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextField
          label={t('NFC 标签号', 'NFC tag number')}
          value={nfc}
          onChange={setNfc}
          max={40}
          optional
          error={errors['nfc']}
        />
        <Refusal problem={save.error} />
        <ActButton type="submit" busy={save.isPending} disabledReason={whyNot}>
          {checkpoint ? t('保存', 'Save') : t('设置', 'Set it up')}
        </ActButton>
      </Form>
      {checkpoint && <LabelActs compoundId={compound.id} checkpoint={checkpoint} onDone={done} />}
    </SidePanel>
  )
}

/** The label of one checkpoint, and its end. What voids a label on a wall is asked twice in one place. */
function LabelActs({
  compoundId,
  checkpoint: { id, keyVersion },
  onDone,
}: {
  compoundId: string
  checkpoint: CheckpointRow
  onDone: () => unknown
}) {
  const [sure, setSure] = useState<'relabel' | 'retire' | null>(null)
  const relabel = useCommand('checkpoint.relabel', onDone)
  const retire = useCommand('checkpoint.retire', onDone)
  return (
    <div className="places-label-acts">
      <Button
        href={labelsPath(compoundId, 'large', id)}
        target="_blank"
        icon={<Icon name="print" size={18} />}
      >
        {t('打印这个标签', 'Print this label')}
      </Button>
      {sure === null && (
        <>
          <ActButton kind="quiet" onPress={() => setSure('relabel')}>
            {t(`更换标签（第 ${keyVersion} 版）`, `Replace the label (version ${keyVersion})`)}
          </ActButton>
          <ActButton kind="quiet" onPress={() => setSure('retire')}>
            {t('停用点位', 'Take out of use')}
          </ActButton>
        </>
      )}
      {sure === 'relabel' && (
        <ActButton
          kind="danger"
          busy={relabel.isPending}
          onPress={() => relabel.mutate({ compoundId, checkpointIds: [id] })}
        >
          {t('确认更换：墙上的旧标签立即作废', 'Replace it: the label on the wall is void at once')}
        </ActButton>
      )}
      {sure === 'retire' && (
        <ActButton
          kind="danger"
          busy={retire.isPending}
          onPress={() => retire.mutate({ compoundId, checkpointId: id })}
        >
          {t('确认停用：今天是最后一天', 'Take it out of use: today is its last day')}
        </ActButton>
      )}
      <Refusal problem={relabel.error ?? retire.error} />
    </div>
  )
}
