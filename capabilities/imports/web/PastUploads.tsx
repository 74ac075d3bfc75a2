// What one has handed in before, and what became of it.

import { useRead } from '#web/api.ts'
import { numberWords, t, timeWords } from '#web/i18n.ts'
import { DataTable } from '#web/ui/DataTable.tsx'
import { Section } from '#web/ui/Page.tsx'
import { StateTag } from '#web/ui/StateTag.tsx'
import type { PastUpload } from '../queries/index.ts'

type Row = Omit<PastUpload, 'at' | 'appliedAt'> & { at: string; appliedAt: string | null }

export function PastUploads({ onOpen }: { onOpen: (uploadId: string) => void }) {
  const past = useRead<{ rows: Row[] }>('import.list')
  const rows = past.data?.rows ?? []
  if (rows.length === 0) return null
  return (
    <Section title={t('我的导入记录', 'What I handed in')}>
      <DataTable
        label={t('我的导入记录', 'What I handed in')}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'file',
            title: t('文件', 'File'),
            cell: ({ id, fileName }) => (
              <button type="button" className="im-open" onClick={() => onOpen(id)}>
                {fileName}
              </button>
            ),
          },
          {
            key: 'at',
            title: t('上传时间', 'Handed in'),
            cell: ({ at }) => timeWords(at),
            width: '14em',
          },
          { key: 'state', title: t('结果', 'Result'), cell: stateOf, width: '14em' },
        ]}
      />
    </Section>
  )
}

function stateOf({ appliedAt, refused }: Row) {
  if (appliedAt) return <StateTag tone="met">{t('已导入', 'Imported')}</StateTag>
  if (refused > 0)
    return (
      <StateTag tone="late">
        {t(`${numberWords(refused)} 行有误`, `${numberWords(refused)} rows refused`)}
      </StateTag>
    )
  return <StateTag tone="open">{t('未确认', 'Not confirmed')}</StateTag>
}
