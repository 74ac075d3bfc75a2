// 这里有哪些小区: the compounds of a place, with the branches below it as a way down.

import { Link } from 'react-router'
import { useRead } from '#web/api.ts'
import { useUrlFilters } from '#web/filters.ts'
import { useHere } from '#web/here.ts'
import { numberWords, t } from '#web/i18n.ts'
import { useList } from '#web/list.ts'
import { useSession } from '#web/session.tsx'
import { DataTable } from '#web/ui/DataTable.tsx'
import { DemoMark } from '#web/ui/DemoBanner.tsx'
import { Empty } from '#web/ui/Empty.tsx'
import { FilterBar, FlagFilter, SearchFilter } from '#web/ui/FilterBar.tsx'
import { Page } from '#web/ui/Page.tsx'
import type { CompoundRow } from '../queries/compounds.ts'
import type { Branch, PlaceView } from '../queries/tree.ts'
import { PlaceActs } from './PlaceActs.tsx'
import { placePath, placesPath } from './paths.ts'
import './places.css'

export function CompoundsPage({ place }: { place: PlaceView | null }) {
  const session = useSession()
  const filters = useUrlFilters({ text: 'one', unmanaged: 'flag' })
  const here = useHere()
  const within = place ?? here
  const list = useList<CompoundRow>('compound.list', {
    ...filters.input,
    placeId: within?.id,
  })
  const crumbs = (place?.path ?? [])
    .slice(0, -1)
    .map(({ id, shortName }) => ({ title: shortName, to: placePath(id) }))
  return (
    <Page
      title={
        place
          ? t(`${place.shortName}有哪些小区`, `Compounds in ${place.shortName}`)
          : t('有哪些小区', 'Which compounds there are')
      }
      actions={place && <PlaceActs place={place} />}
      crumbs={place ? [{ title: t('小区', 'Compounds'), to: placesPath }, ...crumbs] : []}
    >
      <Branches parentId={within?.id} />
      <FilterBar of={filters} views="compounds">
        <SearchFilter
          of={filters}
          name="text"
          label={t('名称、拼音、编号', 'Name, pinyin, number')}
        />
        <FlagFilter of={filters} name="unmanaged" label={t('无人管理', 'Nobody runs it')} />
      </FilterBar>
      <DataTable
        label={t('小区', 'Compounds')}
        list={list}
        rowKey={(row) => row.id}
        rowLink={(row) => placePath(row.id)}
        columns={columns(session.demo)}
        empty={<Empty title={t('没有符合的小区', 'No compound fits')} icon="compound" />}
      />
    </Page>
  )
}

const columns = (everythingIsDemo: boolean) => [
  {
    key: 'name',
    title: t('小区', 'Compound'),
    cell: (row: CompoundRow) => (
      <>
        {row.name} {row.demo && !everythingIsDemo && <DemoMark />}
      </>
    ),
  },
  { key: 'street', title: t('街道', 'Street'), cell: (row: CompoundRow) => row.street },
  {
    key: 'community',
    title: t('社区', 'Community'),
    cell: (row: CompoundRow) => row.community,
    wideOnly: true,
  },
  {
    key: 'company',
    title: t('物业企业', 'Company'),
    cell: (row: CompoundRow) => row.companyName ?? t('无人管理', 'nobody'),
  },
  {
    key: 'manager',
    title: t('项目经理', 'Manager'),
    cell: (row: CompoundRow) => row.manager ?? '–',
    width: '7em',
  },
  {
    key: 'households',
    title: t('户数', 'Households'),
    cell: (row: CompoundRow) => numberWords(row.households),
    number: true,
    width: '6em',
  },
  {
    key: 'built',
    title: t('建成', 'Built'),
    cell: (row: CompoundRow) => row.builtYear ?? '–',
    number: true,
    width: '5em',
  },
  {
    key: 'checkpoints',
    title: t('点位', 'Points'),
    cell: (row: CompoundRow) => numberWords(row.checkpoints),
    number: true,
    width: '5em',
    wideOnly: true,
  },
]

/** The way down: what lies directly below, with how many compounds each holds. */
function Branches({ parentId }: { parentId: string | undefined }) {
  const top = useRead<{ branches: Branch[] }>('place.tree', parentId ? { parentId } : {})
  // A single root says nothing; what lies below it does.
  const only = parentId === undefined && top.data?.branches.length === 1 && top.data.branches[0]
  const root = only && only.kind !== 'compound' ? only.id : undefined
  const below = useRead<{ branches: Branch[] }>(
    'place.tree',
    { parentId: root },
    { enabled: root !== undefined },
  )
  const { data } = root === undefined ? top : below
  const branches = (data?.branches ?? []).filter(({ kind }) => kind !== 'compound')
  if (branches.length === 0) return null
  // Where nothing is registered yet, the way down is still there, but after where there is.
  const sorted = [...branches].sort((a, b) => Number(b.compounds > 0) - Number(a.compounds > 0))
  return (
    <nav className="places-branches" aria-label={t('下级地点', 'Places below')}>
      {sorted.map(({ id, shortName, compounds }) => (
        <Link key={id} to={placePath(id)} className={compounds === 0 ? 'places-bare' : undefined}>
          {shortName}
          <small>{numberWords(compounds)}</small>
        </Link>
      ))}
    </nav>
  )
}
