// Taking photos and showing them: from this phone while they wait, from the server once it has them.

import { type ReactNode, useEffect, useState } from 'react'
import { forgetPhoto, keepPhoto, photo } from '../blob-store.ts'
import { t } from '../i18n.ts'
import { Icon } from '../ui/icons.tsx'
import { reachable } from './connection.ts'
import { useObservable, useStored } from './observable.ts'
import { Note } from './ui.tsx'

type Props = {
  /** SHA-256 of the photos taken so far */
  photos: readonly string[]
  onChange: (photos: string[]) => void
  max: number
  /** photos are optional here: no large target */
  small?: boolean
  /** what stands on the large button while there is none */
  children: ReactNode
}

/** 拍照: the camera first. The first photo is one large target; more are small ones beside it. */
export function PhotoField({ photos, onChange, max, small = false, children }: Props) {
  const [failed, setFailed] = useState(false)
  const [busy, setBusy] = useState(false)

  const keep = async (files: FileList | null) => {
    if (!files || files.length === 0) return
    setBusy(true)
    setFailed(false)
    try {
      const kept: string[] = []
      for (const file of Array.from(files).slice(0, max - photos.length))
        kept.push(await keepPhoto(file))
      onChange([...new Set([...photos, ...kept])])
    } catch (error) {
      console.error(error)
      setFailed(true)
    }
    setBusy(false)
  }
  const remove = (sha256: string) => {
    onChange(photos.filter((other) => other !== sha256))
    void forgetPhoto(sha256)
  }

  return (
    <div className="f-section">
      {photos.length === 0 && !small ? (
        <Shot onFiles={keep}>
          <span className="f-shot-big">
            <Icon name="camera" size={56} />
            {busy ? t('正在保存照片', 'Keeping the photo') : children}
          </span>
        </Shot>
      ) : (
        <ul className="f-photos">
          {photos.map((sha256, i) => (
            <li key={sha256}>
              <Photo sha256={sha256} alt={t(`第 ${i + 1} 张照片`, `Photo ${i + 1}`)} />
              <button
                type="button"
                className="f-remove"
                onClick={() => remove(sha256)}
                aria-label={t(`去掉第 ${i + 1} 张照片`, `Remove photo ${i + 1}`)}
              >
                <span>
                  <Icon name="close" size={20} />
                </span>
              </button>
            </li>
          ))}
          {photos.length < max && (
            <li>
              <Shot onFiles={keep}>
                <span className="f-more-photos">
                  <Icon name="camera" size={28} />
                  {busy
                    ? t('正在保存', 'Keeping')
                    : photos.length === 0
                      ? t('拍照', 'Photo')
                      : t('再拍一张', 'One more')}
                </span>
              </Shot>
            </li>
          )}
        </ul>
      )}
      {failed && (
        <Note tone="refusal" icon="photo">
          {t(
            '照片没有存下来。手机存储可能满了，请清理后再拍；其他内容都还在',
            'The photo was not kept. The phone may be full: make room and take it again. Everything else is kept',
          )}
        </Note>
      )}
    </div>
  )
}

function Shot({
  onFiles,
  children,
}: {
  onFiles: (files: FileList | null) => void
  children: ReactNode
}) {
  return (
    <label className="f-shot">
      <input
        type="file"
        accept="image/*"
        capture="environment"
        onChange={async (event) => {
          const { target } = event
          await onFiles(target.files)
          target.value = ''
        }}
      />
      {children}
    </label>
  )
}

export function Photo({ sha256, alt }: { sha256: string; alt: string }) {
  const kept = useStored(async () => (await photo(sha256)) ?? null, [sha256])
  const [address, setAddress] = useState<string>()
  const [missing, setMissing] = useState(false)
  const signal = useObservable(reachable)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a picture that failed is asked for again with the signal
  useEffect(() => {
    setMissing(false)
    if (kept === undefined) return
    if (kept === null) return setAddress(`/api/evidence/${sha256}?size=thumb`)
    const local = URL.createObjectURL(new Blob([kept.bytes], { type: kept.type }))
    setAddress(local)
    return () => URL.revokeObjectURL(local)
  }, [kept, sha256, signal])

  if (missing)
    return (
      <span className="f-more-photos">
        <Icon name="photo" size={24} />
        {alt !== '' && t('照片在服务器上', 'Photo is on the server')}
      </span>
    )
  return address ? <img src={address} alt={alt} onError={() => setMissing(true)} /> : null
}
