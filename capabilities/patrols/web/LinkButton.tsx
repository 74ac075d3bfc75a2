// A link that looks like a button: opens in a new tab like any link, and without reloading like any of ours.

import Button from 'antd/es/button'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { Icon, type IconName } from '#web/ui/icons.tsx'

export function LinkButton({
  to,
  icon,
  primary = false,
  children,
}: {
  to: string
  icon?: IconName
  primary?: boolean
  children: ReactNode
}) {
  const navigate = useNavigate()
  return (
    <Button
      href={to}
      type={primary ? 'primary' : 'default'}
      icon={icon && <Icon name={icon} size={18} />}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        navigate(to)
      }}
    >
      {children}
    </Button>
  )
}
