// The posts of a person, held and ended, with the forms to give one and to end one.

import Modal from 'antd/es/modal'
import { useState } from 'react'
import { newId } from '#base/id.ts'
import { type Day, dayOf } from '#base/time.ts'
import { queryClient, useCommand } from '#web/api.ts'
import { dayWords, say, t } from '#web/i18n.ts'
import { useMay } from '#web/session.tsx'
import { ActButton } from '#web/ui/ActButton.tsx'
import { DataTable } from '#web/ui/DataTable.tsx'
import { DayField } from '#web/ui/DayField.tsx'
import { Empty } from '#web/ui/Empty.tsx'
import { Form } from '#web/ui/Field.tsx'
import { Section } from '#web/ui/Page.tsx'
import { Refusal } from '#web/ui/Refusal.tsx'
import { StateTag } from '#web/ui/StateTag.tsx'
import type { PersonView, PostView } from '../views.ts'
import { emptyPost, PostFields, whyNoPost } from './PostFields.tsx'

export function PersonPosts({ person }: { person: PersonView }) {
  const [giving, setGiving] = useState(false)
  const [ending, setEnding] = useState<PostView | null>(null)
  const mayGive = useMay('identity.appoint') && !person.you.isSelf
  const { posts, postsElsewhere } = person
  // The form stays until the list behind it tells the new state.
  const done = async (close: () => void) => {
    await queryClient.invalidateQueries({ queryKey: ['person.view'] })
    close()
  }
  return (
    <Section
      title={t('岗位', 'Posts')}
      extra={
        postsElsewhere > 0 &&
        t(`另有 ${postsElsewhere} 个在您的管辖范围之外`, `${postsElsewhere} more beyond your reach`)
      }
    >
      <DataTable
        label={t('岗位', 'Posts')}
        rows={posts}
        rowKey={({ id }) => id}
        empty={<Empty icon="people" title={t('没有岗位', 'No posts')} />}
        columns={[
          { key: 'title', title: t('岗位', 'Post'), cell: ({ title }) => say(title) },
          { key: 'at', title: t('地点或企业', 'At'), cell: ({ atName }) => atName },
          { key: 'term', title: t('任期', 'Term'), cell: (post) => termWords(post) },
          {
            key: 'state',
            title: t('状态', 'State'),
            cell: (post) => <PostState post={post} />,
            width: '8em',
          },
          {
            key: 'end',
            title: t('操作', 'Act'),
            cell: (post) =>
              post.youMayEnd && (
                <span className="id-quiet">
                  <ActButton kind="quiet" onPress={() => setEnding(post)}>
                    {t('免去', 'End')}
                  </ActButton>
                </span>
              ),
            width: '6em',
          },
        ]}
      />
      {mayGive && (
        <p className="id-below">
          <ActButton
            icon="plus"
            onPress={() => setGiving(true)}
            disabledReason={
              person.disabled &&
              t('账号已停用，先恢复再任命', 'The account is disabled; enable it first')
            }
          >
            {t('任命岗位', 'Give a post')}
          </ActButton>
        </p>
      )}
      <Modal
        open={giving}
        title={t(`任命 ${person.name}`, `Give ${person.name} a post`)}
        footer={null}
        onCancel={() => setGiving(false)}
        destroyOnHidden
      >
        <GivePostForm personId={person.id} onDone={() => done(() => setGiving(false))} />
      </Modal>
      <Modal
        open={ending !== null}
        title={ending && t(`免去“${say(ending.title)}”`, `End the post of ${say(ending.title)}`)}
        footer={null}
        onCancel={() => setEnding(null)}
        destroyOnHidden
      >
        {ending && <EndPostForm post={ending} onDone={() => done(() => setEnding(null))} />}
      </Modal>
    </Section>
  )
}

const termWords = ({ fromOn, toOn }: PostView): string =>
  toOn === null
    ? t(`${dayWords(fromOn)} 起`, `since ${dayWords(fromOn)}`)
    : t(`${dayWords(fromOn)} 至 ${dayWords(toOn)}`, `${dayWords(fromOn)} to ${dayWords(toOn)}`)

function PostState({ post }: { post: PostView }) {
  if (post.over) return <StateTag tone="quiet">{t('已结束', 'Ended')}</StateTag>
  if (post.fromOn > dayOf(new Date()))
    return <StateTag tone="wait">{t('未到任', 'Not begun')}</StateTag>
  return <StateTag tone="met">{t('在任', 'Held')}</StateTag>
}

function GivePostForm({ personId, onDone }: { personId: string; onDone: () => Promise<void> }) {
  const [post, setPost] = useState(emptyPost)
  const [postId] = useState(newId)
  const give = useCommand('post.give', onDone)
  const whyNot = whyNoPost(post)
  return (
    <Form
      label={t('任命岗位', 'Give a post')}
      onSubmit={() => whyNot ?? give.mutate({ ...post, postId, personId })}
    >
      <PostFields value={post} onChange={setPost} />
      <Refusal problem={give.error} />
      <ActButton type="submit" busy={give.isPending} disabledReason={whyNot}>
        {t('任命', 'Give the post')}
      </ActButton>
    </Form>
  )
}

function EndPostForm({ post, onDone }: { post: PostView; onDone: () => Promise<void> }) {
  const today = dayOf(new Date())
  const [toOn, setToOn] = useState<Day | null>(today)
  const end = useCommand('post.end', onDone)
  return (
    <Form
      label={t('免去岗位', 'End a post')}
      onSubmit={() => toOn && end.mutate({ postId: post.id, toOn })}
    >
      <p>
        {toOn !== null && toOn > today
          ? t('到这一天为止，岗位权限照旧。', 'Until that day the post allows what it does now.')
          : t(
              '提交后立即失去这一岗位的权限，历史记录保留。',
              'What the post allows ends at once; the history stays.',
            )}
      </p>
      <DayField
        label={t('最后一天', 'Last day')}
        value={toOn}
        onChange={setToOn}
        today={today}
        quick={[0, 7, 30]}
        min={post.fromOn}
      />
      <Refusal problem={end.error} />
      <ActButton
        type="submit"
        kind="danger"
        busy={end.isPending}
        disabledReason={toOn === null && t('请选择最后一天', 'Choose the last day')}
      >
        {t('免去', 'End the post')}
      </ActButton>
    </Form>
  )
}
