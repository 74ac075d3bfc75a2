// 上报: photo, kind, place, in three taps. The place is known from the last scan wherever there was one.

import { type ReactNode, useState } from 'react'
import type { HazardType } from '#law/cn/hazard-types.ts'
import { PhotoField } from '#web/field/Photos.tsx'
import { usePerson } from '#web/field/person.ts'
import { Button, Note, Page, Thumb } from '#web/field/ui.tsx'
import { say, t } from '#web/i18n.ts'
import { Icon } from '#web/ui/icons.tsx'
import { KindChoice } from './KindChoice.tsx'
import { keepReport } from './keep-report.ts'
import { PlaceChoice } from './PlaceChoice.tsx'
import { type Spot, useKnownSpot } from './places.ts'
import { ReportKept } from './ReportKept.tsx'

export default function ReportPage() {
  const { person } = usePerson()
  const known = useKnownSpot()
  const [photos, setPhotos] = useState<string[]>([])
  const [kind, setKind] = useState<HazardType>()
  const [chosen, setChosen] = useState<Spot>()
  const [choosing, setChoosing] = useState<'kind' | 'place'>()
  const [note, setNote] = useState('')
  const [kept, setKept] = useState<string>()
  const [failed, setFailed] = useState(false)
  const spot = chosen ?? known ?? undefined

  const again = () => {
    setPhotos([])
    setKind(undefined)
    setNote('')
    setKept(undefined)
  }
  const keep = async () => {
    if (!kind || !spot) return
    try {
      setKept(await keepReport(person.id, { photos, kind, spot, note: note.trim() }))
    } catch (error) {
      console.error(error)
      setFailed(true)
    }
  }

  if (kept) return <ReportKept about={kept} onAgain={again} />
  if (photos.length === 0)
    return (
      <Page title={t('发现了什么', 'What did you find')} sub={spot && <SpotWords spot={spot} />}>
        <p className="f-sub">{t('三步：拍照，选种类，上报', 'Three steps: photo, kind, report')}</p>
        <div className="f-push" />
        <PhotoField photos={photos} onChange={setPhotos} max={9}>
          {t('拍下隐患', 'Photograph it')}
        </PhotoField>
      </Page>
    )
  if (!kind || choosing === 'kind')
    return (
      <Page title={t('是哪一类', 'What kind is it')}>
        <PhotoField photos={photos} onChange={setPhotos} max={9}>
          {t('拍下隐患', 'Photograph it')}
        </PhotoField>
        <KindChoice
          compoundId={spot?.compound.id}
          onChoose={(type) => {
            setKind(type)
            setChoosing(undefined)
          }}
        />
      </Page>
    )
  // Where nobody has just scanned, the third tap says where; "the compound" alone helps no engineer.
  if (!spot || choosing === 'place' || !isPrecise(spot))
    return (
      <Page title={t('在什么地方', 'Where is it')}>
        <PlaceChoice
          spot={spot}
          onChoose={(place) => {
            setChosen(place)
            setChoosing(undefined)
          }}
        />
      </Page>
    )
  return (
    <Page title={t('确认上报', 'Check and report')}>
      <PhotoField photos={photos} onChange={setPhotos} max={9}>
        {t('拍下隐患', 'Photograph it')}
      </PhotoField>
      {kind.atOnce && (
        <Note tone="late" icon="hazard">
          {say(kind.atOnce)}
        </Note>
      )}
      <ul className="f-rows">
        <Chosen label={t('种类', 'Kind')} onPress={() => setChoosing('kind')}>
          {say(kind.title)}
        </Chosen>
        <Chosen label={t('地点', 'Place')} onPress={() => setChoosing('place')}>
          <SpotWords spot={spot} />
        </Chosen>
      </ul>
      <label className="f-field">
        <span>{t('补充说明（可不填）', 'Anything to add (optional)')}</span>
        <textarea value={note} maxLength={1000} onChange={(event) => setNote(event.target.value)} />
      </label>
      {failed && (
        <Note tone="refusal">
          {t(
            '没有存下来，手机存储可能满了。照片和内容还在，清理后再按一次',
            'Nothing was kept; the phone may be full. Photos and words are still here: make room and press again',
          )}
        </Note>
      )}
      <Thumb>
        <Button main icon="export" onPress={keep}>
          {t('上报', 'Report')}
        </Button>
      </Thumb>
    </Page>
  )
}

const isPrecise = ({ checkpoint, location }: Spot): boolean =>
  checkpoint !== null || location !== ''

export const SpotWords = ({ spot }: { spot: Spot }) => (
  <>
    {spot.compound.name}
    {(spot.checkpoint ?? spot.location) && ` · ${spot.checkpoint?.name ?? spot.location}`}
  </>
)

type ChosenProps = { label: string; onPress: () => void; children: ReactNode }

function Chosen({ label, onPress, children }: ChosenProps) {
  return (
    <li>
      <button type="button" className="f-row" onClick={onPress}>
        <span className="f-grow f-two">
          <span className="f-muted f-small">{label}</span>
          <span className="f-strong">{children}</span>
        </span>
        <span className="f-muted">{t('更改', 'Change')}</span>
        <Icon name="right" size={20} />
      </button>
    </li>
  )
}
