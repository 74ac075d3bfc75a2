// 地点: found by name, pinyin or initials, among the places one may see.

import { useRead } from '../api.ts'
import { t } from '../i18n.ts'
import type { IconName } from './icons.tsx'
import {
  type Found,
  type Option,
  type PickerProps,
  RemoteSelect,
  useTyped,
} from './RemoteSelect.tsx'

type Place = { id: string; kind: string; name: string; path?: string | null }

/**
 * Before anything is typed, the branches where one's own reach begins are offered.
 *
 * @param kinds only places of these kinds: `compound`, `street` …
 * @param under only places beneath this one
 */
export function PlacePicker({
  kinds,
  under,
  onChange,
  ...select
}: PickerProps & {
  onChange: (placeId: string | null, name: string | null) => void
  kinds?: readonly string[]
  under?: string
  icon?: IconName
  bare?: boolean
}) {
  const { value } = select
  const typed = useTyped()
  const found = usePlaces(typed.text, typed.open, kinds, under)
  const chosen = useRead<Place>('place.view', { placeId: value }, { enabled: value !== null })
  return (
    <RemoteSelect
      {...select}
      hint={t('名称、拼音或首字母', 'Name or pinyin')}
      name={chosen.data?.name}
      onChange={(id, option) => onChange(id, option?.name ?? null)}
      typed={typed}
      found={found}
    />
  )
}

/** The places that match, or the nearest branches while nothing is typed. */
export function usePlaces(
  text: string,
  enabled: boolean,
  kinds?: readonly string[],
  under?: string,
): Found {
  const found = useRead<Place[]>(
    'place.search',
    { q: text, kinds, under },
    { enabled: enabled && text !== '', keep: true },
  )
  const near = useRead<{ branches: Place[] }>(
    'place.tree',
    { parentId: under },
    { enabled: enabled && text === '' },
  )
  const fits = ({ kind }: Place) => !kinds || kinds.includes(kind)
  return text === ''
    ? { data: near.data?.branches.filter(fits).map(optionOf), error: near.error }
    : { data: found.data?.map(optionOf), error: found.error }
}

const optionOf = ({ id, name, path }: Place): Option => ({ value: id, name, sub: path ?? '' })
