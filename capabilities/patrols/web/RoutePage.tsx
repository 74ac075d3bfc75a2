// 这条路线怎么走: its windows and points in force, what it was before, and changing it from a coming day on.

import { useState } from 'react'
import { useParams } from 'react-router'
import { addDays } from '#base/time.ts'
import { useCommand, useRead } from '#web/api.ts'
import { dayWords, say, t } from '#web/i18n.ts'
import { ActButton } from '#web/ui/ActButton.tsx'
import { DayField } from '#web/ui/DayField.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { ReadingPage, Section } from '#web/ui/Page.tsx'
import { Refusal } from '#web/ui/Refusal.tsx'
import { StateTag } from '#web/ui/StateTag.tsx'
import { purposes } from '../patrol.ts'
import type { RouteVersion as ServerVersion } from '../queries/routes.ts'
import { windowText } from '../route.ts'
import type { Json } from '../wire.ts'
import { type Draft, draftOf } from './draft.ts'
import type { CheckpointOption } from './PointsField.tsx'
import { roundsPath, routesPath } from './paths.ts'
import { RouteForm } from './RouteForm.tsx'
import { weekdaysWords } from './words.ts'
import './desk.css'

type Version = Json<ServerVersion>
type RouteView = {
  compoundId: string
  compoundName: string
  routeId: string
  retiredOn: string | null
  today: string
  versions: Version[]
  youMayPlan: boolean
}

export default function RoutePage() {
  const { compoundId = '', routeId = '' } = useParams()
  const route = useRead<RouteView>('route.view', { compoundId, routeId })
  const [doing, setDoing] = useState<'change' | 'retire' | null>(null)
  const { data } = route
  const shown = data && inForce(data)
  const canChange = data?.youMayPlan && data.retiredOn === null && doing === null
  return (
    <ReadingPage
      title={shown?.name ?? t('巡查路线', 'A route')}
      crumbs={[
        { title: t('巡查', 'Patrols'), to: roundsPath },
        { title: data?.compoundName ?? t('路线', 'Routes'), to: routesPath(compoundId) },
      ]}
      sub={
        data?.retiredOn &&
        t(`${dayWords(data.retiredOn)}后停用`, `in use until ${dayWords(data.retiredOn)}`)
      }
      actions={
        canChange && (
          <>
            <ActButton onPress={() => setDoing('change')}>{t('调整路线', 'Change')}</ActButton>
            <ActButton kind="secondary" onPress={() => setDoing('retire')}>
              {t('停用', 'Retire')}
            </ActButton>
          </>
        )
      }
      width="prose"
      reading={route}
    >
      {(view) =>
        doing === 'change' ? (
          <Change view={view} from={inForce(view)} onClose={() => setDoing(null)} />
        ) : (
          <>
            {doing === 'retire' && <Retire view={view} onClose={() => setDoing(null)} />}
            <VersionFacts version={inForce(view)} />
            <Points version={inForce(view)} />
            {view.versions.length > 1 && <History view={view} />}
          </>
        )
      }
    </ReadingPage>
  )
}

/** The version of today; before the first day, the first to come. */
function inForce({ versions, today }: RouteView): Version {
  const valid = versions.filter(({ supersededAt }) => supersededAt === null)
  return valid.find(({ fromOn }) => fromOn <= today) ?? valid.at(-1)!
}

function VersionFacts({ version: v }: { version: Version }) {
  return (
    <Facts
      rows={[
        [t('用途', 'Purpose'), say(purposes[v.purpose]!.title)],
        [
          t('班次', 'Windows'),
          v.slots.map((slot) => windowText(slot, t('次日', 'next day '))).join(t('、', ', ')),
        ],
        [t('星期', 'Days'), weekdaysWords(v.weekdays)],
        [t('宽限', 'Grace'), t(`${v.graceMinutes} 分钟`, `${v.graceMinutes} minutes`)],
        [t('顺序', 'Order'), v.ordered ? t('按顺序', 'in order') : t('不限顺序', 'free')],
        [
          t('执行', 'In force'),
          v.toOn
            ? t(
                `${dayWords(v.fromOn)}至${dayWords(v.toOn)}`,
                `${dayWords(v.fromOn)} to ${dayWords(v.toOn)}`,
              )
            : t(`${dayWords(v.fromOn)}起`, `from ${dayWords(v.fromOn)}`),
        ],
      ]}
    />
  )
}

