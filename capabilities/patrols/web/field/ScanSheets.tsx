// What a scan came to: a large tick or a large cross, the reason in words, and the next thing to do.

import { go } from '#web/field/router.tsx'
import { Shape } from '#web/field/Shape.tsx'
import { Button, UnsentTag } from '#web/field/ui.tsx'
import { say, t } from '#web/i18n.ts'
import { reasons } from '../../reasons.ts'
import type { ReplicaPoint } from '../../replica.ts'
import { type MyRound, nextPoint } from './rounds.ts'
import { pointsLeft } from './words.ts'

type ScannedProps = { round: MyRound; point: ReplicaPoint; scanId: string; onNext: () => void }

export function ScannedSheet({ round, point, scanId, onNext }: ScannedProps) {
  const judged = round.standing.scans.find(({ scan }) => scan.id === scanId)
  const verdict = judged?.verdict ?? 'counted'
  const remarks = (judged?.reasons ?? []).map((reason) => say(reasons[reason]))
  const next = nextPoint(round)
  const look = verdict === 'counted' ? 'is-good' : verdict === 'outside' ? 'is-bad' : 'is-unsure'

  return (
    <div className={`f-sheet ${look}`}>
      <div role="status">
        <Shape look={look} />
        <p className="f-sheet-title">
          {t(`${point.number} 号 ${titles[verdict].zh}`, `${point.number} ${titles[verdict].en}`)}
        </p>
        <p>{point.name}</p>
        {remarks.length > 0 && <p>{remarks.join(t('，', ', '))}</p>}
        <p className="f-tags f-center">
          {round.unsent.has(point.id) && <UnsentTag />}
          {pointsLeft(round)}
        </p>
      </div>
      {next ? (
        <Button main icon="scan" onPress={onNext}>
          {t(`下一个 ${next.number} 号`, `Next: ${next.number}`)}
        </Button>
      ) : (
        <Button main icon="check" onPress={() => go(`/rounds/${round.id}`, { replace: true })}>
          {t('这一班扫完了', 'The round is complete')}
        </Button>
      )}
      <Button icon="hazard" onPress={() => go('/report')}>
        {t('这里有问题，上报', 'Something is wrong here')}
      </Button>
    </div>
  )
}

const titles = {
  counted: { zh: '已扫到', en: 'scanned' },
  late: { zh: '已扫到，迟了', en: 'scanned, late' },
  doubtful: { zh: '已记下，待复核', en: 'kept, to be reviewed' },
  outside: { zh: '不计入本班', en: 'does not count' },
} as const

type FailedProps = { why: string; onAgain: () => void; onType: () => void }

export function FailedSheet({ why, onAgain, onType }: FailedProps) {
  return (
    <div className="f-sheet is-bad">
      <div role="alert">
        <Shape look="is-bad" />
        <p className="f-sheet-title">{why}</p>
      </div>
      <Button main icon="scan" onPress={onAgain}>
        {t('再扫一次', 'Scan again')}
      </Button>
      <Button icon="keyboard" onPress={onType}>
        {t('输入编号', 'Type the code')}
      </Button>
    </div>
  )
}
