// What a point asks beyond being there: a question, a measured value, a live photo.

import { useState } from 'react'
import { PhotoField } from '#web/field/Photos.tsx'
import { Button } from '#web/field/ui.tsx'
import { t } from '#web/i18n.ts'
import type { ReplicaPoint } from '../../replica.ts'
import type { Extras } from './keep-scan.ts'
import type { MyRound } from './rounds.ts'

type Props = { round: MyRound; point: ReplicaPoint; onDone: (extras: Extras) => void }

export function AskAtPoint({ round, point, onDone }: Props) {
  const [answer, setAnswer] = useState('')
  const [photos, setPhotos] = useState<string[]>([])
  const plan = round.plan.points.find(({ checkpointId }) => checkpointId === point.id)
  const question =
    plan?.question ?? (plan?.proof === 'P3' ? t('请填写读数', 'Enter the reading') : null)
  const wantsPhoto = plan?.proof === 'P2'
  const missing =
    wantsPhoto && photos.length === 0
      ? t('还差一张现场照片', 'One photo of the spot is missing')
      : question !== null && answer.trim() === ''
        ? t('还没有回答', 'Not answered yet')
        : undefined

  return (
    <div className="f-section">
      <p className="f-next">
        <span className="f-number">{point.number}</span>
        <span>{point.name}</span>
      </p>
      {wantsPhoto && (
        <PhotoField photos={photos} onChange={setPhotos} max={1}>
          {t('拍一张现场照片', 'Photograph the spot')}
        </PhotoField>
      )}
      {question !== null && (
        <>
          <label className="f-field">
            <span>{question}</span>
            <input
              value={answer}
              maxLength={200}
              onChange={(event) => setAnswer(event.target.value)}
            />
          </label>
          {plan?.proof !== 'P3' && (
            <div className="f-pair">
              <Button onPress={() => setAnswer(t('正常', 'Fine'))}>{t('正常', 'Fine')}</Button>
              <Button onPress={() => setAnswer(t('不正常', 'Not fine'))}>
                {t('不正常', 'Not fine')}
              </Button>
            </div>
          )}
        </>
      )}
      <Button
        main
        icon="check"
        disabledReason={missing}
        onPress={() => onDone({ answer: answer.trim() || null, photo: photos[0] ?? null })}
      >
        {t('记下这个点位', 'Record this point')}
      </Button>
    </div>
  )
}
