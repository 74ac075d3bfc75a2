// What an upload would do, and the button that does it.

import Button from 'antd/es/button'
import { useEffect } from 'react'
import { useCommand, useRead } from '#web/api.ts'
import { isUndecided } from '#web/http.ts'
import { numberWords, t, timeWords } from '#web/i18n.ts'
import { ActButton } from '#web/ui/ActButton.tsx'
import { Figure, Figures } from '#web/ui/Figure.tsx'
import { Icon } from '#web/ui/icons.tsx'
import { Refusal } from '#web/ui/Refusal.tsx'
import { SheetResult } from './SheetResult.tsx'
import { totals, type UploadJson } from './upload.ts'

export function UploadResult({ upload, onAnother }: { upload: UploadJson; onAnother: () => void }) {
  const { added, changed, unchanged, refused } = totals(upload)
  return (
    <>
      <p className="im-file">
        <Icon name="document" size={16} /> {upload.fileName} · {timeWords(upload.at)}
      </p>
      <Figures label={t('检查结果', 'What would happen')}>
        <Figure label={t('新增', 'New')} value={added} unit={t('行', 'rows')} />
        <Figure label={t('变更', 'Changed')} value={changed} unit={t('行', 'rows')} />
        <Figure label={t('无变化', 'Unchanged')} value={unchanged} unit={t('行', 'rows')} />
        <Figure
          label={t('不能导入', 'Refused')}
          value={refused}
          unit={t('行', 'rows')}
          tone="act"
        />
      </Figures>
      {upload.appliedAt ? (
        <Applied at={upload.appliedAt} onAnother={onAnother} />
      ) : refused > 0 ? (
        <Mend upload={upload} onAnother={onAnother} />
      ) : (
        <Confirm upload={upload} onAnother={onAnother} />
      )}
      {upload.verdicts.map((sheet) => (
        <SheetResult key={sheet.kind} sheet={sheet} />
      ))}
    </>
  )
}

function Applied({ at, onAnother }: { at: string; onAnother: () => void }) {
  return (
    <p className="im-outcome im-outcome-done" role="status">
      <Icon name="check" />
      <span>{t(`已于 ${timeWords(at)} 导入`, `Imported ${timeWords(at)}`)}</span>
      <ActButton kind="secondary" onPress={onAnother}>
        {t('再导入一份', 'Import another')}
      </ActButton>
    </p>
  )
}

/** Some rows are wrong: the workbook goes back with the reasons in its last column. */
function Mend({ upload, onAnother }: { upload: UploadJson; onAnother: () => void }) {
  return (
    <p className="im-outcome im-outcome-wrong">
      <Icon name="hazard" />
      <span>
        {t(
          `有 ${numberWords(upload.refused)} 行不能导入，所以都还没有导入。结果表的最后一列写明了原因，改好后直接上传它`,
          `${numberWords(upload.refused)} rows are refused, so nothing was imported. The last column of the result says why; mend it there and hand that file in`,
        )}
      </span>
      <Button
        type="primary"
        href={`/api/import-result.xlsx?uploadId=${upload.id}`}
        download
        icon={<Icon name="export" size={18} />}
      >
        {t('下载结果表', 'Download the result')}
      </Button>
      <ActButton kind="secondary" onPress={onAnother}>
        {t('重新上传', 'Hand in again')}
      </ActButton>
    </p>
  )
}

function Confirm({ upload, onAnother }: { upload: UploadJson; onAnother: () => void }) {
  const { added, changed } = totals(upload)
  const apply = useCommand('import.apply')
  // A city takes longer than one answer is waited for; then the upload itself says when it is done.
  const waiting = apply.error !== null && isUndecided(apply.error)
  const again = useRead<UploadJson>('import.check', { uploadId: upload.id }, { enabled: false })
  useEffect(() => {
    if (!waiting) return
    const timer = setInterval(() => void again.refetch(), 3000)
    return () => clearInterval(timer)
  }, [waiting, again.refetch])
  const nothing =
    added + changed === 0 && t('与现有数据完全一致，无需导入', 'Everything is known already')
  return (
    <>
      <p className="im-outcome">
        <ActButton
          large
          busy={apply.isPending || waiting}
          disabledReason={nothing}
          onPress={() => apply.mutate({ uploadId: upload.id })}
        >
          {apply.isPending || waiting
            ? t('正在导入，请稍候', 'Importing')
            : t(
                `确认导入：新增 ${numberWords(added)}，变更 ${numberWords(changed)}`,
                `Import ${numberWords(added)} new, ${numberWords(changed)} changed`,
              )}
        </ActButton>
        <ActButton kind="quiet" onPress={onAnother}>
          {t('换一个文件', 'Another file')}
        </ActButton>
      </p>
      <Refusal problem={waiting ? null : apply.error} />
    </>
  )
}
