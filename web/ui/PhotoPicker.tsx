// Photos for a form: chosen, dropped or taken, sent at once with their progress, kept by their sha256.

import { type DragEvent, useState } from 'react'
import { numberWords, t } from '../i18n.ts'
import { Icon } from './icons.tsx'
import { Photo } from './Photo.tsx'
import './photo.css'
import { sentence } from './problem.ts'
import { type Upload, useUploads } from './uploads.ts'

/**
 * @param value sha256 of the photos that the server has
 * @param max how many may be given
 */
export function PhotoPicker({
  label,
  value,
  onChange,
  max = 9,
  hint,
  error,
}: {
  label: string
  value: readonly string[]
  onChange: (photos: string[]) => void
  max?: number
  hint?: string
  error?: string | false | undefined
}) {
  const { uploads, add, again, remove } = useUploads(value, onChange, max)
  const [over, setOver] = useState(false)
  const room = max - value.length - uploads.filter(({ state }) => state !== 'sent').length
  const failed = uploads.find(({ state }) => state === 'failed')
  const sending = uploads.filter(({ state }) => state === 'sending').length

  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    add([...event.dataTransfer.files])
  }
  return (
    <fieldset className="bm-picker bm-field">
      <legend>{label}</legend>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the button does the same */}
      <div
        className="bm-picker-drop"
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        {value.map((sha256, index) => (
          <PickedPhoto
            key={sha256}
            sha256={sha256}
            name={`${label} ${index + 1}`}
            upload={uploads.find((upload) => upload.sha256 === sha256)}
            onRemove={() => remove(sha256)}
          />
        ))}
        {uploads
          .filter(({ state }) => state !== 'sent')
          .map((upload) => (
            <PickedPhoto
              key={upload.sha256}
              sha256={upload.sha256}
              name={upload.file.name}
              upload={upload}
              onRemove={() => remove(upload.sha256)}
              onAgain={() => again(upload)}
            />
          ))}
        {room > 0 && (
          <label className="bm-picker-add">
            <Icon name="camera" size={24} />
            {t('添加照片', 'Add photos')}
            <input
              type="file"
              className="bm-hidden"
              accept="image/jpeg,image/png,image/webp,image/heic"
              multiple
              onChange={(event) => {
                add([...(event.target.files ?? [])])
                event.target.value = ''
              }}
            />
          </label>
        )}
      </div>
      <p className="bm-field-hint" aria-live="polite">
        {sending > 0
          ? t(`正在发送 ${sending} 张`, `Sending ${sending}`)
          : (hint ??
            t(`已有 ${value.length} 张，最多 ${max} 张`, `${value.length} of at most ${max}`))}
      </p>
      {failed && <PickerError>{sentence(failed.problem)}</PickerError>}
      {error && <PickerError>{error}</PickerError>}
    </fieldset>
  )
}

function PickerError({ children }: { children: string }) {
  return (
    <p className="bm-field-error" role="alert">
      <Icon name="hazard" size={14} />
      {children}
    </p>
  )
}

function PickedPhoto({
  sha256,
  name,
  upload,
  onRemove,
  onAgain,
}: {
  sha256: string
  name: string
  upload: Upload | undefined
  onRemove: () => void
  onAgain?: () => void
}) {
  const state = upload?.state ?? 'sent'
  return (
    <div className="bm-picker-one" data-state={state}>
      {upload ? <img src={upload.address} alt={name} /> : <Photo sha256={sha256} alt={name} />}
      {state === 'sending' && (
        <progress
          value={upload!.share}
          max={1}
          aria-label={t(`${name} 发送进度`, `Progress of ${name}`)}
        />
      )}
      <p className="bm-picker-word">
        {state === 'sending' && `${numberWords(upload!.share * 100)} %`}
        {state === 'sent' && t('已发送', 'Sent')}
        {state === 'failed' && (
          <button type="button" className="bm-plain-button" onClick={onAgain}>
            {t('未发送，重试', 'Not sent, retry')}
          </button>
        )}
        <button
          type="button"
          className="bm-plain-button"
          aria-label={t(`移除 ${name}`, `Remove ${name}`)}
          onClick={onRemove}
        >
          <Icon name="close" size={14} />
        </button>
      </p>
    </div>
  )
}
