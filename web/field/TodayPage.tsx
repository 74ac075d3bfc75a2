// 今日: what to do today, in the order of what each capability has for this person.

import { useContext } from 'react'
import { dayOf } from '#base/time.ts'
import { shortDayWords, t, weekdayWords } from '../i18n.ts'
import { now } from './connection.ts'
import { useNow } from './observable.ts'
import { PartsContext } from './parts.ts'
import { Page } from './ui.tsx'

export function TodayPage() {
  const { today } = useContext(PartsContext)
  const day = dayOf(useNow(now))
  return (
    <Page
      title={t('今天要做什么', 'What to do today')}
      sub={`${shortDayWords(day)} ${weekdayWords(day)}`}
    >
      {Object.entries(today).map(([name, Section]) => (
        <Section key={name} />
      ))}
    </Page>
  )
}
