// 今天的班次走到哪了: the rounds of a day, compound by compound, each with its window and its scans.

import { dayOf } from '#base/time.ts'
import { useUrlFilters } from '#web/filters.ts'
import { useHere } from '#web/here.ts'
import { dayWords, say, t, weekdayWords } from '#web/i18n.ts'
import { useList } from '#web/list.ts'
import { useFresh } from '#web/live.ts'
import { ActButton } from '#web/ui/ActButton.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { Empty } from '#web/ui/Empty.tsx'
import { ChoiceFilter, FilterBar, PlaceFilter } from '#web/ui/FilterBar.tsx'
import { Page } from '#web/ui/Page.tsx'
import { StateTag } from '#web/ui/StateTag.tsx'
import { stateNames, states } from '../patrol.ts'
import type { RoundRow as ServerRow } from '../queries/round-list.ts'
import type { Json } from '../wire.ts'
import { DayFigures } from './DayFigures.tsx'
import { Legend } from './Legend.tsx'
import { LinkButton } from './LinkButton.tsx'
import { roundPath, routesPath } from './paths.ts'
import { DayFilter, kinds, PurposeFilter } from './RoundFilters.tsx'
import { RoundStrip } from './RoundStrip.tsx'
import { tones } from './tones.ts'
import { useMinute } from './use-minute.ts'
import { isToday, stateTag, walkedWords, windowWords } from './words.ts'
import './desk.css'

type RoundRow = Json<ServerRow>

export default function RoundsPage() {
  const filters = useUrlFilters(kinds)
  const here = useHere()
  const now = useMinute()
  const day = filters.values.day || dayOf(now)
  const placeId = filters.values.placeId || here?.id
  const list = useList<RoundRow>(
    'round.list',
    { ...filters.input, day, placeId },
    { rows: 'rounds' },
  )
  useFresh(['patrol.*'], ['round.list', 'patrol.counts'])
  const compounds = new Set(list.rows?.map((row) => row.compoundId))
  const only = compounds.size === 1 && !list.more.has ? [...compounds][0] : undefined
  return (
    <Page
      title={
        isToday(day)
          ? t('今天的班次走到哪了', 'How today’s rounds stand')
          : t(`${dayWords(day)}的班次`, `Rounds of ${dayWords(day)}`)
      }
      sub={`${dayWords(day)} ${weekdayWords(day)}`}
      actions={
        <>
          <LinkButton to={routesPath(only)} icon="patrol">
            {t('巡查路线', 'Routes')}
          </LinkButton>
          <ActButton kind="secondary" icon="print" onPress={() => window.print()}>
            {t('打印', 'Print')}
          </ActButton>
        </>
      }
    >
      <div className="patrol-gap">
        <DayFigures day={day} placeId={placeId} />
      </div>
      <FilterBar of={filters} views="rounds">
        <DayFilter of={filters} day={day} />
        <PlaceFilter of={filters} name="placeId" label={t('地点', 'Place')} />
        <ChoiceFilter
          of={filters}
          name="state"
          label={t('状态', 'State')}
          choices={stateNames.map((state) => ({
            value: state,
            word: say(states[state]),
            label: <StateTag tone={tones[state]}>{say(states[state])}</StateTag>,
          }))}
        />
        <PurposeFilter of={filters} />
      </FilterBar>
      <DataTable
        label={t('巡查班次', 'Rounds')}
        list={list}
        rowKey={(row) => row.id}
        rowLink={(row) => roundPath(row.compoundId, row.id)}
        columns={columnsFor(only !== undefined, now)}
        foot={<Legend />}
        empty={
          <Empty title={t('没有符合的班次', 'No round fits')} icon="patrol">
            {filters.count === 0 &&
              t(
                '还没有巡查路线，排好路线后每天自动生成班次',
                'Plan a route, and rounds open each day',
              )}
          </Empty>
        }
      />
    </Page>
  )
}

function columnsFor(isOne: boolean, now: Date): Column<RoundRow>[] {
  const compound: Column<RoundRow> = {
    key: 'compound',
    title: t('小区', 'Compound'),
    cell: (row) => row.compoundName,
    width: '14em',
  }
  return [
    ...(isOne ? [] : [compound]),
    {
      key: 'window',
      title: t('班次', 'Round'),
      cell: (row) => (
        <span className="patrol-window">
          <b>{windowWords(row)}</b>
          <span className="bm-muted">{row.name}</span>
        </span>
      ),
      width: '17em',
    },
    {
      key: 'strip',
      title: t('时间带', 'Strip'),
      cell: (row) => <RoundStrip round={row} now={now} />,
    },
    {
      key: 'walked',
      title: t('已到点位', 'Points'),
      cell: (row) => walkedWords(row),
      number: true,
      width: '6em',
    },
    {
      key: 'state',
      title: t('状态', 'State'),
      cell: (row) => {
        const { tone, words } = stateTag(row, now)
        return <StateTag tone={tone}>{words}</StateTag>
      },
      width: '8em',
    },
    {
      key: 'walker',
      title: t('巡查人', 'Walked by'),
      cell: (row) => row.walker ?? '–',
      width: '6em',
    },
  ]
}
