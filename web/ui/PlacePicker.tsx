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

type Place = { id: string; shortName: string; path?: string | null }

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
  const chosen = useRead<Pick<Place, 'shortName'>>(
    'place.view',
    { placeId: value },
    { enabled: value !== null },
  )
  return (
    <RemoteSelect
      {...select}
      hint={t('名称、拼音或首字母', 'Name or pinyin')}
      name={chosen.data?.shortName}
      onChange={(id, option) => onChange(id, option?.name ?? null)}
      typed={typed}
      found={found}
    />
  )
}

/** The places that match; while nothing is typed, those where one's own reach begins. */
export function usePlaces(
  text: string,
  enabled: boolean,
  kinds?: readonly string[],
  under?: string,
): Found {
  const found = useRead<{ rows: Place[] }>(
    'place.search',
    { text, kinds, under },
    { enabled, keep: true },
  )
  return { data: found.data?.rows.map(optionOf), error: found.error }
}

const optionOf = ({ id, shortName, path }: Place): Option => ({
  value: id,
  name: shortName,
  sub: path ?? '',
})
