// 组织名录: companies, offices, committees, found by name, pinyin or credit code.

import { Link } from 'react-router'
import { useUrlFilters } from '#web/filters.ts'
import { say, t } from '#web/i18n.ts'
import { useList } from '#web/list.ts'
import { useFresh } from '#web/live.ts'
import { useMay } from '#web/session.tsx'
import { DataTable } from '#web/ui/DataTable.tsx'
import { Empty } from '#web/ui/Empty.tsx'
import { ChoiceFilter, FilterBar, FlagFilter, SearchFilter } from '#web/ui/FilterBar.tsx'
import { Icon } from '#web/ui/icons.tsx'
import { Page } from '#web/ui/Page.tsx'
import { organisationKindNames, organisationTitle } from '../organisation.ts'
import type { OrganisationListed } from '../views.ts'
import './identity.css'
import { organisationPath } from './paths.ts'

export default function OrganisationsPage() {
  const filters = useUrlFilters({ search: 'one', kinds: 'many', closed: 'flag' })
  const organisations = useList<OrganisationListed>('organisation.list', filters.input, {
    rows: 'organisations',
  })
  const mayRegister = useMay('identity.organise')
  useFresh(['organisation.*'], ['organisation.list'])
  return (
    <Page
      title={t('有哪些组织', 'Which organisations there are')}
      actions={
        mayRegister && (
          <Link to="/organisations/new" className="id-action">
            <Icon name="plus" size={18} />
            {t('登记组织', 'Register an organisation')}
          </Link>
        )
      }
    >
      <FilterBar of={filters} views="organisations">
        <SearchFilter
          of={filters}
          name="search"
          label={t('名称、拼音、信用代码', 'Name, pinyin, credit code')}
        />
        <ChoiceFilter
          of={filters}
          name="kinds"
          label={t('类别', 'Kind')}
          choices={organisationKindNames.map((kind) => {
            const word = say(organisationTitle(kind))
            return { value: kind, label: word, word }
          })}
        />
        <FlagFilter of={filters} name="closed" label={t('已注销', 'Closed')} />
      </FilterBar>
      <DataTable
        label={t('组织', 'Organisations')}
        list={organisations}
        rowKey={({ id }) => id}
        rowLink={({ id }) => organisationPath(id)}
        empty={<Empty icon="organisation" title={t('没有符合的组织', 'No organisation matches')} />}
        columns={[
          { key: 'name', title: t('名称', 'Name'), cell: ({ name }) => name },
          { key: 'kind', title: t('类别', 'Kind'), cell: ({ title }) => say(title), width: '12em' },
          {
            key: 'parent',
            title: t('隶属', 'Below'),
            cell: ({ parentName }) => parentName ?? '–',
            wideOnly: true,
          },
          {
            key: 'code',
            title: t('统一社会信用代码', 'Credit code'),
            cell: ({ code }) => code ?? '–',
            width: '14em',
          },
        ]}
      />
    </Page>
  )
}
