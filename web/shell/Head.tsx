// The head of the desk: which part of the city is meant, where to jump, what is new, and who is here.

import { chooseHere, useHere } from '../here.ts'
import { t } from '../i18n.ts'
import type { DeskRoute } from '../router.tsx'
import { useMay } from '../session.tsx'
import { DemoBanner } from '../ui/DemoBanner.tsx'
import { PlacePicker } from '../ui/PlacePicker.tsx'
import { AccountMenu } from './AccountMenu.tsx'
import { Jump } from './Jump.tsx'
import { Notices } from './Notices.tsx'

export function Head({ routes }: { routes: readonly DeskRoute[] }) {
  const here = useHere()
  const seesPlaces = useMay('place.view')
  return (
    <header className="bm-head">
      {seesPlaces && (
        <PlacePicker
          className="bm-head-place"
          icon="checkpoint"
          bare
          label={t('全部地方', 'All places')}
          kinds={['city', 'district', 'street', 'community', 'compound']}
          value={here?.id ?? null}
          onChange={(id, name) => chooseHere(id === null ? null : { id, name: name ?? '' })}
        />
      )}
      <DemoBanner />
      <div className="bm-head-space" />
      <Jump routes={routes} />
      <Notices />
      <AccountMenu />
    </header>
  )
}
