// 组织: found by name, pinyin or credit code.

import { useRead } from '#web/api.ts'
import { say, t } from '#web/i18n.ts'
import { type Found, type PickerProps, RemoteSelect, useTyped } from '#web/ui/RemoteSelect.tsx'
import type { OrganisationListed, OrganisationView } from '../views.ts'

/** @param kinds only organisations of these kinds: `company`, `branch` … */
export function OrganisationPicker({
  kinds,
  onChange,
  ...select
}: PickerProps & {
  onChange: (organisationId: string | null) => void
  kinds: readonly string[]
}) {
  const { value } = select
  const typed = useTyped()
  const found = useOrganisations(typed.text, typed.open, kinds)
  const chosen = useRead<OrganisationView>(
    'organisation.view',
    { organisationId: value },
    { enabled: value !== null },
  )
  return (
    <RemoteSelect
      {...select}
      hint={t('名称、拼音或信用代码', 'Name, pinyin or credit code')}
      name={chosen.data?.name}
      onChange={onChange}
      typed={typed}
      found={found}
    />
  )
}

function useOrganisations(search: string, enabled: boolean, kinds: readonly string[]): Found {
  const found = useRead<{ organisations: OrganisationListed[] }>(
    'organisation.list',
    { search, kinds, size: 20 },
    { enabled, keep: true },
  )
  return {
    error: found.error,
    data: found.data?.organisations.map(({ id, name, title, parentName }) => ({
      value: id,
      name,
      sub: [say(title), parentName].filter(Boolean).join(' · '),
    })),
  }
}
