// Where somebody is signed in, each with a way to end it.

import { useCommand, useRead } from '#web/api.ts'
import { agoWords, t, timeWords } from '#web/i18n.ts'
import { useSession } from '#web/session.tsx'
import { ActButton } from '#web/ui/ActButton.tsx'
import { DataTable } from '#web/ui/DataTable.tsx'
import { Empty } from '#web/ui/Empty.tsx'
import { ReadingOf } from '#web/ui/Page.tsx'
import { Refusal } from '#web/ui/Refusal.tsx'
import { StateTag } from '#web/ui/StateTag.tsx'
import type { SessionListed } from '../views.ts'

/** @param personId somebody else, for administrators */
export function SessionList({ personId }: { personId?: string }) {
  const { sessionId } = useSession()
  const sessions = useRead<{ sessions: SessionListed[] }>('session.list', { personId })
  const revoke = useCommand<{ sessionId: string }>('session.revoke', () => sessions.refetch())
  return (
    <>
      <ReadingOf reading={sessions} lines={3}>
        {(answer) => (
          <DataTable
            label={t('登录中的设备', 'Signed in on')}
            rows={answer.sessions}
            rowKey={({ id }) => id}
            empty={<Empty icon="device" title={t('没有登录中的设备', 'Signed in nowhere')} />}
            columns={[
              { key: 'device', title: t('设备', 'Device'), cell: ({ device }) => device || '–' },
              { key: 'address', title: t('网络地址', 'Address'), cell: ({ address }) => address },
              {
                key: 'seen',
                title: t('最近使用', 'Last used'),
                cell: ({ seenAt }) =>
                  `${timeWords(seenAt)}${t('，', ', ')}${agoWords(seenAt, Date.now())}`,
              },
              {
                key: 'since',
                title: t('登录于', 'Since'),
                cell: ({ createdAt }) => timeWords(createdAt),
                wideOnly: true,
              },
              {
                key: 'end',
                title: t('操作', 'Act'),
                width: '8em',
                cell: ({ id }) =>
                  id === sessionId ? (
                    <StateTag tone="met">{t('本机', 'This one')}</StateTag>
                  ) : (
                    <span className="id-quiet">
                      <ActButton
                        kind="quiet"
                        busy={revoke.isPending}
                        onPress={() => revoke.mutate({ sessionId: id })}
                      >
                        {t('结束', 'End')}
                      </ActButton>
                    </span>
                  ),
              },
            ]}
          />
        )}
      </ReadingOf>
      <Refusal problem={revoke.error} />
    </>
  )
}
