// What stands in place of a page that could not be opened. Nothing that was kept is lost by it.

import { Component, type ReactNode } from 'react'
import { t } from '../i18n.ts'
import { Button, Note, Page } from './ui.tsx'

type Props = { children: ReactNode; at: string }

export class Guarded extends Component<Props, { brokenAt: string | null }> {
  override state: { brokenAt: string | null } = { brokenAt: null }

  static getDerivedStateFromError(): { brokenAt: string } {
    return { brokenAt: location.pathname }
  }

  /** Another page may well open. */
  override componentDidUpdate(before: Props): void {
    if (before.at !== this.props.at && this.state.brokenAt !== null)
      this.setState({ brokenAt: null })
  }

  override render(): ReactNode {
    if (this.state.brokenAt === null) return this.props.children
    return (
      <Page title={t('这一页没有打开', 'This page did not open')} back="/">
        <Note tone="refusal">
          {t(
            '已经记下的内容都在手机里。请返回，或重新打开百米',
            'Everything you recorded is kept on this phone. Go back, or open Baimi again',
          )}
        </Note>
        <Button icon="refresh" onPress={() => location.reload()}>
          {t('重新打开', 'Open again')}
        </Button>
      </Page>
    )
  }
}
