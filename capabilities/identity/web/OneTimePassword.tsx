// A password that is told once: large, to be read out or copied, and gone with the page.

import { useState } from 'react'
import { t, timeWords } from '#web/i18n.ts'
import { ActButton } from '#web/ui/ActButton.tsx'

export function OneTimePassword({
  name,
  oneTimePassword,
  until,
}: {
  name: string
  /** missing when an answer was lost: it is kept nowhere and cannot be told again */
  oneTimePassword?: string
  until: string
}) {
  const [copied, setCopied] = useState(false)
  if (!oneTimePassword)
    return (
      <p>
        {t(
          '密码已设置，但网络中断，未能显示。请再重置一次。',
          'The password was set, but the answer with it was lost. Reset it once more.',
        )}
      </p>
    )
  const copy = async () => {
    await navigator.clipboard.writeText(oneTimePassword)
    setCopied(true)
  }
  return (
    <div className="id-stack" role="status">
      <p>
        {t(
          `请把这个一次性密码转告 ${name}。关闭后不再显示。`,
          `Pass this one-time password on to ${name}. It is not shown again.`,
        )}
      </p>
      <p className="id-one-time">
        <code>{oneTimePassword}</code>
      </p>
      <p className="bm-muted">
        {t(
          `${timeWords(until)} 前有效，登录后须立即更换。`,
          `Valid until ${timeWords(until)}; to be changed at once.`,
        )}
      </p>
      <ActButton kind="secondary" onPress={copy}>
        {copied ? t('已复制', 'Copied') : t('复制', 'Copy')}
      </ActButton>
    </div>
  )
}
