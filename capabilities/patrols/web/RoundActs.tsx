// What a manager decides about a round: excuse what was not walked, settle what is doubtful. Always with a reason.

import Input from 'antd/es/input'
import { useState } from 'react'
import { useCommand } from '#web/api.ts'
import { t } from '#web/i18n.ts'
import { useSession } from '#web/session.tsx'
import { ActButton } from '#web/ui/ActButton.tsx'
import { Field } from '#web/ui/Field.tsx'
import { Refusal } from '#web/ui/Refusal.tsx'
import type { RoundView } from './RoundPage.tsx'

type Deciding = 'excuse' | 'accepted' | 'rejected'

export function RoundActs({
  view,
  chosen,
  onDone,
}: {
  view: RoundView
  /** points chosen in the table; none means all that are open */
  chosen: readonly string[]
  onDone: () => void
}) {
  const { person } = useSession()
  const [deciding, setDeciding] = useState<Deciding | null>(null)
  const doubts = view.points.filter(({ state }) => state === 'suspect')
  const hasDoubt = doubts.length > 0 || view.leads.length > 0
  const mayReview = view.youMay.review && hasDoubt
  if (!view.youMay.excuse && !mayReview) return null

  const mine = doubts.some(({ by }) => by === person.id)
  const ownReview = mine && t('自己的打点由他人复核', 'Somebody else reviews your own scans')
  if (deciding)
    return (
      <Decide
        view={view}
        deciding={deciding}
        chosen={chosen}
        onClose={(done) => {
          setDeciding(null)
          if (done) onDone()
        }}
      />
    )
  return (
    <p className="patrol-row patrol-acts">
      {mayReview && (
        <>
          <ActButton
            icon="check"
            disabledReason={ownReview}
            onPress={() => setDeciding('accepted')}
          >
            {t('复核通过', 'Accept')}
          </ActButton>
          <ActButton
            kind="danger"
            disabledReason={ownReview}
            onPress={() => setDeciding('rejected')}
          >
            {t('不予认可', 'Reject')}
          </ActButton>
        </>
      )}
      {view.youMay.excuse && (
        <ActButton kind="secondary" onPress={() => setDeciding('excuse')}>
          {t('准予免巡', 'Excuse')}
        </ActButton>
      )}
    </p>
  )
}

function Decide({
  view,
  deciding,
  chosen,
  onClose,
}: {
  view: RoundView
  deciding: Deciding
  chosen: readonly string[]
  onClose: (done: boolean) => void
}) {
  const [reason, setReason] = useState('')
  const excuse = useCommand('round.excuse')
  const review = useCommand('round.review')
  const of = { compoundId: view.compoundId, roundId: view.id, reason: reason.trim() }
  const doubtful = chosen.filter((id) => isIn(view, id, 'suspect'))
  const decide = async () => {
    if (deciding === 'excuse')
      await excuse.mutateAsync({ ...of, checkpointIds: chosen.length > 0 ? chosen : null })
    // All doubts at once, or the chosen ones one after the other; each is an act of its own.
    else
      for (const checkpointId of doubtful.length > 0 ? doubtful : [null])
        await review.mutateAsync({ ...of, checkpointId, verdict: deciding })
    onClose(true)
  }
  const { title, example } = words[deciding]()
  const count = deciding === 'excuse' ? chosen.length : doubtful.length
  return (
    <form
      className="patrol-decide patrol-acts"
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault()
        void decide().catch(() => {})
      }}
    >
      <p>
        <b>{title}</b>
        {t('：', ': ')}
        {count > 0
          ? t(`已选 ${count} 个点位`, `${count} chosen points`)
          : deciding === 'excuse'
            ? t('本班全部未巡点位', 'all points not walked')
            : t('本班全部疑点', 'every doubt about the round')}
      </p>
      <Field label={t('理由', 'Reason')} hint={example}>
        <Input
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          maxLength={200}
          autoFocus
        />
      </Field>
      <Refusal problem={excuse.error ?? review.error} />
      <div className="patrol-row">
        <ActButton
          type="submit"
          kind={deciding === 'rejected' ? 'danger' : 'primary'}
          busy={excuse.isPending || review.isPending}
          disabledReason={reason.trim().length < 2 && t('请写明理由', 'Say why')}
        >
          {title}
        </ActButton>
        <ActButton kind="quiet" onPress={() => onClose(false)}>
          {t('取消', 'Cancel')}
        </ActButton>
      </div>
    </form>
  )
}

const isIn = (view: RoundView, checkpointId: string, state: string): boolean =>
  view.points.some((point) => point.checkpointId === checkpointId && point.state === state)

const words: Record<Deciding, () => { title: string; example: string }> = {
  excuse: () => ({
    title: t('准予免巡', 'Excuse'),
    example: t(
      '例如：暴雨红色预警，全员防汛',
      'Such as: red rainstorm warning, all hands at the pumps',
    ),
  }),
  accepted: () => ({
    title: t('复核通过', 'Accept'),
    example: t('例如：调阅监控，确已到场', 'Such as: seen on camera, was there'),
  }),
  rejected: () => ({
    title: t('不予认可', 'Reject'),
    example: t('例如：调阅监控，未到现场', 'Such as: camera shows nobody came'),
  }),
}
