// 上报: photo, kind, place, in three taps. The place is known from the last scan wherever there was one.

import { useState } from 'react'
import { PhotoField } from '#web/field/Photos.tsx'
import { usePerson } from '#web/field/person.ts'
import { Page } from '#web/field/ui.tsx'
import { t } from '#web/i18n.ts'
import { typeOf } from '../../catalogue.ts'
import { ConfirmReport } from './ConfirmReport.tsx'
import { useDraft } from './draft.ts'
import { KindChoice } from './KindChoice.tsx'
import { PlaceChoice, SpotWords } from './PlaceChoice.tsx'
import { type Spot, useKnownSpot } from './places.ts'
import { ReportKept } from './ReportKept.tsx'

export default function ReportPage() {
  const { person } = usePerson()
  const known = useKnownSpot()
  const [draft, change, begin] = useDraft(person.id)
  const [chosen, setChosen] = useState<Spot>()
  const [choosing, setChoosing] = useState<'kind' | 'place'>()
  const [kept, setKept] = useState<string>()
  const first = t('发现了什么', 'What did you find')
  if (!draft || known === undefined) return <Page title={first}>{null}</Page>
  if (kept) return <ReportKept about={kept} onAgain={() => setKept(undefined)} />

  const kind = draft.kindCode === null ? undefined : typeOf(draft.kindCode)
  const spot = chosen ?? known ?? undefined
  const photos = (
    <PhotoField photos={draft.photos} onChange={(taken) => change({ photos: taken })} max={9}>
      {t('拍下隐患', 'Photograph it')}
    </PhotoField>
  )
  if (draft.photos.length === 0)
    return (
      <Page title={first} sub={spot && <SpotWords spot={spot} />}>
        <p className="f-sub">{t('三步：拍照，选种类，上报', 'Three steps: photo, kind, report')}</p>
        <div className="f-push" />
        {photos}
      </Page>
    )
  if (!kind || choosing === 'kind') {
    const choose = ({ code }: { code: string }) => {
      change({ kindCode: code })
      setChoosing(undefined)
    }
    return (
      <Page title={t('是哪一类', 'What kind is it')}>
        {photos}
        <KindChoice compoundId={spot?.compound.id} onChoose={choose} />
      </Page>
    )
  }
  // Where nobody has just scanned, the third tap says where; "the compound" alone helps no engineer.
  if (!spot || choosing === 'place' || !isPrecise(spot)) {
    const choose = (place: Spot) => {
      setChosen(place)
      setChoosing(undefined)
    }
    return (
      <Page title={t('在什么地方', 'Where is it')}>
        <PlaceChoice spot={spot} onChoose={choose} />
      </Page>
    )
  }
  const onKept = (about: string) => {
    setKept(about)
    begin()
  }
  return (
    <ConfirmReport
      draft={{ photos: draft.photos, kind, spot, note: draft.note }}
      photos={photos}
      onNote={(note) => change({ note })}
      onChoose={setChoosing}
      onKept={onKept}
    />
  )
}

const isPrecise = ({ checkpoint, location }: Spot): boolean =>
  checkpoint !== null || location !== ''
