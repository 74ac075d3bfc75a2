// A button that acts. When it cannot, it stays where it is and says why, to eyes and ears alike.

import Button from 'antd/es/button'
import { type ReactNode, useId } from 'react'
import './act.css'
import { Icon, type IconName } from './icons.tsx'

export function ActButton({
  children,
  onPress,
  disabledReason,
  busy = false,
  kind = 'primary',
  icon,
  block = false,
  large = false,
  type = 'button',
}: {
  children: ReactNode
  onPress?: () => unknown
  /** why it cannot be done now; the button is alive when there is no reason */
  disabledReason?: string | false | null | undefined
  /** the act is on its way */
  busy?: boolean
  /** one primary action per screen; `danger` for what ends or refuses something */
  kind?: 'primary' | 'secondary' | 'danger' | 'quiet'
  icon?: IconName
  block?: boolean
  large?: boolean
  type?: 'button' | 'submit'
}) {
  const reasonId = useId()
  const blocked = Boolean(disabledReason)
  return (
    <span className={`bm-act${block ? ' bm-act-block' : ''}`}>
      <Button
        type={kind === 'primary' ? 'primary' : kind === 'quiet' ? 'text' : 'default'}
        danger={kind === 'danger'}
        htmlType={blocked ? 'button' : type}
        loading={busy}
        block={block}
        size={large ? 'large' : 'middle'}
        icon={icon && <Icon name={icon} size={18} />}
        className={blocked ? 'bm-act-blocked' : ''}
        // aria-disabled keeps the button in reach of the keyboard, so that its reason is.
        aria-disabled={blocked || busy}
        aria-describedby={blocked ? reasonId : undefined}
        onClick={blocked || busy ? undefined : () => onPress?.()}
      >
        {children}
      </Button>
      {blocked && (
        <span id={reasonId} className="bm-act-reason">
          {disabledReason}
        </span>
      )}
    </span>
  )
}
