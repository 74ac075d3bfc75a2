// The questions of a post: which, where, from when. Only what the giver may give is offered.

import Select from 'antd/es/select'
import { mayAnywhere } from '#base/permission.ts'
import { type Day, dayOf } from '#base/time.ts'
import { say, t } from '#web/i18n.ts'
import { useSession } from '#web/session.tsx'
import { DayField } from '#web/ui/DayField.tsx'
import { Field } from '#web/ui/Field.tsx'
import { PlacePicker } from '#web/ui/PlacePicker.tsx'
import { giving, type PostKind, postKinds, posts } from '../posts.ts'
import { OrganisationPicker } from './OrganisationPicker.tsx'

export type PostDraft = {
  kind: PostKind | null
  atId: string | null
  fromOn: Day | null
  toOn: Day | null
}
export const emptyPost = (): PostDraft => ({
  kind: null,
  atId: null,
  fromOn: dayOf(new Date()),
  toOn: null,
})

/** What is still missing, in words; undefined when nothing is. */
export const whyNoPost = ({ kind, atId, fromOn }: PostDraft): string | undefined =>
  kind === null
    ? t('请选择岗位', 'Choose the post')
    : atId === null
      ? t('请选择地点或企业', 'Choose where it is held')
      : fromOn === null
        ? t('请选择任职日期', 'Choose the first day')
        : undefined

export function PostFields({
  value,
  onChange,
}: {
  value: PostDraft
  onChange: (post: PostDraft) => void
}) {
  const session = useSession()
  const kinds = postKinds.filter((kind) => mayAnywhere(session, giving(kind)))
  const heldAt: readonly string[] = value.kind ? posts[value.kind].heldAt : []
  const atCompany = heldAt.includes('company')

  // Most givers have one place; where theirs is of the right kind, it is the one they mean.
  const choose = (kind: PostKind) => {
    const own = session.posts.filter(({ atKind }) =>
      (posts[kind].heldAt as readonly string[]).includes(atKind),
    )
    const stays = value.kind !== null && posts[value.kind].heldAt[0] === posts[kind].heldAt[0]
    const atId = stays ? value.atId : own.length === 1 ? own[0]!.atId : null
    onChange({ ...value, kind, atId })
  }
  const where = {
    value: value.atId,
    onChange: (atId: string | null) => onChange({ ...value, atId }),
  }
  return (
    <>
      <Field label={t('岗位', 'Post')}>
        <Select
          value={value.kind}
          onChange={choose}
          placeholder={t('您可以任命的岗位', 'The posts you may give')}
          showSearch={{ optionFilterProp: 'label' }}
          options={kinds.map((kind) => ({ value: kind, label: say(posts[kind].title) }))}
        />
      </Field>
      {value.kind && (
        <Field label={atCompany ? t('企业', 'Company') : t('地点', 'Place')}>
          {atCompany ? (
            <OrganisationPicker label={t('企业', 'Company')} kinds={heldAt} {...where} />
          ) : (
            <PlacePicker label={t('地点', 'Place')} kinds={heldAt} {...where} />
          )}
        </Field>
      )}
      <DayField
        label={t('任职日期', 'From')}
        value={value.fromOn}
        onChange={(fromOn) => onChange({ ...value, fromOn })}
        today={dayOf(new Date())}
        quick={[0, 7, 30]}
      />
      <DayField
        label={t('到期日期', 'Until')}
        optional
        value={value.toOn}
        onChange={(toOn) => onChange({ ...value, toOn })}
        {...(value.fromOn ? { min: value.fromOn } : {})}
        hint={t('不填即长期', 'Left empty, it stays open')}
      />
    </>
  )
}
