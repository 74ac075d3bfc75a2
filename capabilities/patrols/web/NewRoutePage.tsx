// 制定路线: begins with what a compound of this size usually walks, which is a proposal to edit.

import { useEffect, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { newId } from '#base/id.ts'
import { useCommand, useRead } from '#web/api.ts'
import { t } from '#web/i18n.ts'
import { Empty } from '#web/ui/Empty.tsx'
import { ReadingPage } from '#web/ui/Page.tsx'
import type { Plan } from '../route.ts'
import { type Draft, draftOf } from './draft.ts'
import type { CheckpointOption } from './PointsField.tsx'
import { roundsPath, routePath, routesPath } from './paths.ts'
import { RouteForm } from './RouteForm.tsx'
import './desk.css'

type Proposal = {
  compoundName: string
  households: number
  checkpoints: CheckpointOption[]
  routes: Plan[]
}

export default function NewRoutePage() {
  const { compoundId = '' } = useParams()
  const [routeId] = useState(() => newId())
  const navigate = useNavigate()
  const proposal = useRead<Proposal>('route.proposal', { compoundId })
  const plan = useCommand('route.plan', () => navigate(routePath(compoundId, routeId)))
  const [draft, setDraft] = useState<Draft | null>(null)
  const first = proposal.data?.routes[0]
  useEffect(() => {
    if (first) setDraft((kept) => kept ?? draftOf(first))
  }, [first])

  return (
    <ReadingPage
      title={t('制定巡查路线', 'Plan a route')}
      crumbs={[
        { title: t('巡查', 'Patrols'), to: roundsPath },
        { title: proposal.data?.compoundName ?? t('路线', 'Routes'), to: routesPath(compoundId) },
      ]}
      width="prose"
      reading={proposal}
    >
      {({ checkpoints, households, routes }) =>
        draft && first ? (
          <>
            <p className="bm-muted patrol-gap">
              {t(
                `${households} 户的小区，默认 ${first.points.length} 个点位、每天 ${first.slots.length} 班，夜间不少于一半。这是建议值，可以修改。`,
                `For ${households} households: ${first.points.length} points and ${first.slots.length} rounds a day, half of them by night. A proposal of ours; change it as you need.`,
              )}
              {routes.length > 1 &&
                t(
                  `这么大的小区建议分 ${routes.length} 条路线，下面是第一条。`,
                  ` A compound this large needs ${routes.length} routes; this is the first.`,
                )}
            </p>
            <RouteForm
              draft={draft}
              onChange={setDraft}
              checkpoints={checkpoints}
              earliest={first.fromOn}
              submit={t('制定路线', 'Plan the route')}
              busy={plan.isPending}
              problem={plan.error}
              onSubmit={() => plan.mutate({ compoundId, routeId, ...draft })}
            />
          </>
        ) : (
          checkpoints.length === 0 && (
            <Empty
              title={t('这个小区还没有点位', 'This compound has no checkpoints yet')}
              icon="checkpoint"
            >
              {t('先在小区页面设置点位', 'Set some up on the page of the compound first')}
            </Empty>
          )
        )
      }
    </ReadingPage>
  )
}
