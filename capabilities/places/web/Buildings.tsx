// The buildings of a compound, and what is measured about each.

import { useState } from 'react'
import { numberWords, t } from '#web/i18n.ts'
import { useMay } from '#web/session.tsx'
import { ActButton } from '#web/ui/ActButton.tsx'
import { DataTable } from '#web/ui/DataTable.tsx'
import { Empty } from '#web/ui/Empty.tsx'
import { Section } from '#web/ui/Page.tsx'
import type { Building, CompoundView } from '../queries/compounds.ts'
import { BuildingForm } from './BuildingForm.tsx'
import { usageTitles } from './words.ts'

export function Buildings({ compound }: { compound: CompoundView }) {
  const [editing, setEditing] = useState<Building | 'new' | null>(null)
  const mayManage = useMay('building.manage', compound.within)
  return (
    <Section
      title={t('楼栋', 'Buildings')}
      extra={
        mayManage && (
          <ActButton kind="secondary" icon="plus" onPress={() => setEditing('new')}>
            {t('登记楼栋', 'Register a building')}
          </ActButton>
        )
      }
    >
      <DataTable
        label={t('楼栋', 'Buildings')}
        rows={compound.buildings}
        rowKey={(b) => b.id}
        empty={
          <Empty title={t('还没有登记楼栋', 'No building is registered yet')} icon="compound" />
        }
        columns={columns(mayManage ? setEditing : null)}
      />
      {editing && (
        <BuildingForm
          key={editing === 'new' ? 'new' : editing.id}
          compoundId={compound.id}
          building={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </Section>
  )
}

const columns = (edit: ((building: Building) => void) | null) => [
  {
    key: 'name',
    title: t('楼栋', 'Building'),
    cell: (b: Building) =>
      edit ? (
        <button type="button" className="places-open" onClick={() => edit(b)}>
          {b.name}
        </button>
      ) : (
        b.name
      ),
  },
  {
    key: 'height',
    title: t('高度 m', 'Height m'),
    cell: (b: Building) =>
      b.heightM ?? <span className="places-missing">{t('未登记', 'missing')}</span>,
    number: true,
  },
  {
    key: 'floors',
    title: t('层数', 'Floors'),
    cell: (b: Building) => b.floors ?? '–',
    number: true,
  },
  { key: 'basements', title: t('地下', 'Below'), cell: (b: Building) => b.basements, number: true },
  { key: 'units', title: t('单元', 'Units'), cell: (b: Building) => b.units, number: true },
  {
    key: 'households',
    title: t('户数', 'Households'),
    cell: (b: Building) => numberWords(b.households),
    number: true,
  },
  {
    key: 'usage',
    title: t('用途', 'Use'),
    cell: (b: Building) => usageTitles[b.usage]?.(),
    wideOnly: true,
  },
]
