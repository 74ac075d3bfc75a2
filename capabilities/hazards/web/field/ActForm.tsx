// What a person does to a hazard with the phone: photos first, a word if wanted, kept in the outbox.

import { useState } from 'react'
import { text } from '#base/text.ts'
import { now } from '#web/field/connection.ts'
import { PhotoField } from '#web/field/Photos.tsx'
import { usePerson } from '#web/field/person.ts'
import { Button, Note, Page, Thumb } from '#web/field/ui.tsx'
import { t } from '#web/i18n.ts'
import { add } from '#web/outbox.ts'
import type { HazardView } from './answers.ts'
import { aboutHazard } from './keep-report.ts'
import { rectifyCommand } from './mine.ts'

type Props = {
  hazard: HazardView
  /** what the hazard is called */
  title: string
  command: string
  onDone: () => void
}

export function ActForm({ hazard, title, command, onDone }: Props) {
  const { person } = usePerson()
  const [photos, setPhotos] = useState<string[]>([])
  const [note, setNote] = useState('')
  const [failed, setFailed] = useState(false)
  const rectifies = command === rectifyCommand
  const missing = rectifies
    ? photos.length === 0
      ? t('还差一张整改后的照片', 'One photo of the result is missing')
      : undefined
    : note.trim().length < 2
      ? t('写几个字说明情况', 'Say in a few words')
      : undefined

  const keep = async () => {
    const words = rectifies ? text('整改', 'Rectified') : text('补充说明', 'Comment')
    try {
      await add({
        personId: person.id,
        name: command,
        input: { hazardId: hazard.id, photos, note: note.trim() },
        at: now().toISOString(),
        title: text(
          `${words.zh} · ${hazard.number} ${title}`,
          `${words.en} · ${hazard.number} ${title}`,
        ),
        photos,
        about: aboutHazard(hazard.id),
      })
      onDone()
    } catch (error) {
      console.error(error)
      setFailed(true)
    }
  }
  return (
    <Page
      title={
        rectifies ? t('改成什么样了', 'What it looks like now') : t('补充说明', 'Add a comment')
      }
      sub={`${hazard.number} ${title}`}
    >
      <PhotoField photos={photos} onChange={setPhotos} max={9} small={!rectifies}>
        {t('拍整改后的样子', 'Photograph the result')}
      </PhotoField>
      <label className="f-field">
        <span>
          {rectifies ? t('做了什么（可不填）', 'What was done (optional)') : t('说明', 'Comment')}
        </span>
        <textarea value={note} maxLength={1000} onChange={(event) => setNote(event.target.value)} />
      </label>
      {failed && (
        <Note tone="refusal">
          {t(
            '没有存下来，手机存储可能满了。照片和内容还在，清理后再按一次',
            'Nothing was kept; the phone may be full. Make room and press again',
          )}
        </Note>
      )}
      <Button onPress={onDone}>{t('先不提交', 'Not now')}</Button>
      <Thumb>
        <Button main icon="export" disabledReason={missing} onPress={keep}>
          {rectifies ? t('提交整改', 'Submit') : t('提交说明', 'Submit')}
        </Button>
      </Thumb>
    </Page>
  )
}
