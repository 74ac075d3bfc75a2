// The chosen hazard beside the list; the same details as on its own page.

import { Link, useNavigate } from 'react-router'
import { useRead } from '#web/api.ts'
import { t } from '#web/i18n.ts'
import { ReadingOf } from '#web/ui/Page.tsx'
import { SidePanel } from '#web/ui/SidePanel.tsx'
import type { HazardView } from '../queries/view.ts'
import { kindWords } from './columns.tsx'
import { HazardDetails } from './HazardDetails.tsx'
import { hazardPath } from './paths.ts'

export function HazardPanel({ hazardId, closeTo }: { hazardId: string; closeTo: string }) {
  const hazard = useRead<HazardView>('hazard.view', { hazardId })
  const navigate = useNavigate()
  return (
    <SidePanel
      title={hazard.data ? kindWords(hazard.data.typeCode) : t('隐患', 'Hazard')}
      sub={
        hazard.data && (
          <Link to={hazardPath(hazardId)}>
            {hazard.data.number} · {t('单独打开', 'open on its own')}
          </Link>
        )
      }
      onClose={() => navigate(closeTo, { replace: true })}
    >
      <ReadingOf reading={hazard}>{(h) => <HazardDetails hazard={h} />}</ReadingOf>
    </SidePanel>
  )
}
