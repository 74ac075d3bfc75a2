// The forms behind the acts on a place: set up one beneath, rename, move, close.

import { useState } from 'react'
import { type Day, dayOf } from '#base/time.ts'
import { useCommand } from '#web/api.ts'
import { say, t } from '#web/i18n.ts'
import { ActButton } from '#web/ui/ActButton.tsx'
import { DayField } from '#web/ui/DayField.tsx'
import { Field, Form } from '#web/ui/Field.tsx'
import { PlacePicker } from '#web/ui/PlacePicker.tsx'
import { fieldErrors } from '#web/ui/problem.ts'
import { Refusal } from '#web/ui/Refusal.tsx'
import { SidePanel } from '#web/ui/SidePanel.tsx'
import { type Place, type PlaceKind, placeKinds } from '../place.ts'
import { TextField } from './fields.tsx'
import { useFreshCompound } from './fresh.ts'

export type Here = Pick<Place, 'id' | 'kind' | 'name' | 'code' | 'within'>
type Panel = { place: Here; onClose: () => void }

export function AddPlace({
  parent,
  kind,
  onClose,
}: {
  parent: Here
  kind: PlaceKind
  onClose: () => void
}) {
  const [name, setName] = useState('')
  const [code, setCode] = useState('')
  const add = useCommand('place.add', useFreshCompound(onClose))
  const errors = fieldErrors(add.error)
  const whyNot = name.trim() === '' && t('请填写名称', 'Enter a name')
  const title = t(
    `在${parent.name}设立${say(placeKinds[kind].title)}`,
    `Set up in ${parent.name}: ${say(placeKinds[kind].title)}`,
  )
  const send = () => add.mutate({ kind, name, code: code.trim() || null, parentId: parent.id })
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
        <TextField
          label={t('代码', 'Code')}
          value={code}
          onChange={setCode}
          max={24}
          optional
          hint={t('统计用区划代码，网格可不填', 'The statistical division code; a grid needs none')}
          error={errors['code']}
        />
        <Refusal problem={add.error} />
        <ActButton type="submit" busy={add.isPending} disabledReason={whyNot}>
          {t('设立', 'Set it up')}
        </ActButton>
      </Form>
    </SidePanel>
  )
}

export function RenamePlace({ place, onClose }: Panel) {
  const [name, setName] = useState(place.name)
  const [code, setCode] = useState(place.code ?? '')
  const rename = useCommand('place.rename', useFreshCompound(onClose))
  const errors = fieldErrors(rename.error)
  const same = name.trim() === place.name && code.trim() === (place.code ?? '')
  const whyNot = same && t('名称和代码都没有变', 'Name and code are the same')
  const title = t(`${place.name}更名`, `Rename ${place.name}`)
  const send = () => rename.mutate({ placeId: place.id, name, code: code.trim() || null })
  return (
    <SidePanel title={title} onClose={onClose}>
      <Form label={title} onSubmit={() => whyNot || send()}>
        <TextField
          label={t('名称', 'Name')}
          value={name}
          onChange={setName}
          max={60}
          hint={t('原名会留在记录里', 'The former name stays on record')}
          error={errors['name']}
        />
        <TextField
          label={t('编号', 'Code')}
          value={code}
          onChange={setCode}
          max={24}
          optional
          error={errors['code']}
        />
        <Refusal problem={rename.error} />
        <ActButton type="submit" busy={rename.isPending} disabledReason={whyNot}>
          {t('更名', 'Rename')}
        </ActButton>
      </Form>
    </SidePanel>
  )
}

export function MovePlace({ place, onClose }: Panel) {
  const [parentId, setParentId] = useState<string | null>(null)
  const move = useCommand('place.move', useFreshCompound(onClose))
  const whyNot = parentId === null && t('请选择新的归属', 'Choose where it belongs')
  const title = t(`调整${place.name}的归属`, `Move ${place.name}`)
  return (
    <SidePanel title={title} onClose={onClose}>
      <Form label={title} onSubmit={() => whyNot || move.mutate({ placeId: place.id, parentId })}>
        <Field
          label={t('调到', 'To')}
          hint={t(
            '下级地点一并调整，原单位和新单位都会知道',
            'All beneath goes along; both sides are told',
          )}
        >
          <PlacePicker
            label={t('调到', 'To')}
            kinds={placeKinds[place.kind].parents}
            value={parentId}
            onChange={setParentId}
          />
        </Field>
        <Refusal problem={move.error} />
        <ActButton type="submit" busy={move.isPending} disabledReason={whyNot}>
          {t('调整', 'Move')}
        </ActButton>
      </Form>
    </SidePanel>
  )
}

export function ClosePlace({ place, onClose }: Panel) {
  const [on, setOn] = useState<Day | null>(dayOf(new Date()))
  const close = useCommand('place.close', useFreshCompound(onClose))
  const whyNot = on === null && t('请填写最后一天', 'Say which day is the last')
  const title = t(`撤销${place.name}`, `Close ${place.name}`)
  return (
    <SidePanel title={title} onClose={onClose}>
      <Form label={title} onSubmit={() => whyNot || close.mutate({ placeId: place.id, on })}>
        <DayField
          label={t('最后一天', 'Last day')}
          value={on}
          onChange={setOn}
          hint={
            place.kind === 'compound'
              ? t(
                  '楼栋、设施和点位一并撤销；历史记录都保留',
                  'Buildings, assets and checkpoints end with it; history stays',
                )
              : t('历史记录都保留', 'History stays')
          }
        />
        <Refusal problem={close.error} />
        <ActButton type="submit" kind="danger" busy={close.isPending} disabledReason={whyNot}>
          {t('撤销', 'Close it')}
        </ActButton>
      </Form>
    </SidePanel>
  )
}
