// One hazard on the phone: what is wrong, what is asked, by when; rectify it with photos, or add a word.

import { useState } from 'react'
import { dayOf } from '#base/time.ts'
import { now } from '#web/field/connection.ts'
import { Photo } from '#web/field/Photos.tsx'
import { usePerson } from '#web/field/person.ts'
import { useRead } from '#web/field/reads.ts'
import type { PathParams } from '#web/field/router.tsx'
import { Button, Note, Page, ReadState, sentence, Thumb } from '#web/field/ui.tsx'
import { say, t } from '#web/i18n.ts'
import { GradeChip } from '#web/ui/GradeChip.tsx'
import { StateTag } from '#web/ui/StateTag.tsx'
import { typeOf } from '../../catalogue.ts'
import { whyNot } from '../../hazard.ts'
import { ActForm } from './ActForm.tsx'
import type { HazardView } from './answers.ts'
import { Deeds } from './Deeds.tsx'
import { commentCommand, rectifyCommand, useQueued } from './mine.ts'
import { dueTag, stateTag } from './words.ts'

export default function HazardPage({ params }: { params: PathParams }) {
  const hazardId = params['hazardId']!
  const read = useRead<HazardView>('hazard.view', { hazardId })
  const hazard = read.value
  if (hazard) return <Hazard hazard={hazard} />
  return (
    <Page title={t('隐患', 'Hazard')} back="/">
      <ReadState read={read} />
    </Page>
  )
}

function Hazard({ hazard }: { hazard: HazardView }) {
  const { person, holds } = usePerson()
  const queued = useQueued(hazard.id)
  const [doing, setDoing] = useState<'rectify' | 'comment'>()
  const viewer = { id: person.id, holds }
  const rectified = queued.some(({ name, state }) => name === rectifyCommand && state !== 'refused')
  const objection = whyNot('rectify', hazard, viewer, now())
  const type = typeOf(hazard.typeCode)
  const title = type ? say(type.title) : hazard.typeCode

  if (doing)
    return (
      <ActForm
        hazard={hazard}
        title={title}
        command={doing === 'rectify' ? rectifyCommand : commentCommand}
        onDone={() => setDoing(undefined)}
      />
    )
  return (
    <Page
      title={title}
      sub={`${hazard.compound}${hazard.location && ` · ${hazard.location}`}`}
      back="/"
    >
      <Standing hazard={hazard} />
      {queued.map((entry) => (
        <Note
          key={entry.id}
          tone={entry.state === 'refused' ? 'refusal' : 'plain'}
          icon={entry.state === 'refused' ? 'hazard' : 'export'}
        >
          {entry.state === 'refused'
            ? entry.problem?.title
            : t(`${entry.title.zh}，还没有发送`, `${entry.title.en}: not sent yet`)}
        </Note>
      ))}
      <Asked hazard={hazard} />
      <Deeds deeds={hazard.deeds} />
      {whyNot('comment', hazard, viewer, now()) === undefined && (
        <Button icon="document" onPress={() => setDoing('comment')}>
          {t('补充说明', 'Add a comment')}
        </Button>
      )}
      {hazard.assigneeId === person.id && hazard.state === 'assigned' && !rectified && (
        <Thumb>
          <Button
            main
            icon="camera"
            disabledReason={objection && sentence(objection)}
            onPress={() => setDoing('rectify')}
          >
            {t('改好了，拍照提交', 'Done: photograph and submit')}
          </Button>
        </Thumb>
      )}
    </Page>
  )
}

/** How grave, how it stands, by when; and what it looked like. */
function Standing({ hazard }: { hazard: HazardView }) {
  const state = stateTag(hazard.state)
  const due =
    hazard.state === 'assigned' && hazard.dueOn ? dueTag(hazard.dueOn, dayOf(now())) : null
  const found = hazard.deeds.find(({ photos }) => photos.length > 0)
  return (
    <>
      <div className="f-tags">
        <GradeChip level={hazard.grade} />
        <StateTag tone={state.tone}>{state.words}</StateTag>
        {due && <StateTag tone={due.tone}>{due.words}</StateTag>}
        <span className="f-muted">{hazard.number}</span>
      </div>
      {found && (
        <ul className="f-photos">
          {found.photos.map((sha256, i) => (
            <li key={sha256}>
              <Photo
                sha256={sha256}
                alt={t(`发现时的照片 ${i + 1}`, `Photo when found ${i + 1}`)}
              />
            </li>
          ))}
        </ul>
      )}
      {hazard.note && <p>{hazard.note}</p>}
    </>
  )
}

/** What is to be done: the reason it came back first, then the measure that was set. */
function Asked({ hazard }: { hazard: HazardView }) {
  const rejection =
    hazard.state === 'assigned' && hazard.deeds.findLast(({ act }) => act === 'reject')
  const { measure, interim } = hazard.plan
  return (
    <>
      {rejection && (
        <Note tone="refusal">
          {t(`验收退回：${rejection.note}`, `Sent back: ${rejection.note}`)}
        </Note>
      )}
      {(measure || interim) && (
        <dl className="f-card f-stack">
          {measure && (
            <div>
              <dt className="f-muted">{t('整改措施', 'Measure')}</dt>
              <dd>{measure}</dd>
            </div>
          )}
          {interim && (
            <div>
              <dt className="f-muted">{t('临时措施', 'Until then')}</dt>
              <dd>{interim}</dd>
            </div>
          )}
        </dl>
      )}
    </>
  )
}
