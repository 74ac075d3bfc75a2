// The checkpoints of a compound: where patrols must have been, their labels, and setting up one more.

import Input from 'antd/es/input'
import Select from 'antd/es/select'
import { useState } from 'react'
import { useCommand, useRead } from '#web/api.ts'
import { say, t } from '#web/i18n.ts'
import { useMay } from '#web/session.tsx'
import { ActButton } from '#web/ui/ActButton.tsx'
import { DataTable } from '#web/ui/DataTable.tsx'
import { Empty } from '#web/ui/Empty.tsx'
import { Field, Form } from '#web/ui/Field.tsx'
import { ReadingOf, Section } from '#web/ui/Page.tsx'
import { fieldErrors } from '#web/ui/problem.ts'
import { Refusal } from '#web/ui/Refusal.tsx'
import { SidePanel } from '#web/ui/SidePanel.tsx'
import {
  type CheckpointKind,
  checkpointKindNames,
  checkpointKinds,
  proofLevels,
} from '../checkpoints.ts'
import { spacedCode } from '../code.ts'
import { type LabelSize, labelSizeNames, labelSizes } from '../labels.ts'
import type { CheckpointRow } from '../queries/equipment.ts'

export function Checkpoints({ compoundId }: { compoundId: string }) {
  const points = useRead<CheckpointRow[]>('checkpoint.list', { compoundId })
  const [adding, setAdding] = useState(false)
  const mayManage = useMay('checkpoint.manage')
  const mayPrint = useMay('checkpoint.print')
  return (
    <Section
      title={t('巡查点位', 'Checkpoints')}
      extra={
        mayManage && (
          <ActButton kind="secondary" icon="plus" onPress={() => setAdding(true)}>
            {t('设置点位', 'Set up a checkpoint')}
          </ActButton>
        )
      }
    >
      <ReadingOf reading={points}>
        {(rows) => (
          <>
            {mayPrint && rows.length > 0 && <PrintLabels compoundId={compoundId} />}
            <CheckpointTable rows={rows} />
          </>
        )}
      </ReadingOf>
      {adding && <AddCheckpoint compoundId={compoundId} onClose={() => setAdding(false)} />}
    </Section>
  )
}

function CheckpointTable({ rows }: { rows: CheckpointRow[] }) {
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
        { key: 'name', title: t('点位', 'Checkpoint'), cell: (p) => `${p.number} ${p.name}` },
        { key: 'kind', title: t('类型', 'Kind'), cell: (p) => say(checkpointKinds[p.kind].title) },
        { key: 'where', title: t('位置', 'Where'), cell: (p) => whereOf(p) },
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

const whereOf = (p: CheckpointRow): string =>
  [p.buildingName, p.floor !== null && `${p.floor}F`, p.location].filter(Boolean).join(' ') || '–'

/** Sheets of labels, opened as PDF in the browser's own viewer. */
function PrintLabels({ compoundId }: { compoundId: string }) {
  return (
    <p className="places-prints">
      {labelSizeNames.map((size: LabelSize) => (
        <a
          key={size}
          className="bm-button bm-button-quiet"
          href={`/api/checkpoint-labels.pdf?compoundId=${compoundId}&size=${size}`}
          target="_blank"
          rel="noreferrer"
        >
          {t('打印标签', 'Print labels')} {labelSizes[size].width}×{labelSizes[size].height} mm
        </a>
      ))}
    </p>
  )
}

function AddCheckpoint({ compoundId, onClose }: { compoundId: string; onClose: () => void }) {
  const [name, setName] = useState('')
  const [kind, setKind] = useState<CheckpointKind>('lobby')
  const [location, setLocation] = useState('')
  const add = useCommand('checkpoint.add', onClose)
  const errors = fieldErrors(add.error)
  const whyNot = name.trim() === '' && t('请填写点位名称', 'Name the checkpoint')
  return (
    <SidePanel title={t('设置点位', 'Set up a checkpoint')} onClose={onClose}>
      <Form
        label={t('设置点位', 'Set up a checkpoint')}
        onSubmit={() => whyNot || add.mutate({ compoundId, name, kind, location })}
      >
        <Field label={t('名称', 'Name')} error={errors['name']}>
          <Input value={name} onChange={(e) => setName(e.target.value)} maxLength={60} />
        </Field>
        <Field label={t('类型', 'Kind')} hint={say(proofLevels[checkpointKinds[kind].proof].title)}>
          <Select
            value={kind}
            onChange={setKind}
            options={checkpointKindNames.map((value) => ({
              value,
              label: say(checkpointKinds[value].title),
            }))}
          />
        </Field>
        <Field label={t('位置', 'Where exactly')} optional error={errors['location']}>
          <Input value={location} onChange={(e) => setLocation(e.target.value)} maxLength={80} />
        </Field>
        <Refusal problem={add.error} />
        <ActButton type="submit" busy={add.isPending} disabledReason={whyNot}>
          {t('设置', 'Set it up')}
        </ActButton>
      </Form>
    </SidePanel>
  )
}
