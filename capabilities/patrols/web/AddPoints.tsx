// The checkpoints that are not on a route yet, to be added to its end.

import Checkbox from 'antd/es/checkbox'
import Select from 'antd/es/select'
import { useState } from 'react'
import { t } from '#web/i18n.ts'
import { ActButton } from '#web/ui/ActButton.tsx'
import { Field } from '#web/ui/Field.tsx'
import type { CheckpointOption, Point } from './PointsField.tsx'

export function AddPoints({
  chosen,
  checkpoints,
  onAdd,
}: {
  chosen: readonly Point[]
  checkpoints: readonly CheckpointOption[]
  onAdd: (ids: string[]) => void
}) {
  const [picked, setPicked] = useState<string[]>([])
  const there = new Set(chosen.map(({ checkpointId }) => checkpointId))
  const free = checkpoints.filter(({ id }) => !there.has(id))
  if (free.length === 0)
    return (
      <p className="bm-field-hint">
        {t('全部点位都在路线上了', 'Every checkpoint is on the route')}
      </p>
    )
  const all = picked.length === free.length
  return (
    <>
      <Field
        label={t(`还可加入 ${free.length} 个点位`, `${free.length} more checkpoints`)}
        optional
      >
        <Select
          mode="multiple"
          value={picked}
          onChange={setPicked}
          optionFilterProp="label"
          placeholder={t('编号或名称', 'Number or name')}
          options={free.map(({ id, number, name }) => ({ value: id, label: `${number} ${name}` }))}
        />
      </Field>
      <div className="patrol-row">
        <Checkbox checked={all} onChange={() => setPicked(all ? [] : free.map(({ id }) => id))}>
          {t('全选', 'All')}
        </Checkbox>
        <ActButton
          kind="secondary"
          icon="plus"
          disabledReason={picked.length === 0 && t('先选点位', 'Choose points first')}
          onPress={() => {
            onAdd(picked)
            setPicked([])
          }}
        >
          {t('加入路线', 'Add to the route')}
        </ActButton>
      </div>
    </>
  )
}
