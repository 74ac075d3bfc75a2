// The report before it goes: everything on one screen, each part changeable, one large button.

import { type ReactNode, useState } from 'react'
import { usePerson } from '#web/field/person.ts'
import { Button, Note, Page, Thumb } from '#web/field/ui.tsx'
import { say, t } from '#web/i18n.ts'
import { Icon } from '#web/ui/icons.tsx'
import { type Draft, keepReport } from './keep-report.ts'
import { SpotWords } from './PlaceChoice.tsx'

type Props = {
  draft: Draft
  photos: ReactNode
  onNote: (note: string) => void
  onChoose: (what: 'kind' | 'place') => void
  /** @param about what the report can be followed by */
  onKept: (about: string) => void
}

export function ConfirmReport({ draft, photos, onNote, onChoose, onKept }: Props) {
  const { person } = usePerson()
  const [failed, setFailed] = useState(false)
  const { kind, spot, note } = draft

  const keep = async () => {
    try {
      onKept(await keepReport(person.id, { ...draft, note: note.trim() }))
    } catch (error) {
      console.error(error)
      setFailed(true)
    }
  }
  return (
    <Page title={t('确认上报', 'Check and report')}>
      {photos}
      {kind.atOnce && (
        <Note tone="late" icon="hazard">
          {say(kind.atOnce)}
        </Note>
      )}
      <ul className="f-rows">
        <Chosen label={t('种类', 'Kind')} onPress={() => onChoose('kind')}>
          {say(kind.title)}
        </Chosen>
        <Chosen label={t('地点', 'Place')} onPress={() => onChoose('place')}>
          <SpotWords spot={spot} />
        </Chosen>
      </ul>
      <label className="f-field">
        <span>{t('补充说明（可不填）', 'Anything to add (optional)')}</span>
        <textarea value={note} maxLength={500} onChange={(event) => onNote(event.target.value)} />
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
