// What stands in a compound, what falls due next, and which facts its duties still need.

import { useState } from 'react'
import { dayWords, say, t } from '#web/i18n.ts'
import { useList } from '#web/list.ts'
import { useMay } from '#web/session.tsx'
import { ActButton } from '#web/ui/ActButton.tsx'
import { DataTable } from '#web/ui/DataTable.tsx'
import { Empty } from '#web/ui/Empty.tsx'
import { Section } from '#web/ui/Page.tsx'
import { StateTag } from '#web/ui/StateTag.tsx'
import { type FactName, factFields } from '../asset-facts.ts'
import { assetKinds, assetStatusTitles } from '../assets.ts'
import type { CompoundView } from '../queries/compounds.ts'
import type { AssetRow } from '../queries/equipment.ts'
import { AssetForm } from './AssetForm.tsx'

export function Assets({ compound }: { compound: CompoundView }) {
  const list = useList<AssetRow>('asset.list', { placeId: compound.id })
  const [editing, setEditing] = useState<AssetRow | 'new' | null>(null)
  const mayManage = useMay('asset.manage', compound.within)
  const name = (asset: AssetRow) =>
    mayManage ? (
      <button type="button" className="places-open" onClick={() => setEditing(asset)}>
        {asset.name}
      </button>
    ) : (
      asset.name
    )
  return (
    <Section
      title={t('设施设备', 'Assets')}
      extra={
        mayManage && (
          <ActButton kind="secondary" icon="plus" onPress={() => setEditing('new')}>
            {t('登记设备', 'Register an asset')}
          </ActButton>
        )
      }
    >
      <DataTable
        label={t('设施设备', 'Assets')}
        list={list}
        rowKey={(a) => a.id}
        empty={<Empty title={t('还没有登记设施设备', 'No asset is registered yet')} icon="asset" />}
        columns={[
          { key: 'name', title: t('名称', 'Name'), cell: name },
          { key: 'kind', title: t('类型', 'Kind'), cell: (a) => say(assetKinds[a.kind].title) },
          {
            key: 'where',
            title: t('位置', 'Where'),
            cell: (a) => [a.buildingName, a.location].filter(Boolean).join(' ') || '–',
            wideOnly: true,
          },
          { key: 'due', title: t('下次检验检测', 'Next inspection'), cell: nextDue, number: true },
          { key: 'state', title: t('状态', 'State'), cell: stateOf, width: '14em' },
        ]}
      />
      {editing && (
        <AssetForm
          key={editing === 'new' ? 'new' : editing.id}
          compoundId={compound.id}
          buildings={compound.buildings}
          asset={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </Section>
  )
}

function nextDue({ facts }: AssetRow): string {
  const day = [facts.nextInspectionOn, facts.nextTestOn].filter(Boolean).sort()[0]
  return day ? dayWords(String(day)) : '–'
}

function stateOf({ status, missing }: AssetRow) {
  if (missing.length > 0)
    return (
      <span className="places-missing">
        {t('缺：', 'missing: ')}
        {missing.map((name) => say(factFields[name as FactName].title)).join(t('、', ', '))}
      </span>
    )
  return (
    <StateTag tone={status === 'in-use' ? 'met' : 'wait'}>
      {say(assetStatusTitles[status])}
    </StateTag>
  )
}
