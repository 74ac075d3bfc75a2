// 人员: found by name, pinyin or initials, with the posts that tell two of one name apart.

import type { Text } from '#base/text.ts'
import { useRead } from '../api.ts'
import { say, t } from '../i18n.ts'
import {
  type Found,
  type Option,
  type PickerProps,
  RemoteSelect,
  useTyped,
} from './RemoteSelect.tsx'

type Person = { id: string; name: string; posts: { title: Text; atName: string }[] }

/**
 * @param atId only people whose post reaches this place
 * @param kind only people with this kind of post
 */
export function PersonPicker({
  atId,
  kind,
  onChange,
  ...select
}: PickerProps & {
  onChange: (personId: string | null, name: string | null) => void
  atId?: string
  kind?: string
}) {
  const { value } = select
  const typed = useTyped()
  const found = usePeople(typed.text, typed.open, atId, kind)
  const chosen = useRead<Person>('person.view', { personId: value }, { enabled: value !== null })
  return (
    <RemoteSelect
      {...select}
      hint={t('姓名、拼音或首字母', 'Name or pinyin')}
      name={chosen.data?.name}
      onChange={(id, option) => onChange(id, option?.name ?? null)}
      typed={typed}
      found={found}
    />
  )
}

function usePeople(search: string, enabled: boolean, atId?: string, kind?: string): Found {
  const found = useRead<{ people: Person[] }>(
    'person.list',
    { search, atId, kinds: kind ? [kind] : [], size: 20 },
    { enabled, keep: true },
  )
  return { data: found.data?.people.map(optionOf), error: found.error }
}

const optionOf = ({ id, name, posts }: Person): Option => ({
  value: id,
  name,
  sub: posts.map(({ title, atName }) => `${say(title)} · ${atName}`).join(t('，', ', ')),
})
