// 这个小区怎么巡: the routes of one compound, with their windows and points.

import { useNavigate, useParams } from 'react-router'
import { useRead } from '#web/api.ts'
import { useHere } from '#web/here.ts'
import { dayWords, durationWords, say, t } from '#web/i18n.ts'
import { useSession } from '#web/session.tsx'
import { DataTable } from '#web/ui/DataTable.tsx'
import { Empty } from '#web/ui/Empty.tsx'
import { Page, ReadingPage } from '#web/ui/Page.tsx'
import { PlacePicker } from '#web/ui/PlacePicker.tsx'
import { StateTag } from '#web/ui/StateTag.tsx'
import { purposes } from '../patrol.ts'
import type { RouteRow as ServerRow } from '../queries/routes.ts'
import { windowText } from '../route.ts'
import type { Json } from '../wire.ts'
import { LinkButton } from './LinkButton.tsx'
import { newRoutePath, roundsPath, routePath, routesPath } from './paths.ts'
import { weekdaysWords } from './words.ts'
import './desk.css'

type RouteRow = Json<ServerRow>
type Routes = { compoundName: string; routes: RouteRow[]; youMayPlan: boolean }

export default function RoutesPage() {
  const { compoundId } = useParams()
  const mine = useOwnCompound()
  const shown = compoundId ?? mine
  return shown ? <RoutesOf compoundId={shown} /> : <ChooseCompound />
}

/** The compound meant when none is named: the one chosen in the head, or the only one whose routes one plans. */
function useOwnCompound(): string | undefined {
  const here = useHere()
  const { holds } = useSession()
  const planned = holds['patrol.plan'] ?? []
  return planned.length === 1 ? planned[0] : here && planned.includes(here.id) ? here.id : undefined
}

function ChooseCompound() {
  const navigate = useNavigate()
  return (
    <Page title={t('哪个小区的巡查路线', 'Routes of which compound')} width="prose">
      <PlacePicker
        label={t('小区', 'Compound')}
        kinds={['compound']}
        value={null}
        onChange={(id) => id && navigate(routesPath(id))}
      />
    </Page>
  )
}

function RoutesOf({ compoundId }: { compoundId: string }) {
  const routes = useRead<Routes>('route.list', { compoundId })
  const { data } = routes
  const plan = data?.youMayPlan && (
    <LinkButton to={newRoutePath(compoundId)} icon="plus" primary>
      {t('制定路线', 'Plan a route')}
    </LinkButton>
  )
  return (
    <ReadingPage
      title={
        data
          ? t(`${data.compoundName}怎么巡`, `How ${data.compoundName} is walked`)
          : t('巡查路线', 'Routes')
      }
      crumbs={[{ title: t('巡查', 'Patrols'), to: roundsPath }]}
      actions={plan || undefined}
      reading={routes}
    >
      {({ routes: rows }) => (
        <DataTable
          label={t('巡查路线', 'Routes')}
          rows={rows}
          rowKey={(route) => route.id}
          rowLink={(route) => routePath(compoundId, route.id)}
          empty={
            <Empty
              title={t('还没有巡查路线', 'No route is planned yet')}
              icon="patrol"
              action={plan || undefined}
            >
              {t(
                '高层住宅每日至少一次防火巡查；没有路线就没有班次',
                'High-rises need a fire patrol every day; without a route there are no rounds',
              )}
            </Empty>
          }
          columns={[
            { key: 'name', title: t('路线', 'Route'), cell: (route) => route.name },
            {
              key: 'purpose',
              title: t('用途', 'Purpose'),
              cell: (route) => say(purposes[route.purpose]!.title),
              width: '9em',
            },
            {
              key: 'slots',
              title: t('班次时间', 'Windows'),
              cell: ({ slots }) =>
                slots.map((slot) => windowText(slot, t('次日', 'next day '))).join(t('、', ', ')),
            },
            {
              key: 'days',
              title: t('星期', 'Days'),
              cell: (route) => weekdaysWords(route.weekdays),
              width: '8em',
              wideOnly: true,
            },
            {
              key: 'points',
              title: t('点位', 'Points'),
              cell: (route) => route.points,
              number: true,
              width: '5em',
            },
            {
              key: 'usual',
              title: t('平常用时', 'Usually'),
              cell: ({ usualSeconds }) =>
                usualSeconds === null ? '–' : durationWords(usualSeconds / 60),
              width: '8em',
              wideOnly: true,
            },
            {
              key: 'state',
              title: t('状态', 'State'),
              cell: (route) => <RouteState route={route} />,
              width: '13em',
            },
          ]}
        />
      )}
    </ReadingPage>
  )
}

function RouteState({ route: { retiredOn, changesOn, fromOn } }: { route: RouteRow }) {
  const today = new Date().toISOString().slice(0, 10)
  if (retiredOn)
    return (
      <StateTag tone="quiet">
        {t(`${dayWords(retiredOn)}后停用`, `until ${dayWords(retiredOn)}`)}
      </StateTag>
    )
  if (fromOn > today)
    return <StateTag tone="open">{t(`${dayWords(fromOn)}起`, `from ${dayWords(fromOn)}`)}</StateTag>
  if (changesOn)
    return (
      <StateTag tone="doing">
        {t(`${dayWords(changesOn)}起调整`, `changes on ${dayWords(changesOn)}`)}
      </StateTag>
    )
  return <StateTag tone="met">{t('执行中', 'In force')}</StateTag>
}
