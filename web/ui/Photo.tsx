// 照片: evidence by its sha256, small in the page, large when opened. The original stays sealed.

import Modal from 'antd/es/modal'
import { useEffect, useRef, useState } from 'react'
import { t } from '../i18n.ts'
import { Icon } from './icons.tsx'
import './photo.css'

export const photoAddress = (sha256: string, size: 'thumb' | 'view'): string =>
  `/api/evidence/${sha256}?size=${size}`

/** Photos of one matter. Any of them opens large; arrow keys go from one to the next. */
export function PhotoGrid({ photos, label }: { photos: readonly string[]; label?: string }) {
  const [open, setOpen] = useState<number | null>(null)
  const name = label ?? t('照片', 'Photo')
  const step = (by: number) =>
    setOpen((at) => (at === null ? at : (at + by + photos.length) % photos.length))
  useArrows(open !== null, step)
  return (
    <>
      <ul className="bm-photos">
        {photos.map((sha256, index) => (
          <li key={sha256}>
            <button type="button" className="bm-photo" onClick={() => setOpen(index)}>
              <Photo sha256={sha256} alt={`${name} ${index + 1}`} />
            </button>
          </li>
        ))}
      </ul>
      <Modal
        open={open !== null}
        onCancel={() => setOpen(null)}
        footer={null}
        width="min(96vw, 1100px)"
        title={open === null ? '' : `${name} ${open + 1} / ${photos.length}`}
        destroyOnHidden
      >
        {open !== null && (
          <div className="bm-photo-view">
            <Photo sha256={photos[open]!} alt={`${name} ${open + 1}`} size="view" />
            {photos.length > 1 && (
              <p>
                <button type="button" className="bm-chip" onClick={() => step(-1)}>
                  <Icon name="left" size={16} />
                  {t('上一张', 'Previous')}
                </button>
                <button type="button" className="bm-chip" onClick={() => step(1)}>
                  {t('下一张', 'Next')}
                  <Icon name="right" size={16} />
                </button>
              </p>
            )}
          </div>
        )}
      </Modal>
    </>
  )
}

/** Arrow keys step while a photo is open, wherever the focus is. */
function useArrows(open: boolean, step: (by: number) => void) {
  const latest = useRef(step)
  useEffect(() => {
    latest.current = step
  })
  useEffect(() => {
    if (!open) return
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === 'ArrowRight') latest.current(1)
      if (key === 'ArrowLeft') latest.current(-1)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [open])
}

/** One photo. When it cannot be shown, the frame stays and says so. */
export function Photo({
  sha256,
  alt,
  size = 'thumb',
}: {
  sha256: string
  alt: string
  size?: 'thumb' | 'view'
}) {
  const [missing, setMissing] = useState(false)
  if (missing)
    return (
      <span className="bm-photo-missing">
        <Icon name="photo" />
        {t('照片暂时看不到', 'Photo not available')}
      </span>
    )
  return (
    <img
      src={photoAddress(sha256, size)}
      alt={alt}
      loading="lazy"
      decoding="async"
      onError={() => setMissing(true)}
    />
  )
}
