// 今日: what to do today. Each capability contributes what asks for action; what is fine stays out.

import { Component, type ReactNode, Suspense } from 'react'
import { dayOf } from '#base/time.ts'
import { dayWords, t, useLang, weekdayWords } from '../i18n.ts'
import type { TodayCard } from '../router.tsx'
import { useSession } from '../session.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Page } from '../ui/Page.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import './today.css'

export function TodayPage({ cards }: { cards: readonly TodayCard[] }) {
  useLang()
  const { person, posts, holds } = useSession()
  const today = dayOf(new Date())
  const mine = cards
    .filter(({ may }) => may === undefined || (holds[may] ?? []).length > 0)
    .toSorted((a, b) => a.order - b.order)
  return (
    <Page
      title={t('今天要做什么', 'What needs doing today')}
      sub={
        <>
          <span>{`${dayWords(today)} ${weekdayWords(today)}`}</span>
          <span>{[person.name, ...posts.map((post) => post.title).slice(0, 2)].join(' · ')}</span>
        </>
      }
    >
      <div className="bm-today">
        {mine.map(({ order, Component: Card }) => (
          <Contained key={order}>
            <Suspense fallback={<Skeleton lines={3} />}>
              <Card />
            </Suspense>
          </Contained>
        ))}
      </div>
      {/* Shown by CSS when no card has put anything above. */}
      <div className="bm-today-none">
        <Empty title={t('现在没有等您处理的事', 'Nothing waits for you now')}>
          {t('有新的事会自动出现在这里', 'What comes up appears here by itself')}
        </Empty>
      </div>
    </Page>
  )
}

/** One card that breaks does not take the day with it. */
class Contained extends Component<{ children: ReactNode }, { error: unknown }> {
  override state = { error: null as unknown }
  static getDerivedStateFromError = (error: unknown) => ({ error })
  override render() {
    return this.state.error ? <Refusal problem={this.state.error} /> : this.props.children
  }
}
