// 物业服务合同: which company ran the compound when, signing one and ending one.

import { useState } from 'react'
import { Link } from 'react-router'
import { type Day, dayOf } from '#base/time.ts'
import { OrganisationPicker, organisationPath } from '#identity/web'
import { useCommand } from '#web/api.ts'
import { dayWords, t } from '#web/i18n.ts'
import { useMay } from '#web/session.tsx'
import { ActButton } from '#web/ui/ActButton.tsx'
import { DataTable } from '#web/ui/DataTable.tsx'
import { DayField } from '#web/ui/DayField.tsx'
import { Empty } from '#web/ui/Empty.tsx'
import { Field, Form } from '#web/ui/Field.tsx'
import { Section } from '#web/ui/Page.tsx'
import { fieldErrors } from '#web/ui/problem.ts'
import { Refusal } from '#web/ui/Refusal.tsx'
import { SidePanel } from '#web/ui/SidePanel.tsx'
import { StateTag } from '#web/ui/StateTag.tsx'
import type { CompoundView } from '../queries/compounds.ts'
import { useFreshCompound } from './fresh.ts'

type Contract = CompoundView['contracts'][number]

export function Contracts({ compound }: { compound: CompoundView }) {
  const [open, setOpen] = useState<Contract | 'new' | null>(null)
  const mayManage = useMay('contract.manage', compound.within)
  const today = dayOf(new Date())
  return (
    <Section
      title={t('物业服务合同', 'Service contracts')}
      extra={
        mayManage && (
          <ActButton kind="secondary" icon="plus" onPress={() => setOpen('new')}>
            {t('登记合同', 'Record a contract')}
          </ActButton>
        )
      }
    >
      <DataTable
        label={t('物业服务合同', 'Service contracts')}
        rows={compound.contracts}
        rowKey={({ id }) => id}
        empty={
          <Empty
            title={t('没有合同，小区无人管理', 'No contract: nobody runs it')}
            icon="document"
          />
        }
        columns={[
          {
            key: 'company',
            title: t('物业企业', 'Company'),
            cell: ({ companyId, companyName }) => (
              <Link to={organisationPath(companyId)}>{companyName}</Link>
            ),
          },
          {
            key: 'from',
            title: t('自', 'From'),
            cell: ({ fromOn }) => dayWords(fromOn),
            number: true,
          },
          {
            key: 'to',
            title: t('至', 'To'),
            cell: ({ toOn }) => (toOn ? dayWords(toOn) : t('长期', 'open')),
            number: true,
          },
          {
            key: 'state',
            title: t('状态', 'State'),
            cell: (contract) => stateOf(contract, today),
            width: '8em',
          },
          ...(mayManage
            ? [
                {
                  key: 'end',
                  title: t('操作', 'Act'),
                  cell: (contract: Contract) =>
                    (contract.toOn === null || contract.toOn >= today) && (
                      <ActButton kind="quiet" onPress={() => setOpen(contract)}>
                        {t('终止', 'End')}
                      </ActButton>
                    ),
                  width: '7em',
                },
              ]
            : []),
        ]}
      />
      {open === 'new' && (
        <SignContract compoundId={compound.id} today={today} onClose={() => setOpen(null)} />
      )}
      {open !== null && open !== 'new' && (
        <EndContract
          compoundId={compound.id}
          contract={open}
          today={today}
          onClose={() => setOpen(null)}
        />
      )}
    </Section>
  )
}

function stateOf({ fromOn, toOn }: Contract, today: Day) {
  if (fromOn > today) return <StateTag tone="open">{t('未开始', 'To come')}</StateTag>
  if (toOn !== null && toOn < today) return <StateTag tone="quiet">{t('已终止', 'Ended')}</StateTag>
  return <StateTag tone="doing">{t('履行中', 'In force')}</StateTag>
}

type Panel = { compoundId: string; today: Day; onClose: () => void }

function SignContract({ compoundId, today, onClose }: Panel) {
  const [companyId, setCompanyId] = useState<string | null>(null)
  const [fromOn, setFromOn] = useState<Day | null>(today)
  const [toOn, setToOn] = useState<Day | null>(null)
  const sign = useCommand('contract.sign', useFreshCompound(onClose))
  const errors = fieldErrors(sign.error)
  const whyNot =
    (companyId === null && t('请选择物业企业', 'Choose the company')) ||
    (fromOn === null && t('请填写开始日期', 'Say from which day'))
  const title = t('登记物业服务合同', 'Record a service contract')
  return (
    <SidePanel title={title} onClose={onClose}>
      <Form
        label={title}
        onSubmit={() => whyNot || sign.mutate({ compoundId, companyId, fromOn, toOn })}
      >
        <Field
          label={t('物业企业', 'Company')}
          hint={t('现行的长期合同到前一天自动终止', 'An open contract ends on the day before')}
        >
          <OrganisationPicker
            label={t('物业企业', 'Company')}
            kinds={['company', 'branch']}
            value={companyId}
            onChange={setCompanyId}
          />
        </Field>
        <DayField
          label={t('开始日期', 'From')}
          value={fromOn}
          onChange={setFromOn}
          error={errors['fromOn']}
        />
        <DayField
          label={t('截止日期', 'To')}
          value={toOn}
          onChange={setToOn}
          optional
          error={errors['toOn']}
        />
        <Refusal problem={sign.error} />
        <ActButton type="submit" busy={sign.isPending} disabledReason={whyNot}>
          {t('登记', 'Record')}
        </ActButton>
      </Form>
    </SidePanel>
  )
}

function EndContract({ compoundId, contract, today, onClose }: Panel & { contract: Contract }) {
  const [toOn, setToOn] = useState<Day | null>(contract.toOn ?? today)
  const end = useCommand('contract.end', useFreshCompound(onClose))
  const whyNot = toOn === null && t('请填写最后一天', 'Say which day is the last')
  const title = t(
    `终止与${contract.companyName}的合同`,
    `End the contract with ${contract.companyName}`,
  )
  return (
    <SidePanel title={title} onClose={onClose}>
      <Form
        label={title}
        onSubmit={() => whyNot || end.mutate({ compoundId, contractId: contract.id, toOn })}
      >
        <DayField
          label={t('最后一天', 'Last day')}
          value={toOn}
          onChange={setToOn}
          hint={t(
            '次日起，如无新合同，小区无人管理',
            'From the next day nobody runs it, unless another contract begins',
          )}
        />
        <Refusal problem={end.error} />
        <ActButton type="submit" kind="danger" busy={end.isPending} disabledReason={whyNot}>
          {t('终止合同', 'End the contract')}
        </ActButton>
      </Form>
    </SidePanel>
  )
}
