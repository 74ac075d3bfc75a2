// Who holds posts at a place or company today, or held them on another day.

import { useState } from 'react'
import { Link } from 'react-router'
import type { Day } from '#base/time.ts'
import { useRead } from '#web/api.ts'
import { dayWords, say, t } from '#web/i18n.ts'
import { DataTable } from '#web/ui/DataTable.tsx'
import { Empty } from '#web/ui/Empty.tsx'
import { ReadingOf, Section } from '#web/ui/Page.tsx'
import type { PostsAtPlace } from '../views.ts'
import './identity.css'
import { personPath } from './paths.ts'

export function PostsAt({ atId }: { atId: string }) {
  const [on, setOn] = useState<Day | undefined>()
  const posts = useRead<PostsAtPlace>('post.list', { atId, on }, { keep: true })
  return (
    <Section
      title={t('在岗人员', 'Who holds posts here')}
      extra={
        <label className="id-day">
          {t('日期', 'On')}
          <input
            type="date"
            value={on ?? posts.data?.on ?? ''}
            onChange={(event) => setOn(event.target.value || undefined)}
          />
        </label>
      }
    >
      <ReadingOf reading={posts} lines={3}>
        {(there) => (
          <DataTable
            label={t('在岗人员', 'Posts')}
            rows={there.posts}
            rowKey={({ id }) => id}
            empty={
              <Empty icon="people" title={t('这一天无人在岗', 'Nobody held a post that day')} />
            }
            columns={[
              {
                key: 'name',
                title: t('姓名', 'Name'),
                cell: ({ personId, name }) => <Link to={personPath(personId)}>{name}</Link>,
              },
              { key: 'title', title: t('岗位', 'Post'), cell: ({ title }) => say(title) },
              { key: 'phone', title: t('手机', 'Phone'), cell: ({ phone }) => phone ?? '–' },
              {
                key: 'since',
                title: t('任职', 'Since'),
                cell: ({ fromOn }) => dayWords(fromOn),
                wideOnly: true,
              },
            ]}
          />
        )}
      </ReadingOf>
    </Section>
  )
}
