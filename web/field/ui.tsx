// The few pieces every phone page is made of.

import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { Problem } from '#base/problem.ts'
import { agoWords, shortTimeWords, t } from '../i18n.ts'
import { Icon, type IconName } from '../ui/icons.tsx'
import { now } from './connection.ts'
import { useNow } from './observable.ts'
import type { Read } from './reads.ts'
import { goBack } from './router.tsx'

type PageProps = {
  title: string
  sub?: ReactNode
  /** where "back" leads when the page was opened from outside; absent on the three tabs */
  back?: string
  children: ReactNode
}

const ThumbPlace = createContext<HTMLElement | null>(null)

/** A page answers one question, named in its title. The title takes the focus, so it is read aloud first. */
export function Page({ title, sub, back, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const [thumb, setThumb] = useState<HTMLElement | null>(null)
  useEffect(() => {
    document.title = `${title} · ${t('百米', 'Baimi')}`
  }, [title])
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <main className="f-page">
      <div className="f-scroll">
        <div className="f-head">
          {back !== undefined && (
            <button
              type="button"
              className="f-back"
              onClick={() => goBack(back)}
              aria-label={t('返回', 'Back')}
            >
              <Icon name="back" size={28} />
            </button>
          )}
          <div>
            <h1 ref={heading} tabIndex={-1}>
              {title}
            </h1>
            {sub && <div className="f-sub">{sub}</div>}
          </div>
        </div>
        <ThumbPlace value={thumb}>{children}</ThumbPlace>
      </div>
      <div className="f-thumb" ref={setThumb} />
    </main>
  )
}

/** The one primary action of a page: wherever it is written, it stands above the tabs, where the thumb is. */
export function Thumb({ children }: { children: ReactNode }) {
  const place = useContext(ThumbPlace)
  return place && createPortal(children, place)
}

type ButtonProps = {
  children: ReactNode
  onPress: () => unknown
  icon?: IconName
  main?: boolean
  /** why it cannot be pressed now; said beside it, and again when it is pressed */
  disabledReason?: string | undefined
}

/** A button with its reason: it stays reachable while it cannot act, so the reason can be heard. */
export function Button({ children, onPress, icon, main = false, disabledReason }: ButtonProps) {
  const button = (
    <button
      type="button"
      className={main ? 'f-button is-main' : 'f-button'}
      aria-disabled={disabledReason !== undefined}
      onClick={() => disabledReason === undefined && onPress()}
    >
      {icon && <Icon name={icon} size={main ? 28 : 24} />}
      {children}
    </button>
  )
  if (disabledReason === undefined) return button
  return (
    <div className="f-stack">
      {button}
      <p className="f-why">{disabledReason}</p>
    </div>
  )
}

type NoteProps = {
  tone?: 'plain' | 'done' | 'late' | 'refusal'
  icon?: IconName
  children: ReactNode
}

const noteIcons = { plain: 'clock', done: 'check', late: 'clock', refusal: 'hazard' } as const

/** A sentence to the person. Read aloud when it appears. */
export function Note({ tone = 'plain', icon, children }: NoteProps) {
  return (
    <div
      className={`f-note${tone === 'plain' ? '' : ` is-${tone}`}`}
      role={tone === 'refusal' ? 'alert' : 'status'}
    >
      <Icon name={icon ?? noteIcons[tone]} size={24} />
      <div>{children}</div>
    </div>
  )
}

export const sentence = (problem: unknown): string =>
  problem instanceof Problem
    ? problem.text[document.documentElement.lang === 'en' ? 'en' : 'zh']
    : t(
        '手机没有完成这一步。内容还在，请再试一次',
        'The phone could not do this. Nothing is lost: try again',
      )

/** What a read shows while there is nothing to show, and how old it is when it is not fresh. */
export function ReadState({ read, empty }: { read: Read<unknown>; empty?: string }) {
  const time = useNow(now)
  if (read.loading)
    return <div className="f-skeleton" role="status" aria-label={t('正在读取', 'Loading')} />
  if (read.value === undefined && read.problem)
    return (
      <Note tone="refusal" icon="offline">
        {read.problem.status === 0
          ? t(
              '这一页还没有读到过，有信号时打开一次即可离线查看',
              'Never read on this phone: open it once with signal',
            )
          : sentence(read.problem)}
      </Note>
    )
  const old = read.readAt && time.getTime() - read.readAt.getTime() > 5 * 60_000
  return (
    <>
      {empty && <p className="f-empty">{empty}</p>}
      {old && read.readAt && (
        <p className="f-age">
          {t('数据截至 ', 'As of ')}
          {shortTimeWords(read.readAt)}（{agoWords(read.readAt, time)}）
        </p>
      )}
    </>
  )
}

/** 未发送: kept on this phone, not yet with the server. */
export function UnsentTag({ children }: { children?: ReactNode }) {
  return (
    <span className="bm-tag f-unsent">
      <Icon name="export" size={16} />
      {children ?? t('未发送', 'Unsent')}
    </span>
  )
}
