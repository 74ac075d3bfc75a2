// 谁在岗: the people within one's reach, found by name, pinyin or the last digits of a phone number.

import { Link } from 'react-router'
import { useUrlFilters } from '#web/filters.ts'
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
import { Icon } from '#web/ui/icons.tsx'
import { Page } from '#web/ui/Page.tsx'
import { StateTag } from '#web/ui/StateTag.tsx'
import { postKinds, posts } from '../posts.ts'
import type { PersonListed } from '../views.ts'
import './identity.css'
import { personPath } from './paths.ts'

export default function PeoplePage() {
  const filters = useUrlFilters({
    search: 'one',
    kinds: 'many',
    atId: 'one',
    left: 'flag',
    disabled: 'flag',
  })
  const { left, disabled, ...input } = filters.input
  const state = disabled ? 'disabled' : left ? 'left' : undefined
  const people = useList<PersonListed>('person.list', { ...input, state }, { rows: 'people' })
  const mayRegister = useMay('identity.appoint')
  useFresh(['person.*', 'post.*'], ['person.list'])
  return (
    <Page
      title={t('谁在岗，在哪里', 'Who holds which post, and where')}
      actions={mayRegister && <RegisterLink />}
    >
      <FilterBar of={filters} views="people">
        <SearchFilter
          of={filters}
          name="search"
          label={t('姓名、拼音、手机尾号', 'Name, pinyin, last digits')}
        />
        <ChoiceFilter of={filters} name="kinds" label={t('岗位', 'Post')} choices={kindChoices()} />
        <PlaceFilter of={filters} name="atId" label={t('地点', 'Place')} />
        <FlagFilter of={filters} name="left" label={t('已离岗', 'Left')} />
        <FlagFilter of={filters} name="disabled" label={t('已停用', 'Disabled')} />
      </FilterBar>
      <DataTable
        label={t('人员', 'People')}
        list={people}
        rowKey={({ id }) => id}
        rowLink={({ id }) => personPath(id)}
        empty={
          <Empty icon="people" title={t('没有符合的人员', 'Nobody matches')}>
            {t('换个条件，或查看已离岗人员', 'Change the filters, or look among those who left')}
          </Empty>
        }
        columns={[
          { key: 'name', title: t('姓名', 'Name'), cell: ({ name }) => name, width: '12em' },
          { key: 'posts', title: t('岗位', 'Posts'), cell: (person) => <PostsCell {...person} /> },
          {
            key: 'phone',
            title: t('手机', 'Phone'),
            cell: ({ phone }) => phone ?? '–',
            width: '9em',
          },
          {
            key: 'state',
            title: t('账号', 'Account'),
            cell: (person) => <AccountTag {...person} />,
            width: '8em',
          },
        ]}
      />
    </Page>
  )
}

const kindChoices = () =>
  postKinds.map((kind) => ({
    value: kind,
    label: say(posts[kind].title),
    word: say(posts[kind].title),
  }))

function RegisterLink() {
  return (
    <Link to="/people/new" className="id-action">
      <Icon name="plus" size={18} />
      {t('登记人员', 'Register a person')}
    </Link>
  )
}

const shownPosts = 2

/** The first posts; the rest as a number, because the page of the person names them all. */
function PostsCell({ posts }: PersonListed) {
  if (posts.length === 0) return <span className="bm-muted">{t('无在任岗位', 'No post now')}</span>
  const words = posts.slice(0, shownPosts).map(({ title, atName }) => `${say(title)} · ${atName}`)
  const rest = posts.length - words.length
  return (
    <span>
      {words.join(t('；', '; '))}
      {rest > 0 && (
        <span className="bm-muted">{t(` 等 ${posts.length} 个`, ` and ${rest} more`)}</span>
      )}
    </span>
  )
}

/** Only what keeps somebody from signing in stands out. */
function AccountTag({ disabled, password }: PersonListed) {
  if (disabled) return <StateTag tone="quiet">{t('已停用', 'Disabled')}</StateTag>
  if (password === 'none') return <StateTag tone="open">{t('未设密码', 'No password')}</StateTag>
  if (password === 'one-time') return <StateTag tone="wait">{t('待换密码', 'To change')}</StateTag>
  return <span className="bm-muted">{t('正常', 'Active')}</span>
}
