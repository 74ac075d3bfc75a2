// 我上报的: what became of what I reported; what has not been sent stands first.

import { useState } from 'react'
import { Link } from '#web/field/router.tsx'
import { Button, ReadState, UnsentTag } from '#web/field/ui.tsx'
import { shortTimeWords, t } from '#web/i18n.ts'
import { StateTag } from '#web/ui/StateTag.tsx'
import { useMine, useQueuedReports } from './mine.ts'
import { TaskRow } from './TaskRow.tsx'

const firstFew = 5

export function MyReports() {
  const read = useMine()
  const queued = useQueuedReports()
  const [all, setAll] = useState(false)
  const reported = read.value?.reported ?? []
  const shown = all ? reported : reported.slice(0, firstFew)
  const none = queued.length + reported.length === 0

  return (
    <section className="f-section">
      <h2>{t('我上报的', 'What I reported')}</h2>
      {!none && (
        <ul className="f-rows">
          {queued.map((entry) => (
            <li key={entry.id}>
              <Link to="/queue" className="f-row">
                <span className="f-grow f-two">
                  <span className="f-strong">{t(entry.title.zh, entry.title.en)}</span>
                  <span className="f-tags f-muted f-small">
                    {entry.state === 'refused' ? (
                      <StateTag tone="act">{t('被退回', 'Sent back')}</StateTag>
                    ) : (
                      <UnsentTag />
                    )}
                    {shortTimeWords(entry.at)}
                  </span>
                </span>
              </Link>
            </li>
          ))}
          {shown.map((task) => (
            <li key={task.id}>
              <TaskRow task={task} />
            </li>
          ))}
        </ul>
      )}
      {reported.length > shown.length && (
        <Button icon="down" onPress={() => setAll(true)}>
          {t(`全部 ${reported.length} 条`, `All ${reported.length}`)}
        </Button>
      )}
      <ReadState
        read={read}
        {...(read.value && none ? { empty: t('还没有上报过', 'Nothing reported yet') } : {})}
      />
    </section>
  )
}
