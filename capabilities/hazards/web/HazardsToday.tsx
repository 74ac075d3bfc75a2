// On 今日: which hazards wait for this person, by what has to be done to them.

import { useRead } from '#web/api.ts'
import { t } from '#web/i18n.ts'
import { useFresh } from '#web/live.ts'
import { DataTable } from '#web/ui/DataTable.tsx'
import { Section } from '#web/ui/Page.tsx'
import type { Mine } from '../queries/mine.ts'
import { columns } from './columns.tsx'
import { hazardPath } from './paths.ts'

const order = ['register', 'assign', 'rectify', 'accept', 'close', 'decide'] as const

export function HazardsToday() {
  const mine = useRead<Mine>('hazard.mine', {})
  useFresh(['hazard.*'], ['hazard.mine'])
  const titles: Record<(typeof order)[number], string> = {
    register: t('等您登记的隐患', 'Hazards to register'),
    assign: t('等您派单的隐患', 'Hazards to assign'),
    rectify: t('等您整改的隐患', 'Hazards to put right'),
    accept: t('等您验收的隐患', 'Hazards to check'),
    close: t('等您销号的隐患', 'Hazards to close'),
    decide: t('等您审批的延期', 'Extensions to decide on'),
  }
  if (!mine.data) return null
  return order
    .filter((act) => mine.data![act].length > 0)
    .map((act) => (
      <Section key={act} title={titles[act]} extra={String(mine.data![act].length)}>
        <DataTable
          label={titles[act]}
          rows={mine.data![act]}
          rowKey={(h) => h.id}
          rowLink={(h) => hazardPath(h.id)}
          columns={columns(false)}
        />
      </Section>
    ))
}
