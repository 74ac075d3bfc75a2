// The head of the desk: which part of the city is meant, where to jump, what is new, and who is here.

import { useEffect } from 'react'
import { useRead } from '../api.ts'
import { chooseHere, useHere } from '../here.ts'
import { t } from '../i18n.ts'
import type { DeskRoute } from '../router.tsx'
import { useMay } from '../session.tsx'
import { DemoBanner } from '../ui/DemoBanner.tsx'
import { Icon } from '../ui/icons.tsx'
import { PlacePicker } from '../ui/PlacePicker.tsx'
import { AccountMenu } from './AccountMenu.tsx'
import './head.css'
import { Jump } from './Jump.tsx'
import { Notices } from './Notices.tsx'

export function Head({ routes }: { routes: readonly DeskRoute[] }) {
  const seesPlaces = useMay('place.view')
  return (
    <header className="bm-head">
      {seesPlaces && <PlaceSwitch />}
      <DemoBanner />
      <div className="bm-head-space" />
      <Jump routes={routes} />
      <Notices />
      <AccountMenu />
    </header>
  )
}

type Branch = { id: string; kind: string; name: string }

/** Chooses the part of the city that is meant; whoever has but one compound just reads its name. */
function PlaceSwitch() {
  const here = useHere()
  const reach = useRead<{ branches: Branch[] }>('place.tree')
  const chosen = useRead('place.view', { placeId: here?.id }, { enabled: here !== null })
  // Chosen by somebody else on this device, or with a post that has ended since.
  const isBeyondReach = chosen.error?.status === 404
  useEffect(() => {
    if (isBeyondReach) chooseHere(null)
  }, [isBeyondReach])
  const [only, other] = reach.data?.branches ?? []
  if (only && !other && only.kind === 'compound')
    return (
      <p className="bm-head-only">
        <Icon name="checkpoint" size={18} />
        {only.name}
      </p>
    )
  return (
    <PlacePicker
      className="bm-head-place"
      icon="checkpoint"
      bare
      label={t('全部地方', 'All places')}
      kinds={['city', 'district', 'street', 'community', 'grid', 'compound']}
      value={here?.id ?? null}
      onChange={(id, name) => chooseHere(id === null ? null : { id, name: name ?? '' })}
    />
  )
}
