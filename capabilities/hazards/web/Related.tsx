// 相关隐患: perhaps the same, merged into it, or come back from.

import { Link } from 'react-router'
import { t } from '#web/i18n.ts'
import { Facts } from '#web/ui/Facts.tsx'
import { Section } from '#web/ui/Page.tsx'
import type { HazardView, Sibling } from '../queries/view.ts'
import { hazardPath } from './paths.ts'

export function Related({ hazard: h }: { hazard: HazardView }) {
  const groups: [string, Sibling[]][] = [
    [t('同一点位的同类隐患', 'The same kind at the same point'), h.similar],
    [t('已归并的重复上报', 'Duplicates merged into it'), h.merged],
    [t('复发自', 'Came back from'), h.reopenedFrom ? [h.reopenedFrom] : []],
    [t('已归并到', 'Merged into'), h.mergedTo ? [h.mergedTo] : []],
  ]
  const shown = groups.filter(([, siblings]) => siblings.length > 0)
  if (shown.length === 0) return null
  return (
    <Section title={t('相关隐患', 'Related')}>
      <Facts
        rows={shown.map(([label, siblings]) => [
          label,
          <span key={label}>
            {siblings.map(({ id, number }) => (
              <Link key={id} to={hazardPath(id)}>
                {number}{' '}
              </Link>
            ))}
          </span>,
        ])}
      />
    </Section>
  )
}
