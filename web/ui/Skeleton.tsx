// Something is being read: quiet bars where the lines will stand. Says so to those who cannot see them.

import { t } from '../i18n.ts'
import './states.css'

export function Skeleton({ lines = 6 }: { lines?: number }) {
  return (
    <div className="bm-skeleton" role="status">
      <span className="bm-hidden">{t('正在读取', 'Loading')}</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars are all alike and never move
        <i key={line} style={{ width: `${[92, 64, 80, 48, 72, 56][line % 6]}%` }} />
      ))}
    </div>
  )
}
