// Whether what is shown is alive: a quiet dot while it is, a strip across the page when it is not.

import { useSyncExternalStore } from 'react'
import { t } from '../i18n.ts'
import { type Connection, useConnection } from '../live.ts'
import { Icon } from '../ui/icons.tsx'

const subscribe = (changed: () => void) => {
  window.addEventListener('online', changed)
  window.addEventListener('offline', changed)
  return () => {
    window.removeEventListener('online', changed)
    window.removeEventListener('offline', changed)
  }
}
const useOnline = () => useSyncExternalStore(subscribe, () => navigator.onLine)

export function Offline() {
  const online = useOnline()
  const connection = useConnection()
  if (online && connection !== 'lost') return null
  return (
    <p className="bm-offline" role="status">
      <Icon name="offline" size={18} />
      {online
        ? t(
            '暂时连不上服务器，页面上的内容可能不是最新。正在重试',
            'The server cannot be reached; what you see may be old. Trying again',
          )
        : t(
            '没有网络，页面上的内容可能不是最新。填写的内容会保留',
            'No network; what you see may be old. What you enter is kept',
          )}
    </p>
  )
}

export function ConnectionDot() {
  const connection = useConnection()
  const words: Record<Connection, string> = {
    live: t('实时更新', 'Live'),
    connecting: t('正在连接', 'Connecting'),
    lost: t('连接中断', 'Not connected'),
  }
  return (
    <p className={`bm-connection bm-connection-${connection}`}>
      <i aria-hidden="true" />
      {words[connection]}
    </p>
  )
}
