// 这份台账会改什么: hand in a workbook, see what each row would do, then take all of it or nothing.

import Button from 'antd/es/button'
import { useSearchParams } from 'react-router'
import { useRead } from '#web/api.ts'
import { t } from '#web/i18n.ts'
import { Icon } from '#web/ui/icons.tsx'
import { Page, ReadingOf } from '#web/ui/Page.tsx'
import { type Step, Steps } from '#web/ui/Steps.tsx'
import { DropFile } from './DropFile.tsx'
import { PastUploads } from './PastUploads.tsx'
import { UploadResult } from './UploadResult.tsx'
import type { UploadJson } from './upload.ts'
import './imports.css'

export default function ImportPage() {
  const [search, setSearch] = useSearchParams()
  const uploadId = search.get('upload')
  const upload = useRead<UploadJson>('import.check', { uploadId }, { enabled: uploadId !== null })
  const show = (id: string | null) => setSearch(id === null ? {} : { upload: id })
  return (
    <Page
      title={t('批量导入台账', 'Import workbooks')}
      sub={t(
        '小区、楼栋、设施设备、人员岗位、点位。先看会改什么，再确认；有一行不对就都不导入',
        'Compounds, buildings, assets, people and checkpoints. See what would change, then confirm; one wrong row stops it all',
      )}
    >
      <Steps label={t('导入步骤', 'Steps of an import')} steps={steps(uploadId, upload.data)} />
      {uploadId === null ? (
        <>
          <p className="im-template">
            <Button
              href="/api/import-template.xlsx"
              download
              icon={<Icon name="export" size={18} />}
            >
              {t('下载模板', 'Download the template')}
            </Button>
            <span className="bm-muted">
              {t(
                '已有台账也可以：保留表头，列的顺序不限',
                'Your own workbook will do: keep the headings, in any order',
              )}
            </span>
          </p>
          <DropFile onChecked={show} />
          <PastUploads onOpen={show} />
        </>
      ) : (
        <ReadingOf reading={upload}>
          {(checked) => (
            <UploadResult key={checked.id} upload={checked} onAnother={() => show(null)} />
          )}
        </ReadingOf>
      )}
    </Page>
  )
}

function steps(uploadId: string | null, upload: UploadJson | undefined): Step[] {
  const at = uploadId === null ? 0 : upload?.appliedAt ? 3 : upload && upload.refused === 0 ? 2 : 1
  const titles = [
    t('选文件', 'Choose a file'),
    t('检查', 'Check'),
    t('确认', 'Confirm'),
    t('已导入', 'Imported'),
  ]
  return titles.map((title, n) => ({
    key: String(n),
    title,
    state: n < at || at === 3 ? 'done' : n === at ? 'now' : 'todo',
  }))
}
