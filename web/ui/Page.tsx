// A page: where it stands, the question it answers, what can be done here, and then the answer.

import { type ReactNode, useEffect } from 'react'
import { Link } from 'react-router'
import type { Problem } from '#base/problem.ts'
import { t } from '../i18n.ts'
import { Icon } from './icons.tsx'
import './page.css'
import { Refusal } from './Refusal.tsx'
import { Skeleton } from './Skeleton.tsx'

export type Crumb = { title: string; to: string }
/** A read, as `useRead` gives it. */
export type Reading<A> = {
  data: A | undefined
  error: Problem | null
  isPending: boolean
  refetch: () => unknown
}

type Frame = {
  title: string
  /** the way here, outermost first, without this page */
  crumbs?: readonly Crumb[]
  /** one line below the title: state, number, day */
  sub?: ReactNode
  actions?: ReactNode
  /** `prose` keeps forms and texts in one readable column */
  width?: 'full' | 'prose'
}

export function Page({ children, ...frame }: Frame & { children: ReactNode }) {
  return <PageFrame {...frame}>{children}</PageFrame>
}

/**
 * A page over one read: skeleton while it is asked, the refusal when it is refused, else what `children`
 * makes of the answer.
 */
export function ReadingPage<A>({
  reading,
  children,
  ...frame
}: Frame & { reading: Reading<A>; children: (answer: A) => ReactNode }) {
  return (
    <PageFrame {...frame}>
      <ReadingOf reading={reading}>{children}</ReadingOf>
    </PageFrame>
  )
}

/** A part of a page over one read. */
export function ReadingOf<A>({
  reading,
  lines = 6,
  children,
}: {
  reading: Reading<A>
  lines?: number
  children: (answer: A) => ReactNode
}) {
  if (reading.data !== undefined) return children(reading.data)
  if (reading.error) return <Refusal problem={reading.error} onRetry={() => reading.refetch()} />
  return <Skeleton lines={lines} />
}

function PageFrame({
  title,
  crumbs = [],
  sub,
  actions,
  width = 'full',
  children,
}: Frame & { children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · 百米 Baimi`
  }, [title])
  return (
    <article className={`bm-page bm-page-${width}`}>
      <header className="bm-page-head">
        {crumbs.length > 0 && <Crumbs crumbs={crumbs} />}
        <div className="bm-page-line">
          <div className="bm-page-title">
            <h1>{title}</h1>
            {sub !== undefined && <div className="bm-page-sub">{sub}</div>}
          </div>
          {actions !== undefined && <div className="bm-page-actions">{actions}</div>}
        </div>
      </header>
      {children}
    </article>
  )
}

function Crumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav className="bm-crumbs" aria-label={t('所在位置', 'Breadcrumb')}>
      <ol>
        {crumbs.map(({ title, to }) => (
          <li key={to}>
            <Link to={to}>{title}</Link>
            <Icon name="right" size={12} />
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** A titled part of a page. */
export function Section({
  title,
  extra,
  children,
}: {
  title: string
  extra?: ReactNode
  children: ReactNode
}) {
  return (
    <section className="bm-section" aria-label={title}>
      <header>
        <h2>{title}</h2>
        {extra !== undefined && <div className="bm-section-extra">{extra}</div>}
      </header>
      {children}
    </section>
  )
}
