// 哪些隐患还开着: the list with its filters in the address, and the chosen hazard beside it.

import { Link, useSearchParams } from 'react-router'
import { type Filters, useUrlFilters, withFilter } from '#web/filters.ts'
import { useHere } from '#web/here.ts'
import { say, t } from '#web/i18n.ts'
import { useList } from '#web/list.ts'
import { useFresh } from '#web/live.ts'
import { useMay } from '#web/session.tsx'
import { DataTable } from '#web/ui/DataTable.tsx'
import { Empty } from '#web/ui/Empty.tsx'
import {
  ChoiceFilter,
  FilterBar,
  FlagFilter,
  PlaceFilter,
  SearchFilter,
} from '#web/ui/FilterBar.tsx'
import { GradeChip, type GradeLevel, gradeWord } from '#web/ui/GradeChip.tsx'
import { Icon } from '#web/ui/icons.tsx'
import { Page } from '#web/ui/Page.tsx'
import type { HazardRow } from '../queries/list.ts'
import { openStates, stateTitles } from '../words.ts'
import { columns } from './columns.tsx'
import { HazardPanel } from './HazardPanel.tsx'
import { hazardsPath, reportPath } from './paths.ts'
import './hazards.css'

const kinds = {
  group: 'one',
  text: 'one',
  grades: 'many',
  states: 'many',
  placeId: 'one',
  mine: 'flag',
  category: 'one',
  typeCode: 'one',
  dueBy: 'one',
  reportedFrom: 'one',
  reportedTo: 'one',
} as const

export default function HazardListPage() {
  const filters = useUrlFilters(kinds)
  const [search] = useSearchParams()
  const chosen = search.get('hazard')
  const here = useHere()
  const input = { ...(here ? { placeId: here.id } : {}), ...filters.input }
  const list = useList<HazardRow>('hazard.list', input)
  useFresh(['hazard.*'], ['hazard.list', 'hazard.view'])
  const at = (id: string | null) => `${hazardsPath}?${withFilter(search, 'hazard', id ?? '')}`
  return (
    <Page
      title={t('哪些隐患还开着', 'Which hazards are open')}
      actions={<PageActions search={search} />}
    >
      <Groups search={search} />
      <HazardFilters of={filters} />
      <DataTable
        label={t('隐患', 'Hazards')}
        list={list}
        rowKey={(h) => h.id}
        rowLink={(h) => at(h.id)}
        selected={chosen ?? undefined}
        columns={columns(chosen !== null)}
        empty={
          <Empty title={t('没有符合的隐患', 'No hazard fits')}>
            {filters.count > 0 && t('放宽筛选条件再看', 'Widen the filters to see more')}
          </Empty>
        }
      />
      {chosen && <HazardPanel hazardId={chosen} closeTo={at(null)} />}
    </Page>
  )
}

function PageActions({ search }: { search: URLSearchParams }) {
  const mayReport = useMay('hazard.report')
  return (
    <>
      <a
        className="hazards-link"
        href={`/api/hazard-ledger.xlsx?${withFilter(search, 'hazard', '')}`}
      >
        <Icon name="export" size={18} />
        {t('导出台账', 'Export')}
      </a>
      {mayReport && (
        <Link className="hazards-link hazards-main" to={reportPath}>
          <Icon name="plus" size={18} />
          {t('上报隐患', 'Report a hazard')}
        </Link>
      )}
    </>
  )
}

/** 在办 · 逾期 · 已结 · 全部: the first question, so always in sight. */
function Groups({ search }: { search: URLSearchParams }) {
  const now = search.get('group') ?? 'open'
  const groups: [string, string][] = [
    ['open', t('在办', 'Open')],
    ['overdue', t('已逾期', 'Overdue')],
    ['closed', t('已结', 'Over')],
    ['all', t('全部', 'All')],
  ]
  return (
    <nav className="hazards-groups" aria-label={t('范围', 'Which')}>
      {groups.map(([group, word]) => (
        <Link
          key={group}
          to={`${hazardsPath}?${withFilter(search, 'group', group === 'open' ? '' : group)}`}
          aria-current={group === now ? 'page' : undefined}
        >
          {word}
        </Link>
      ))}
    </nav>
  )
}

function HazardFilters({ of }: { of: Filters<typeof kinds> }) {
  const grades = ([1, 2, 3, 4] as GradeLevel[]).map((level) => ({
    value: String(level),
    label: <GradeChip level={level} />,
    word: gradeWord(level),
  }))
  const states = openStates.map((state) => ({
    value: state,
    label: say(stateTitles[state]),
    word: say(stateTitles[state]),
  }))
  return (
    <FilterBar of={of} views="hazards">
      <SearchFilter of={of} name="text" label={t('编号、地点、描述', 'Number, place, words')} />
      <ChoiceFilter of={of} name="grades" label={t('等级', 'Grade')} choices={grades} />
      <ChoiceFilter of={of} name="states" label={t('状态', 'State')} choices={states} />
      <PlaceFilter of={of} name="placeId" label={t('地点', 'Place')} />
      <FlagFilter of={of} name="mine" label={t('与我有关', 'Mine')} />
    </FilterBar>
  )
}
