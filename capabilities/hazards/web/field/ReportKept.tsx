// After reporting: it is kept, and whether it has arrived is said as it happens.

import { useStored } from '#web/field/observable.ts'
import { usePerson } from '#web/field/person.ts'
import { go, goBack } from '#web/field/router.tsx'
import { Shape } from '#web/field/Shape.tsx'
import { Button, Note, Page, Thumb } from '#web/field/ui.tsx'
import { t } from '#web/i18n.ts'
import { entriesAbout } from '#web/outbox.ts'

export function ReportKept({ about, onAgain }: { about: string; onAgain: () => void }) {
  const { person } = usePerson()
  const [entry] = useStored(() => entriesAbout(person.id, about), [person.id, about]) ?? []
  const answer = entry?.answer as { number?: string } | undefined

  return (
    <Page title={t('已经记下', 'It is kept')}>
      <div className="f-sheet is-good is-plain">
        <Shape look={entry?.state === 'refused' ? 'is-bad' : 'is-good'} />
      </div>
      {entry?.state === 'sent' && (
        <Note tone="done">
          {answer?.number
            ? t(
                `已送达，编号 ${answer.number}。登记和派单会通知您`,
                `It has arrived as ${answer.number}. You will hear when it is registered and assigned`,
              )
            : t(
                '已送达。登记和派单会通知您',
                'It has arrived. You will hear when it is registered and assigned',
              )}
        </Note>
      )}
      {entry?.state === 'refused' && <Note tone="refusal">{entry.problem?.title}</Note>}
      {entry && entry.state !== 'sent' && entry.state !== 'refused' && (
        <Note icon="export">
          {t(
            '存在手机里，还没有发送。有信号时自动发送',
            'It is kept on this phone and goes when there is signal',
          )}
        </Note>
      )}
      {entry?.state === 'refused' && (
        <Button icon="export" onPress={() => go('/queue')}>
          {t('到队列处理', 'See the queue')}
        </Button>
      )}
      <Button icon="camera" onPress={onAgain}>
        {t('再报一条', 'Report another')}
      </Button>
      <Thumb>
        <Button main icon="back" onPress={() => goBack('/')}>
          {t('返回继续', 'Back to work')}
        </Button>
      </Thumb>
    </Page>
  )
}
