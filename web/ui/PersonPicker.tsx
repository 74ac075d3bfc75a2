// 人员: found by name, pinyin or initials, with the post that tells two of one name apart.

import { t } from '../i18n.ts'
import { RemoteSelect } from './RemoteSelect.tsx'

/** An answer of `person.search`. */
export type PersonFound = { id: string; name: string; post: string }

/**
 * @param placeId only people who hold a post that reaches this place
 * @param kinds only people with one of these kinds of post
 */
export function PersonPicker({
  placeId,
  kinds,
  ...select
}: {
  label: string
  value: string | null
  onChange: (personId: string | null, person: PersonFound | null) => void
  placeId?: string
  kinds?: readonly string[]
  id?: string
  className?: string
  'aria-describedby'?: string | undefined
}) {
  return (
    <RemoteSelect<PersonFound>
      {...select}
      query="person.search"
      input={{ placeId, kinds }}
      hint={t('姓名、拼音或首字母', 'Name or pinyin')}
      keyOf={(person) => person.id}
      nameOf={(person) => person.name}
      subOf={(person) => person.post}
    />
  )
}
