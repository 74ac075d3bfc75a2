// 通知: what was told to this person, newest first; one that leads somewhere on the phone is a way there.

import { useContext, useEffect } from 'react'
import { newId } from '#base/id.ts'
import { act } from '../http.ts'
import { say, shortTimeWords, t } from '../i18n.ts'
import { Icon } from '../ui/icons.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { type Notice, useNotices } from './notices.ts'
import { PartsContext } from './parts.ts'
import { Link, match } from './router.tsx'
import { Page, ReadState } from './ui.tsx'

export default function NoticesPage() {
  const read = useNotices()
  const newest = read.value?.notices[0]
  const unread = read.value?.notices.filter(({ readAt }) => readAt === null).map(({ id }) => id)

  // Seen is read: a guard shall not have to tick off what was said to him.
  const seen = unread?.join() ?? ''
  useEffect(() => {
    if (seen !== '') act('notice.read', newId(), { ids: seen.split(',') }).catch(() => undefined)
  }, [seen])

  return (
    <Page title={t('通知', 'Notices')} back="/me">
      {newest && (
        <ul className="f-rows">
          {read.value?.notices.map((notice) => (
            <li key={notice.id}>
              <NoticeRow notice={notice} />
            </li>
          ))}
        </ul>
      )}
      <ReadState
        read={read}
        {...(read.value && !newest ? { empty: t('还没有通知', 'No notices yet') } : {})}
      />
    </Page>
  )
}

function NoticeRow({ notice }: { notice: Notice }) {
  const { pages } = useContext(PartsContext)
  const words = (
    <span className="f-grow f-two">
      <span className={notice.readAt === null ? 'f-strong' : ''}>{say(notice.text)}</span>
      <span className="f-tags f-muted f-small">
        {notice.urgent && <StateTag tone="act">{t('紧急', 'Urgent')}</StateTag>}
        {notice.readAt === null && <StateTag tone="doing">{t('新', 'New')}</StateTag>}
        {shortTimeWords(notice.at)}
      </span>
    </span>
  )
  if (notice.link === null || !match(pages, notice.link))
    return <div className="f-row">{words}</div>
  return (
    <Link to={notice.link} className="f-row">
      {words}
      <Icon name="right" size={20} />
    </Link>
  )
}
