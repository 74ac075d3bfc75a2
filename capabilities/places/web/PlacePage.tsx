// One address for every place: a compound shows what it is, any other place the compounds in it.

import { useParams } from 'react-router'
import { useRead } from '#web/api.ts'
import { t } from '#web/i18n.ts'
import { ReadingPage } from '#web/ui/Page.tsx'
import type { PlaceView } from '../queries/tree.ts'
import { CompoundPage } from './CompoundPage.tsx'
import { CompoundsPage } from './CompoundsPage.tsx'

export default function PlacePage() {
  const { placeId } = useParams()
  const place = useRead<PlaceView>('place.view', { placeId }, { enabled: placeId !== undefined })
  if (placeId === undefined) return <CompoundsPage place={null} />
  if (place.data === undefined)
    return (
      <ReadingPage title={t('小区', 'Compounds')} reading={place}>
        {() => null}
      </ReadingPage>
    )
  return place.data.kind === 'compound' ? (
    <CompoundPage compoundId={placeId} />
  ) : (
    <CompoundsPage place={place.data} />
  )
}
