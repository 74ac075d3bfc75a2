// What the frame shows when a page is coming, is unknown, is not for this person, or has broken.

import Button from 'antd/es/button'
import { useEffect } from 'react'
import { Link, useRouteError } from 'react-router'
import { Problem } from '#base/problem.ts'
import { t, useLang } from '../i18n.ts'
import { Empty } from '../ui/Empty.tsx'
import { Page } from '../ui/Page.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'

export function PageSkeleton() {
  return (
    <div className="bm-page">
      <h1 className="bm-hidden">{t('正在打开', 'Opening')}</h1>
      <Skeleton lines={6} />
    </div>
  )
}

export function BareSkeleton() {
  return (
    <main>
      <PageSkeleton />
    </main>
  )
}

export function NotFoundPage() {
  useLang()
  return (
    <Page title={t('没有这一页', 'There is no such page')}>
      <Empty
        icon="search"
        title={t(
          '地址可能写错了，或者这一页已经搬走',
          'The address may be mistyped, or the page has moved',
        )}
        action={<Link to="/">{t('回到今日', 'Back to today')}</Link>}
      />
    </Page>
  )
}

export function NotAllowedPage() {
  return (
    <Page title={t('您的岗位看不到这一页', 'Your post does not show this page')}>
      <Empty
        icon="key"
        title={t(
          '需要这项权限时，请联系项目经理或管理员',
          'If you need it, ask your project manager or an administrator',
        )}
        action={<Link to="/">{t('回到今日', 'Back to today')}</Link>}
      />
    </Page>
  )
}

/** A page that broke or was refused while it was fetched. */
export function PageFailed() {
  const error = useRouteError()
  useLang()
  useEffect(() => {
    if (!(error instanceof Problem)) console.error(error)
  }, [error])

  if (error instanceof Problem && error.status === 404)
    return (
      <Page title={t('没有找到', 'Not found')}>
        <Refusal problem={error} />
      </Page>
    )
  if (isOutdated(error))
    return (
      <Page title={t('百米更新了', 'Baimi has been updated')}>
        <Empty
          icon="refresh"
          title={t('刷新一次就能继续', 'Reload once to go on')}
          action={<Button onClick={() => window.location.reload()}>{t('刷新', 'Reload')}</Button>}
        />
      </Page>
    )
  return (
    <Page title={t('这一页打不开', 'This page could not be opened')}>
      <Refusal problem={error} onRetry={() => window.location.reload()} />
    </Page>
  )
}

/** The server has newer pages than this tab knows: the old chunk is gone. */
const isOutdated = (error: unknown): boolean =>
  error instanceof TypeError && /import|module script/i.test(error.message)
