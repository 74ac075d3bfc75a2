// 我的通知: everything that was sent to this person, the newest first.

import { Link } from 'react-router'
import { queryClient, useCommand } from '#web/api.ts'
import { useUrlFilters } from '#web/filters.ts'
import { say, t, timeWords } from '#web/i18n.ts'
import { useList } from '#web/list.ts'
import { ActButton } from '#web/ui/ActButton.tsx'
import { DataTable } from '#web/ui/DataTable.tsx'
import { Empty } from '#web/ui/Empty.tsx'
import { FilterBar, FlagFilter } from '#web/ui/FilterBar.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Refusal } from '#web/ui/Refusal.tsx'
import { StateTag } from '#web/ui/StateTag.tsx'
import type { NoticeListed } from '../views.ts'
import './identity.css'

export default function NoticesPage() {
  const filters = useUrlFilters({ unread: 'flag' })
  const notices = useList<NoticeListed>('me.notices', filters.input, { rows: 'notices' })
  const read = useCommand('notice.read', () =>
    queryClient.invalidateQueries({ queryKey: ['me.notices'] }),
  )
  const unread = notices.rows?.some(({ readAt }) => readAt === null)
  return (
    <Page
      title={t('通知了我什么', 'What I was told')}
      actions={
        <ActButton
          kind="secondary"
          icon="check"
          busy={read.isPending}
          disabledReason={!unread && t('没有未读', 'Nothing is unread')}
          onPress={() => read.mutate({ before: new Date().toISOString() })}
        >
          {t('全部标为已读', 'Mark all as read')}
        </ActButton>
      }
    >
      <FilterBar of={filters}>
        <FlagFilter of={filters} name="unread" label={t('只看未读', 'Unread only')} />
      </FilterBar>
      <Refusal problem={read.error} />
      <DataTable
        label={t('通知', 'Notices')}
        list={notices}
        rowKey={({ id }) => id}
        empty={<Empty icon="bell" title={t('没有通知', 'No notices')} />}
        columns={[
          {
            key: 'text',
            title: t('通知', 'Notice'),
            cell: ({ id, text, link, readAt }) =>
              link ? (
                <Link to={link} onClick={() => readAt === null && read.mutate({ ids: [id] })}>
                  {say(text)}
                </Link>
              ) : (
                say(text)
              ),
          },
          { key: 'at', title: t('时间', 'When'), cell: ({ at }) => timeWords(at), width: '13em' },
          {
            key: 'state',
            title: t('状态', 'State'),
            width: '8em',
            cell: ({ readAt, urgent }) =>
              readAt !== null ? (
                <StateTag tone="quiet">{t('已读', 'Read')}</StateTag>
              ) : urgent ? (
                <StateTag tone="act">{t('紧急', 'Urgent')}</StateTag>
              ) : (
                <StateTag tone="open">{t('未读', 'Unread')}</StateTag>
              ),
          },
        ]}
      />
    </Page>
  )
}
