// 这条路线怎么走: its windows and points in force, what it was before, and changing it from a coming day on.

import { useState } from 'react'
import { useParams } from 'react-router'
import { useRead } from '#web/api.ts'
import { dayWords, say, t } from '#web/i18n.ts'
import { ActButton } from '#web/ui/ActButton.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { ReadingPage, Section } from '#web/ui/Page.tsx'
import { StateTag } from '#web/ui/StateTag.tsx'
import { purposes } from '../patrol.ts'
import type { RouteVersion as ServerVersion } from '../queries/routes.ts'
import { windowText } from '../route.ts'
import type { Json } from '../wire.ts'
import { roundsPath, routesPath } from './paths.ts'
import { Change, Retire } from './RouteChange.tsx'
import { weekdaysWords } from './words.ts'
import './desk.css'

export type Version = Json<ServerVersion>
export type RouteView = {
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
