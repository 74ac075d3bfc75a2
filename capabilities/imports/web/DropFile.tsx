// Where a workbook is dropped or chosen, and how far it has come.

import { useQueryClient } from '@tanstack/react-query'
import { type DragEvent, useId, useState } from 'react'
import { read } from '#web/api.ts'
import { percentWords, t } from '#web/i18n.ts'
import { Icon } from '#web/ui/icons.tsx'
import { Refusal } from '#web/ui/Refusal.tsx'
import { checkFile } from './upload.ts'

type State = { file: File; share: number } | null

export function DropFile({ onChecked }: { onChecked: (uploadId: string) => void }) {
  const id = useId()
  const client = useQueryClient()
  const [sending, setSending] = useState<State>(null)
  const [over, setOver] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)

  const send = async (file: File | undefined) => {
    if (!file || sending) return
    setProblem(null)
    setSending({ file, share: 0 })
    try {
      const upload = await checkFile(file, (share) => setSending({ file, share }))
      client.setQueryData(read('import.check', { uploadId: upload.id }).queryKey, upload)
      void client.invalidateQueries({ queryKey: ['import.list'] })
      onChecked(upload.id)
    } catch (error) {
      setProblem(error)
      setSending(null)
    }
  }
  const drag = (event: DragEvent, isOver: boolean) => {
    event.preventDefault()
    setOver(isOver)
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is the mouse's way; the input within is everybody's */}
      <div
        className={`im-drop${over ? ' im-drop-over' : ''}`}
        onDragOver={(event) => drag(event, true)}
        onDragLeave={(event) => drag(event, false)}
        onDrop={(event) => {
          drag(event, false)
          void send(event.dataTransfer.files[0])
        }}
      >
        {sending ? (
          <Sending {...sending} />
        ) : (
          <>
            <Icon name="import" size={32} />
            <label htmlFor={id}>
              <b>{t('选择文件', 'Choose a file')}</b>
              <span>{t('，或把它拖到这里', ', or drop it here')}</span>
            </label>
            <input
              id={id}
              type="file"
              accept=".xlsx,.csv"
              onChange={(event) => {
                void send(event.target.files?.[0])
                event.target.value = ''
              }}
            />
            <small>
              {t(
                '.xlsx 或 .csv，20 MB 以内。这一步只检查，不改动任何数据',
                '.xlsx or .csv up to 20 MB. This only checks; nothing is changed',
              )}
            </small>
          </>
        )}
      </div>
      <Refusal problem={problem} />
    </>
  )
}

function Sending({ file, share }: { file: File; share: number }) {
  const arrived = share >= 1
  return (
    <div className="im-sending" role="status">
      <b>{file.name}</b>
      <progress max={1} {...(arrived ? {} : { value: share })} aria-label={t('进度', 'Progress')} />
      <span>
        {arrived
          ? t('已上传，正在逐行检查', 'Uploaded; checking row by row')
          : t(`正在上传 ${percentWords(share)}`, `Uploading ${percentWords(share)}`)}
      </span>
    </div>
  )
}
