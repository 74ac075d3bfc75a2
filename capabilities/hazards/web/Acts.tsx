// What can be done now, by whom, and why not: the buttons come from the table of acts that the server obeys.

import { useState } from 'react'
import { say, t } from '#web/i18n.ts'
import { useSession } from '#web/session.tsx'
import { ActButton } from '#web/ui/ActButton.tsx'
import { Section } from '#web/ui/Page.tsx'
import { type Act, ruleOf } from '../acts.ts'
import { actsFor } from '../hazard.ts'
import type { HazardView } from '../queries/view.ts'
import { ActForm } from './ActForm.tsx'
import { titleOf } from './act-fields.ts'

/** What moves a hazard forward, in the order of the loop; the first that is possible is the primary act. */
const forward: readonly Act[] = [
  'register',
  'assign',
  'rectify',
  'accept',
  'close',
  'decide-extension',
  'resume',
  'take-back',
]

export function Acts({ hazard }: { hazard: HazardView }) {
  const { person, holds } = useSession()
  const [doing, setDoing] = useState<Act | null>(null)
  const all = actsFor(hazard, { id: person.id, holds }, new Date())
  // What the post does not carry is not offered; what stands against the rest is said.
  const mine = all.filter(({ whyNot }) => whyNot?.code !== 'identity.forbidden')
  const inState = mine.filter(
    ({ act, whyNot }) => ruleOf(act).from.includes(hazard.state) || !whyNot,
  )
  if (inState.length === 0) return null
  const isForward = (act: Act) => forward.includes(act) && !isAside(act, hazard)
  const primary = forward.find(
    (act) => isForward(act) && inState.some((one) => one.act === act && !one.whyNot),
  )
  const shown = inState.filter(({ act }) => isForward(act) || act === 'reject')
  const more = inState.filter((one) => !shown.includes(one) && !isPointless(one.act, hazard))

  if (doing) return <ActForm hazard={hazard} act={doing} onDone={() => setDoing(null)} />
  const button = ({ act, whyNot }: (typeof all)[number]) => (
    <ActButton
      key={act}
      kind={
        act === primary ? 'primary' : act === 'reject' || act === 'dismiss' ? 'danger' : 'secondary'
      }
      disabledReason={whyNot && say(whyNot.text)}
      onPress={() => setDoing(act)}
    >
      {titleOf(act, hazard)}
    </ActButton>
  )
  return (
    <Section title={t('接下来', 'What next')}>
      <div className="hazards-acts">{shown.map(button)}</div>
      {more.length > 0 && (
        <details className="hazards-more" open={shown.length === 0}>
          <summary>{t('其他操作', 'Other acts')}</summary>
          <div className="hazards-acts">{more.map(button)}</div>
        </details>
      )}
    </Section>
  )
}

/** Assigned already, it is not what comes next, but may be done: 改派. */
const isAside = (act: Act, { state, extensionAskedBy }: HazardView): boolean =>
  (act === 'assign' && state === 'assigned') ||
  (act === 'decide-extension' && extensionAskedBy === null)

/** Where nobody has asked for more time there is nothing to decide, and no button to say so. */
const isPointless = (act: Act, { extensionAskedBy }: HazardView): boolean =>
  act === 'decide-extension' && extensionAskedBy === null
