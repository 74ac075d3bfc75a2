// 通知: what was sent to this person. The bell counts what is unread; opening one leads to its matter.

import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import type { Text } from '#base/text.ts'
import { queryClient, useCommand, useRead } from '../api.ts'
import { numberWords, say, t, timeWords } from '../i18n.ts'
import { useLive } from '../live.ts'
import { Icon } from '../ui/icons.tsx'
import { ReadingOf } from '../ui/Page.tsx'
import { Popup } from '../ui/Popup.tsx'

type Notice = {
  id: string
  at: string
  text: Text
  link: string | null
  urgent: boolean
  readAt: string | null
}
type NoticeList = { unread: number; notices: Notice[] }

// Notices follow facts by a moment, and whoever sees a whole city sees facts all the time.
const restMs = 10_000

export function Notices() {
  const [open, setOpen] = useState(false)
  const notices = useRead<NoticeList>('me.notices')
  const { refetch } = notices
  const asked = useRef<ReturnType<typeof setTimeout>>(undefined)
  useLive(['*'], () => {
    asked.current ??= setTimeout(() => {
      asked.current = undefined
      void refetch()
    }, restMs)
  })
  useEffect(() => () => clearTimeout(asked.current), [])
  const unread = notices.data?.unread ?? 0
  const count = unread > 99 ? '99+' : numberWords(unread)
  return (
    <Popup
      open={open}
      onOpen={setOpen}
      align="right"
      content={
        <ReadingOf reading={notices} lines={3}>
          {(list) => <NoticeRows list={list} onClose={() => setOpen(false)} />}
        </ReadingOf>
      }
    >
      <button
        type="button"
        className="bm-head-button"
        aria-expanded={open}
        aria-label={t(`通知，${count} 条未读`, `Notices, ${count} unread`)}
      >
        <Icon name="bell" />
        {unread > 0 && <span className="bm-bell-count">{count}</span>}
      </button>
    </Popup>
  )
}

function NoticeRows({ list, onClose }: { list: NoticeList; onClose: () => void }) {
  const read = useCommand('notice.read', () =>
    queryClient.invalidateQueries({ queryKey: ['me.notices'] }),
  )
  if (list.notices.length === 0)
    return <p className="bm-notices bm-muted">{t('没有通知', 'No notices')}</p>
  return (
    <div className="bm-notices">
      <ul>
        {list.notices.map(({ id, at, text, link, urgent, readAt }) => (
          <li key={id} data-unread={readAt === null}>
            {urgent && <Icon name="hazard" size={16} />}
            <p>
              {link === null ? (
                say(text)
              ) : (
                <Link
                  to={link}
                  onClick={() => {
                    if (readAt === null) read.mutate({ ids: [id] })
                    onClose()
                  }}
                >
                  {say(text)}
                </Link>
              )}
              <time dateTime={at}>{timeWords(at)}</time>
            </p>
          </li>
        ))}
      </ul>
      <Link to="/notices" className="bm-menu-item" onClick={onClose}>
        <Icon name="bell" size={18} />
        {t('全部通知', 'All notices')}
      </Link>
      {list.unread > 0 && (
        <button
          type="button"
          className="bm-menu-item"
          onClick={() => read.mutate({ before: new Date().toISOString() })}
        >
          <Icon name="check" size={18} />
          {t('全部标为已读', 'Mark all as read')}
        </button>
      )}
    </div>
  )
}
