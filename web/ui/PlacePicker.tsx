// 地点: found by name, pinyin or initials, among the places one may see.

import { t } from '../i18n.ts'
import type { IconName } from './icons.tsx'
import { RemoteSelect } from './RemoteSelect.tsx'

/** An answer of `place.search`. */
export type PlaceFound = { id: string; kind: string; name: string; path: string }

/** @param kinds only places of these kinds: `compound`, `street` … */
export function PlacePicker({
  kinds,
  ...select
}: {
  label: string
  value: string | null
  onChange: (placeId: string | null, place: PlaceFound | null) => void
  kinds?: readonly string[]
  icon?: IconName
  bare?: boolean
  id?: string
  className?: string
  'aria-describedby'?: string | undefined
}) {
  return (
    <RemoteSelect<PlaceFound>
      {...select}
      query="place.search"
      input={kinds ? { kinds } : {}}
      hint={t('名称、拼音或首字母', 'Name or pinyin')}
      keyOf={(place) => place.id}
      nameOf={(place) => place.name}
      subOf={(place) => place.path}
    />
  )
}
