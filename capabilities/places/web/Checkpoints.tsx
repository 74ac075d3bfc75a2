// The checkpoints of a compound: where patrols must have been, and their labels.

import Button from 'antd/es/button'
import { useState } from 'react'
import { useRead } from '#web/api.ts'
import { say, t } from '#web/i18n.ts'
import { useMay } from '#web/session.tsx'
import { ActButton } from '#web/ui/ActButton.tsx'
import { DataTable } from '#web/ui/DataTable.tsx'
import { Empty } from '#web/ui/Empty.tsx'
import { Icon } from '#web/ui/icons.tsx'
import { ReadingOf, Section } from '#web/ui/Page.tsx'
import { checkpointKinds, proofLevels } from '../checkpoints.ts'
import { spacedCode } from '../code.ts'
import { labelSizeNames, labelSizes } from '../labels.ts'
import type { CompoundView } from '../queries/compounds.ts'
import type { CheckpointRow } from '../queries/equipment.ts'
import { CheckpointForm } from './CheckpointForm.tsx'
import { labelsPath } from './paths.ts'

export function Checkpoints({ compound }: { compound: CompoundView }) {
  const points = useRead<CheckpointRow[]>('checkpoint.list', { compoundId: compound.id })
  const [editing, setEditing] = useState<CheckpointRow | 'new' | null>(null)
  const mayManage = useMay('checkpoint.manage', compound.within)
  const mayPrint = useMay('checkpoint.print', compound.within)
  return (
    <Section
      title={t('巡查点位', 'Checkpoints')}
      extra={
        mayManage && (
          <ActButton kind="secondary" icon="plus" onPress={() => setEditing('new')}>
            {t('设置点位', 'Set up a checkpoint')}
          </ActButton>
        )
      }
    >
      <ReadingOf reading={points}>
        {(rows) => (
          <>
            {mayPrint && rows.length > 0 && <PrintLabels compoundId={compound.id} />}
            <CheckpointTable rows={rows} edit={mayManage ? setEditing : null} />
          </>
        )}
      </ReadingOf>
      {editing && (
        <CheckpointForm
          key={editing === 'new' ? 'new' : editing.id}
          compound={compound}
          checkpoint={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </Section>
  )
}

function CheckpointTable({
  rows,
  edit,
}: {
  rows: CheckpointRow[]
  edit: ((checkpoint: CheckpointRow) => void) | null
}) {
  const codes = rows.some(({ code }) => code !== null)
  return (
    <DataTable
      label={t('巡查点位', 'Checkpoints')}
      rows={rows}
      rowKey={(p) => p.id}
      empty={
        <Empty title={t('还没有点位', 'There are no checkpoints yet')} icon="checkpoint">
          {t(
            '设置点位并贴上标签后，才能排巡查路线',
            'Set some up and put their labels up; then plan a route',
          )}
        </Empty>
      }
      columns={[
        {
          key: 'name',
          title: t('点位', 'Checkpoint'),
          cell: (p) =>
            edit ? (
              <button type="button" className="places-open" onClick={() => edit(p)}>
                <NumberedName checkpoint={p} />
              </button>
            ) : (
              <NumberedName checkpoint={p} />
            ),
        },
        {
          key: 'kind',
          title: t('类型', 'Kind'),
          cell: (p) => (
            <span className="places-kind">
              <span className="places-sign" aria-hidden="true">
                {checkpointKinds[p.kind].icon}
              </span>
              {say(checkpointKinds[p.kind].title)}
            </span>
          ),
        },
        { key: 'where', title: t('位置', 'Where'), cell: whereOf },
        {
          key: 'proof',
          title: t('到位凭证', 'Proof'),
          cell: (p) => say(proofLevels[p.proof].title),
          wideOnly: true,
        },
        ...(codes
          ? [
              {
                key: 'code',
                title: t('手输码', 'Typed code'),
                cell: (p: CheckpointRow) => (
                  <span className="places-code">{p.code && spacedCode(p.code)}</span>
                ),
                number: true,
              },
            ]
          : []),
      ]}
    />
  )
}

/** The number as it stands on the label, then the name. */
const NumberedName = ({ checkpoint: { number, name } }: { checkpoint: CheckpointRow }) => (
  <>
    <span className="places-number">{String(number).padStart(2, '0')}</span> {name}
  </>
)

const whereOf = (p: CheckpointRow): string =>
  [p.buildingName, p.floor !== null && `${p.floor}F`, p.location].filter(Boolean).join(' ') || '–'

/** Sheets of labels, opened as PDF in the browser's own viewer. */
function PrintLabels({ compoundId }: { compoundId: string }) {
  return (
    <p className="places-prints">
      <span className="bm-muted">{t('打印全部标签', 'Print all labels')}</span>
      {labelSizeNames.map((size) => (
        <Button
          key={size}
          size="small"
          href={labelsPath(compoundId, size)}
          target="_blank"
          icon={<Icon name="print" size={16} />}
        >
          {say(labelSizes[size].title)}
        </Button>
      ))}
    </p>
  )
}
