// 这条隐患到哪一步了: one hazard on its own page.

import { useParams } from 'react-router'
import { useRead } from '#web/api.ts'
import { t } from '#web/i18n.ts'
import { useFresh } from '#web/live.ts'
import { ReadingPage } from '#web/ui/Page.tsx'
import type { HazardView } from '../queries/view.ts'
import { kindWords } from './columns.tsx'
import { HazardDetails } from './HazardDetails.tsx'
import { hazardsPath } from './paths.ts'

export default function HazardPage() {
  const { hazardId } = useParams() as { hazardId: string }
  const hazard = useRead<HazardView>('hazard.view', { hazardId })
  useFresh(['hazard.*'], ['hazard.view'])
  return (
    <ReadingPage
      title={hazard.data ? kindWords(hazard.data.typeCode) : t('隐患', 'Hazard')}
      crumbs={[{ title: t('隐患', 'Hazards'), to: hazardsPath }]}
      reading={hazard}
    >
      {(h) => <HazardDetails hazard={h} />}
    </ReadingPage>
  )
}
