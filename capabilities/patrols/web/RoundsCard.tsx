// What of patrols asks for a manager today: rounds that were missed, and doubts nobody has looked at.

import { Link } from 'react-router'
import { addDays, dayOf } from '#base/time.ts'
import { useRead } from '#web/api.ts'
import { dayWords, t } from '#web/i18n.ts'
import { useFresh } from '#web/live.ts'
import { DataTable } from '#web/ui/DataTable.tsx'
import { Section } from '#web/ui/Page.tsx'
import { StateTag } from '#web/ui/StateTag.tsx'
import type { RoundRow as ServerRow } from '../queries/round-list.ts'
import type { Json } from '../wire.ts'
import { roundPath, roundsPath } from './paths.ts'
import { stateTag, walkedWords, windowWords } from './words.ts'
import './desk.css'

type RoundRow = Json<ServerRow>

export function RoundsCard() {
  const today = dayOf(new Date())
  const input = { state: ['missed', 'suspect'], limit: 10 }
  const last = useRead<{ rounds: RoundRow[] }>('round.list', { ...input, day: addDays(today, -1) })
  const now = useRead<{ rounds: RoundRow[] }>('round.list', { ...input, day: today })
  useFresh(['patrol.*'], ['round.list'])
  const rows = [...(now.data?.rounds ?? []), ...(last.data?.rounds ?? [])]
  if (rows.length === 0) return null
  return (
    <Section
      title={t('要说明或复核的班次', 'Rounds to explain or review')}
      extra={<Link to={roundsPath}>{t('全部班次', 'All rounds')}</Link>}
    >
      <DataTable
        label={t('要说明或复核的班次', 'Rounds to explain or review')}
        rows={rows}
        rowKey={(row) => row.id}
        rowLink={(row) => roundPath(row.compoundId, row.id)}
        columns={[
          {
            key: 'window',
            title: t('班次', 'Round'),
            cell: (row) => `${row.name} ${windowWords(row)}`,
          },
          { key: 'day', title: t('日期', 'Day'), cell: (row) => dayWords(row.day), width: '10em' },
          {
            key: 'state',
            title: t('状态', 'State'),
            cell: (row) => {
              const { tone, words } = stateTag(row, new Date())
              return <StateTag tone={tone}>{words}</StateTag>
            },
            width: '8em',
          },
          {
            key: 'walked',
            title: t('已到点位', 'Points'),
            cell: (row) => walkedWords(row),
            number: true,
            width: '6em',
          },
          {
            key: 'walker',
            title: t('巡查人', 'Walked by'),
            cell: (row) => row.walker ?? '–',
            width: '7em',
          },
        ]}
      />
    </Section>
  )
}
