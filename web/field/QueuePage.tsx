// The queue: every act this phone keeps, and where it stands. Nothing here vanishes by itself before it is sent.

import { useState } from 'react'
import { shortTimeWords, t } from '../i18n.ts'
import { canSettle, discard, entriesOf, retry } from '../outbox.ts'
import type { Entry } from '../store.ts'
import { Icon } from '../ui/icons.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { reachable } from './connection.ts'
import { useObservable, useStored } from './observable.ts'
import { usePerson } from './person.ts'
import { hindrance, sendNow } from './sending.ts'
import { Button, Note, Page, sentence, Thumb, UnsentTag } from './ui.tsx'

export default function QueuePage() {
  const { person } = usePerson()
  const entries = useStored(() => entriesOf(person.id), [person.id])
  const signal = useObservable(reachable)
  const problem = useObservable(hindrance)
  const open = entries?.filter(({ state }) => state !== 'sent') ?? []
  const sent = entries?.filter(({ state }) => state === 'sent') ?? []
  const waiting = open.filter(({ state }) => state !== 'refused').length

  return (
    <Page title={t('还有什么没发出去', 'What has not been sent')} back="/me">
      {waiting > 0 && (
        <Thumb>
          <Button main icon="export" onPress={sendNow}>
            {t(`立即发送 ${waiting} 条`, `Send ${waiting} now`)}
          </Button>
        </Thumb>
      )}
      {waiting > 0 && !signal && (
        <Note icon="offline">
          {t(
            '没有信号。记录都存在手机里，有信号时按顺序自动发送',
            'No signal. Everything is kept on this phone and goes in order when the signal returns',
          )}
        </Note>
      )}
      {waiting > 0 && signal && problem && problem.status !== 0 && (
        <Note tone="late">{sentence(problem)}</Note>
      )}
      {entries && open.length === 0 && (
        <Note tone="done">{t('全部已送达，没有未发送的记录', 'Everything has arrived')}</Note>
      )}
      {open.length > 0 && (
        <ul className="f-rows">
          {open.map((entry) => (
            <li key={entry.id}>
              <OpenEntry entry={entry} />
            </li>
          ))}
        </ul>
      )}
      {sent.length > 0 && (
        <section className="f-section">
          <h2>{t('最近已送达', 'Arrived lately')}</h2>
          <ul className="f-rows">
            {sent.slice(0, 50).map((entry) => (
              <li key={entry.id} className="f-row">
                <EntryWords entry={entry} />
                <StateTag tone="met">{t('已送达', 'Sent')}</StateTag>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  )
}

function OpenEntry({ entry }: { entry: Entry }) {
  return (
    <div className="f-entry">
      <div className="f-row">
        <EntryWords entry={entry} />
        {entry.state === 'unsent' && <UnsentTag />}
        {entry.state === 'sending' && <UnsentTag>{t('发送中', 'Sending')}</UnsentTag>}
        {entry.state === 'refused' && <StateTag tone="act">{t('被退回', 'Sent back')}</StateTag>}
      </div>
      {canSettle(entry) && <Refused entry={entry} />}
    </div>
  )
}

const EntryWords = ({ entry }: { entry: Entry }) => (
  <div className="f-grow">
    <p className="f-strong">
      {t(entry.title.zh, entry.title.en)}
      {entry.list && ` × ${(entry.input[entry.list] as unknown[]).length}`}
    </p>
    <p className="f-muted f-small">
      {shortTimeWords(entry.at)}
      {entry.photos.length > 0 &&
        t(` · ${entry.photos.length} 张照片`, ` · ${entry.photos.length} photos`)}
    </p>
  </div>
)

/** Why it came back and what can be done: again, keep the words, or let it go, by the person's own hand. */
function Refused({ entry }: { entry: Entry }) {
  const [asking, setAsking] = useState(false)
  const [copied, setCopied] = useState(false)
  const reason = entry.problem?.title ?? t('服务器没有说明原因', 'The server gave no reason')

  const copy = async () => {
    await navigator.clipboard?.writeText(wordsOf(entry))
    setCopied(true)
  }

  return (
    <div className="f-refused">
      <p className="f-refused-why">
        <Icon name="hazard" size={22} />
        {reason}
      </p>
      <div className="f-pair">
        <Button icon="refresh" onPress={() => retry(entry.seq)}>
          {t('再发一次', 'Send again')}
        </Button>
        {'clipboard' in navigator && (
          <Button icon="document" onPress={copy}>
            {copied ? t('已复制', 'Copied') : t('复制内容', 'Copy the words')}
          </Button>
        )}
        {asking ? (
          <Button icon="close" onPress={() => discard(entry.seq)}>
            {t('确定丢弃', 'Yes, discard')}
          </Button>
        ) : (
          <Button icon="close" onPress={() => setAsking(true)}>
            {t('丢弃', 'Discard')}
          </Button>
        )}
      </div>
    </div>
  )
}

/** The act in words, for a message to the captain or a comment elsewhere. */
function wordsOf(entry: Entry): string {
  const said = Object.values(entry.input).filter(
    (value) => typeof value === 'string' && /\p{L}{2}/u.test(value),
  )
  return [t(entry.title.zh, entry.title.en), shortTimeWords(entry.at), ...said].join('\n')
}