function Points({ version }: { version: Version }) {
  return (
    <Section title={t('点位', 'Points')} extra={version.points.length}>
      <ol className="patrol-points">
        {version.points.map((point, i) => (
          <li key={point.checkpointId}>
            <div className="patrol-point-line">
              <b>{i + 1}</b>
              <span>
                {point.number} {point.name}
                {point.question && <small className="bm-muted"> {point.question}</small>}
              </span>
              {point.toOn && (
                <StateTag tone="quiet">
                  {t(`${dayWords(point.toOn)}后停用`, `until ${dayWords(point.toOn)}`)}
                </StateTag>
              )}
            </div>
          </li>
        ))}
      </ol>
    </Section>
  )
}

/** The past is judged by the route of its day; so every version stays to be read. */
function History({ view }: { view: RouteView }) {
  return (
    <Section title={t('历次版本', 'Versions')}>
      <ul className="patrol-versions">
        {view.versions.map((v) => (
          <li key={v.version} className="patrol-row">
            <b>{t(`第 ${v.version} 版`, `Version ${v.version}`)}</b>
            <StateTag tone={v.supersededAt ? 'quiet' : v === inForce(view) ? 'met' : 'open'}>
              {v.supersededAt
                ? t('未执行即被替换', 'replaced before it began')
                : v.toOn
                  ? t(
                      `${dayWords(v.fromOn)}至${dayWords(v.toOn)}`,
                      `${dayWords(v.fromOn)} to ${dayWords(v.toOn)}`,
                    )
                  : t(`${dayWords(v.fromOn)}起`, `from ${dayWords(v.fromOn)}`)}
            </StateTag>
            <span className="bm-muted">
              {t(
                `${v.points.length} 点 ${v.slots.length} 班 · ${v.plannedBy ?? '系统'}`,
                `${v.points.length} points, ${v.slots.length} rounds · ${v.plannedBy ?? 'system'}`,
              )}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Change({ view, from, onClose }: { view: RouteView; from: Version; onClose: () => void }) {
  const { compoundId, routeId } = view
  const tomorrow = addDays(view.today, 1)
  const checkpoints = useRead<CheckpointOption[]>('checkpoint.list', { compoundId })
  const change = useCommand('route.change', onClose)
  const [draft, setDraft] = useState<Draft>(() =>
    draftOf({
      ...from,
      fromOn: tomorrow,
      toOn: from.toOn && from.toOn >= tomorrow ? from.toOn : null,
      points: from.points.map(({ checkpointId, notBeforeMinutes, minSeconds, question }) => {
        return { checkpointId, notBeforeMinutes, minSeconds, question }
      }),
    }),
  )
  return (
    <>
      <p className="bm-muted patrol-gap">
        {t(
          '调整只影响以后的班次，最早从明天起；已经巡过的按当时的路线评判。',
          'A change holds for rounds to come, from tomorrow at the earliest; what was walked is judged by the route of its day.',
        )}
      </p>
      <RouteForm
        draft={draft}
        onChange={setDraft}
        checkpoints={
          checkpoints.data ??
          from.points.map(({ checkpointId, ...p }) => ({ id: checkpointId, ...p }))
        }
        earliest={tomorrow}
        submit={t(`自 ${dayWords(draft.fromOn)} 起调整`, `Change from ${dayWords(draft.fromOn)}`)}
        busy={change.isPending}
        problem={change.error}
        onSubmit={() => change.mutate({ compoundId, routeId, ...draft })}
      />
      <ActButton kind="quiet" onPress={onClose}>
        {t('放弃调整', 'Discard')}
      </ActButton>
    </>
  )
}

function Retire({ view, onClose }: { view: RouteView; onClose: () => void }) {
  const [lastOn, setLastOn] = useState<string | null>(view.today)
  const retire = useCommand('route.retire', onClose)
  const { compoundId, routeId } = view
  return (
    <section className="patrol-decide" aria-label={t('停用路线', 'Retire the route')}>
      <DayField
        label={t('最后一天', 'Last day')}
        value={lastOn}
        min={view.today}
        hint={t('这一天之后不再生成班次；历史保留', 'No rounds open after it; the past stays')}
        onChange={setLastOn}
      />
      <Refusal problem={retire.error} />
      <div className="patrol-row">
        <ActButton
          kind="danger"
          busy={retire.isPending}
          disabledReason={lastOn === null && t('请选择日期', 'Choose a day')}
          onPress={() => retire.mutate({ compoundId, routeId, lastOn })}
        >
          {t('停用路线', 'Retire the route')}
        </ActButton>
        <ActButton kind="quiet" onPress={onClose}>
          {t('取消', 'Cancel')}
        </ActButton>
      </div>
    </section>
  )
}
