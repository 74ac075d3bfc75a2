// The form of one act. Which fields an act asks is a table; how a field looks is said once.

import { useEffect, useState } from 'react'
import { queryClient, useCommand } from '#web/api.ts'
import { say, t } from '#web/i18n.ts'
import { useSession } from '#web/session.tsx'
import { ActButton } from '#web/ui/ActButton.tsx'
import { Form } from '#web/ui/Field.tsx'
import { fieldErrors } from '#web/ui/problem.ts'
import { Refusal } from '#web/ui/Refusal.tsx'
import type { Act } from '../acts.ts'
import { type Viewer, whyNot as whyNotAct } from '../hazard.ts'
import type { HazardView } from '../queries/view.ts'
import { ActField } from './ActField.tsx'
import { type FieldSpec, fieldsOf, titleOf, type Values } from './act-fields.ts'

type Props = { hazard: HazardView; act: Act; onDone: () => void }

export function ActForm({ hazard, act, onDone }: Props) {
  const { person, holds } = useSession()
  const viewer = { id: person.id, holds }
  const fields = fieldsOf(act, hazard)
  const [values, setValues] = useState<Values>(() =>
    Object.fromEntries(
      fields.flatMap(({ name, first }) => (first === undefined ? [] : [[name, first]])),
    ),
  )
  const command = useCommand(`hazard.${act}`, onDone)
  // Somebody else was faster: what is shown is old, so it is read anew beside the sentence that says so.
  const isMovedOn = command.error?.code === 'hazard.moved-on'
  useEffect(() => {
    if (isMovedOn) void queryClient.invalidateQueries({ queryKey: ['hazard.view'] })
  }, [isMovedOn])
  const errors = fieldErrors(command.error)
  const missing = fields.find((field) => !field.optional && isEmpty(values[field.name]))
  const whyNot = missing && whyMissing(missing)
  const title = titleOf(act, hazard)
  const send = () =>
    command.mutate({
      hazardId: hazard.id,
      expect: hazard.version,
      ...inputOf(fields, values),
      // Whoever may also close does both in one act; where a higher level closes, it is only accepted.
      ...(act === 'accept' && { close: mayAlsoClose(hazard, viewer) }),
    })
  return (
    <section className="hazards-act-form" aria-label={title}>
      <h2>{title}</h2>
      <Form label={title} onSubmit={() => whyNot ?? send()}>
        {fields.map((field) => (
          <ActField
            key={field.name}
            field={field}
            hazard={hazard}
            value={values[field.name]}
            error={errors[field.name]}
            onChange={(value) => setValues({ ...values, [field.name]: value })}
          />
        ))}
        <Refusal problem={command.error} />
        <div className="hazards-acts">
          <ActButton type="submit" busy={command.isPending} disabledReason={whyNot}>
            {title}
          </ActButton>
          <ActButton kind="quiet" onPress={onDone}>
            {t('返回', 'Back')}
          </ActButton>
        </div>
      </Form>
    </section>
  )
}

const mayAlsoClose = (hazard: HazardView, viewer: Viewer): boolean =>
  whyNotAct('close', { ...hazard, state: 'accepted' }, viewer, new Date()) === undefined

/** What was filled in, as the act's own schema wants it; what was left empty is not said. */
const inputOf = (fields: readonly FieldSpec[], values: Values): Record<string, unknown> =>
  Object.fromEntries(
    fields
      .filter(({ name }) => !isEmpty(values[name]))
      .map(({ name, toInput }) => [name, toInput ? toInput(String(values[name])) : values[name]]),
  )

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0)

const whyMissing = ({ label, kind }: FieldSpec): string =>
  kind === 'photos'
    ? t(`还差照片：${say(label)}`, `A photo is missing: ${say(label)}`)
    : t(`还没有填写：${say(label)}`, `Still to be filled in: ${say(label)}`)
